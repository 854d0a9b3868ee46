package dev.braid.kotlin

import dev.braid.Asyncio
import dev.braid.Awaitable
import dev.braid.Future
import dev.braid.Outcome
import dev.braid.internal.CurrentLoop
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.Gather

/**
 * Runs several Kotlin bodies at once, each as a task. The first failure fails the aggregate; the others run on. Cancelling
 * the aggregate cancels them all. Does not suspend; await the result.
 *
 * ```
 * val (name, mail) = gather({ fetchName(id) }, { fetchMail(id) }).await()
 * ```
 *
 * Source: Python 3.15, `asyncio.gather`; cases GATHER-01 to GATHER-26.
 *
 * @return a future of the values, in argument order
 * @throws IllegalStateException if no loop is running or registered
 */
public fun <T> gather(vararg bodies: suspend () -> T): Future<List<T>> = gather(bodies.asList())

/** [gather] of a collection, in its order. */
public fun <T> gather(bodies: Collection<suspend () -> T>): Future<List<T>> = Gather.of<T>(bodies.asTaskBodies(), false)

/**
 * [gather] of tasks, futures and other awaitables; cancelling the aggregate cancels them.
 *
 * ```
 * val (name, mail) = gather(nameTask, mailTask).await()
 * ```
 *
 * Source: Python 3.15, `asyncio.gather`; cases GATHER-01 to GATHER-26.
 *
 * @throws IllegalArgumentException if futures of different loops are given
 */
public fun <T> gather(first: Awaitable<out T>, vararg more: Awaitable<out T>): Future<List<T>> =
    Asyncio.gather(listOf(first, *more))

/** [gather] of a collection of awaitables, in its order. */
@JvmName("gatherAwaitables")
public fun <T> gather(awaitables: Collection<Awaitable<out T>>): Future<List<T>> = Asyncio.gather(awaitables)

/**
 * [gather] that waits for every body and never fails: a value or an error for each.
 *
 * Source: Python 3.15, `asyncio.gather(return_exceptions=True)`; cases GATHER-07, GATHER-09, GATHER-11 to
 * GATHER-13.
 */
public fun <T> gatherSettled(vararg bodies: suspend () -> T): Future<List<Outcome<T>>> = gatherSettled(bodies.asList())

/** [gatherSettled] of a collection, in its order. */
public fun <T> gatherSettled(bodies: Collection<suspend () -> T>): Future<List<Outcome<T>>> =
    Gather.of<Outcome<T>>(bodies.asTaskBodies(), true)

/** [gatherSettled] of tasks, futures and other awaitables. */
public fun <T> gatherSettled(first: Awaitable<out T>, vararg more: Awaitable<out T>): Future<List<Outcome<T>>> =
    Asyncio.gatherSettled(listOf(first, *more))

/** [gatherSettled] of a collection of awaitables, in its order. */
@JvmName("gatherSettledAwaitables")
public fun <T> gatherSettled(awaitables: Collection<Awaitable<out T>>): Future<List<Outcome<T>>> =
    Asyncio.gatherSettled(awaitables)

private fun <T> Collection<suspend () -> T>.asTaskBodies(): List<KotlinBody<T>> {
    if (isEmpty()) return emptyList()
    val loop = currentLoop("gather")
    return map { KotlinBody(loop, it) }
}

/** The loop that runs here, or is registered for this thread. */
internal fun currentLoop(action: String): EventLoopImpl = CurrentLoop.find() ?: error(
    "cannot $action: no event loop is running on this thread (${Thread.currentThread().name}) and none is " +
        "registered for it, as in withContext(Dispatchers.IO); call it from a task's body, inside runAsyncio",
)
