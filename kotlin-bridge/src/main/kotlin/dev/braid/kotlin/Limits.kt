package dev.braid.kotlin

import dev.braid.AsyncIterable
import dev.braid.AsyncIterator
import dev.braid.Coroutine
import dev.braid.Future
import dev.braid.Limit
import dev.braid.Outcome
import dev.braid.Task
import dev.braid.internal.LimitMembers

/**
 * Runs many Kotlin bodies as tasks, no more at a time than the limit. The first failure fails the aggregate: no more are
 * started then, and those that are running run on. Cancelling the aggregate cancels those. Does not suspend; await the
 * result.
 *
 * ```
 * val pages = Limit.of(20).gather(urls) { fetch(it) }.await()
 * ```
 *
 * The source may be endless, or too large for memory: the next element is taken when there is room for its task.
 * `sequence { … }.asIterable()` is one. It is used on the loop, and must neither block nor suspend.
 *
 * An extra of Braid, as [Limit] is; cases BRIDGE-182, BRIDGE-183.
 *
 * @return a future of the values, in the source's order
 * @throws IllegalArgumentException if the source is an [AsyncIterable], which has to suspend
 * @throws IllegalStateException if no loop is running or registered
 */
public fun <T> Limit.gather(bodies: Iterable<suspend () -> T>): Future<List<T>> =
    LimitMembers.gather(this, bodies.asCoroutines())

/** [gather] of one body, run for each of many items. */
public fun <A, T> Limit.gather(items: Iterable<A>, body: suspend (A) -> T): Future<List<T>> =
    LimitMembers.gather(this, items.asCoroutines(body))

/**
 * [gather][Limit.gather] that goes on when a body fails, and gives how each of them ended. It fails only if it is
 * cancelled, or if the source itself fails.
 */
public fun <T> Limit.gatherSettled(bodies: Iterable<suspend () -> T>): Future<List<Outcome<T>>> =
    LimitMembers.gatherSettled(this, bodies.asCoroutines())

/** [gatherSettled] of one body, run for each of many items. */
public fun <A, T> Limit.gatherSettled(items: Iterable<A>, body: suspend (A) -> T): Future<List<Outcome<T>>> =
    LimitMembers.gatherSettled(this, items.asCoroutines(body))

/**
 * [asCompleted] with this limit: gives each task as it is done. The call does not suspend, the steps of the loop do. A task
 * makes room for the next one when the loop takes it, so a loop that takes its time does not pile up results.
 *
 * ```
 * for (task in Limit.of(20).asCompleted(urls) { fetch(it) }) show(task.await())
 * ```
 *
 * A loop that ends early cancels none, and no more are started; a second loop goes on where it stopped. If the source
 * itself fails, the loop throws its error after the tasks that had been created before.
 *
 * An extra of Braid, as [Limit] is; cases BRIDGE-182, BRIDGE-183.
 *
 * @throws IllegalArgumentException as [gather][Limit.gather]
 * @throws IllegalStateException as [gather][Limit.gather]
 */
public fun <T> Limit.asCompleted(bodies: Iterable<suspend () -> T>): AsyncIterable<Task<T>> =
    LimitMembers.asCompleted(this, bodies.asCoroutines())

/** [asCompleted] of one body, run for each of many items. */
public fun <A, T> Limit.asCompleted(items: Iterable<A>, body: suspend (A) -> T): AsyncIterable<Task<T>> =
    LimitMembers.asCompleted(this, items.asCoroutines(body))

private fun <T> Iterable<suspend () -> T>.asCoroutines(): Iterable<Coroutine<T>> {
    val loop = currentLoop("start bodies within a limit")
    return each { KotlinBody(loop, it) }
}

private fun <A, T> Iterable<A>.asCoroutines(body: suspend (A) -> T): Iterable<Coroutine<T>> {
    val loop = currentLoop("start bodies within a limit")
    return each { item -> KotlinBody(loop, BodyName.of(body, item)) { body(item) } }
}

/** These, one by one as they are asked for. What would have to suspend for them is left as it is, to be refused. */
@Suppress("UNCHECKED_CAST")
private fun <A, C> Iterable<A>.each(make: (A) -> C): Iterable<C> {
    if (this is AsyncIterable<A>) return this as Iterable<C>
    return Iterable {
        val items = iterator()
        if (items is AsyncIterator<A>) items as Iterator<C> else Mapped(items, make)
    }
}

private class Mapped<A, C>(private val items: Iterator<A>, private val make: (A) -> C) : Iterator<C> {
    override fun hasNext(): Boolean = items.hasNext()

    override fun next(): C = make(items.next())
}
