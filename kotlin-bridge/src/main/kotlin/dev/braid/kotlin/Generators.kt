package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.AsyncIterator
import dev.braid.internal.SuspendingMembers

/**
 * Waits until it is known whether there is another element: with [next] this makes Kotlin's `for` loop Python's `async for`.
 *
 * ```
 * for (line in lines(file)) println(line)
 * ```
 *
 * Source: Python 3.15, `async for`; cases ASYNCGEN-02, ASYNCGEN-44, ASYNCGEN-45.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled; the source sees it first
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend operator fun AsyncIterator<*>.hasNext(): Boolean {
    val caller = mainLine() ?: return inTaskOfItsOwn("iterate $this") { hasNext() }
    return stepHere(caller, SuspendingMembers.hasNext(caller.loop, this))
}

/**
 * Waits for the next element.
 *
 * Source: Python 3.15, `anext`; cases ASYNCGEN-42 to ASYNCGEN-44.
 *
 * @throws NoSuchElementException if there is none
 * @throws dev.braid.CancelledError as [hasNext]
 */
public suspend operator fun <T> AsyncIterator<T>.next(): T = runJava(SuspendingMembers.next(this))

/** Calls an action with each element, in the calling task: a `for` loop. */
public suspend inline fun <T> AsyncIterable<T>.forEach(action: (T) -> Unit) {
    for (element in this) action(element)
}

/**
 * Waits for the next element of a generator.
 *
 * Source: Python 3.15, `agen.__anext__`; cases ASYNCGEN-03 to ASYNCGEN-06.
 *
 * @throws dev.braid.StopAsyncIterationException if the body has ended
 * @throws IllegalStateException if another step of the generator is under way, or the caller belongs to no loop
 */
public suspend fun <T> AsyncGenerator<T, *>.anext(): T = runJava(SuspendingMembers.anext(this))

/** [anext] that gives a default once the body has ended. Source: Python 3.15, `anext(agen, default)`; case ASYNCGEN-43. */
public suspend fun <T> AsyncGenerator<T, *>.anext(defaultValue: T): T =
    runJava(SuspendingMembers.anext(this, defaultValue))

/**
 * Goes on with a value that `yield` returns in the body, and waits for the next element.
 *
 * Source: Python 3.15, `agen.asend`; cases ASYNCGEN-07 to ASYNCGEN-10.
 *
 * @throws dev.braid.StopAsyncIterationException if the body has ended
 * @throws IllegalArgumentException if the body has not begun and the value is not null
 */
public suspend fun <T, S> AsyncGenerator<T, S>.asend(value: S): T = runJava(SuspendingMembers.asend(this, value))

/**
 * Goes on with an error that `yield` throws in the body, and waits for the next element.
 *
 * Source: Python 3.15, `agen.athrow`; cases ASYNCGEN-11 to ASYNCGEN-16.
 *
 * @return the next element; null if the generator was closed before
 */
public suspend fun <T> AsyncGenerator<T, *>.athrow(error: Throwable): T? =
    runJava(SuspendingMembers.athrow(this, error))

/**
 * Closes the generator: its body gets [dev.braid.GeneratorExit] at its `yield`, may clean up, and this returns when it has
 * ended.
 *
 * Source: Python 3.15, `agen.aclose`; cases ASYNCGEN-17 to ASYNCGEN-24.
 *
 * @throws IllegalStateException if the body yields again, or another step is under way
 */
public suspend fun AsyncGenerator<*, *>.aclose() {
    runJava(SuspendingMembers.aclose(this))
}
