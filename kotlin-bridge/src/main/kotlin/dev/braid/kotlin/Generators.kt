package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.AsyncIterator
import dev.braid.internal.SuspendingMembers

/**
 * Waits until it is known whether there is another element: with [next] this makes Kotlin's `for` loop Python's
 * `async for`. Suspends while the source does, and can be cancelled there.
 *
 * ```
 * for (line in lines(file)) println(line)
 * ```
 *
 * Import it, and [next], or `dev.braid.kotlin.*`: without them Kotlin 2.4 ends a compilation with an internal error that names
 * `AsyncIterator.hasNext`, since it does not report that a loop calls hidden functions.
 *
 * Source: Python 3.15, `async for`; cases ASYNCGEN-02, ASYNCGEN-03, ASYNCGEN-30, ASYNCGEN-45.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled; the source sees it first
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend operator fun AsyncIterator<*>.hasNext(): Boolean {
    val caller = mainLine() ?: return inTaskOfItsOwn("iterate $this") { hasNext() }
    return stepHere(caller, SuspendingMembers.hasNext(caller.loop, this))
}

/**
 * Waits for the next element. Suspends as [hasNext] does, and can be cancelled there.
 *
 * Source: Python 3.15, `anext` of an iterator; cases ASYNCGEN-42, ASYNCGEN-44.
 *
 * @throws NoSuchElementException if there is none
 * @throws dev.braid.CancelledError as [hasNext]
 */
public suspend operator fun <T> AsyncIterator<T>.next(): T = runJava(SuspendingMembers.next(this))

/**
 * Calls an action with each element, in the calling task: a `for` loop. Suspends as [hasNext] does, and can be cancelled
 * there. An action that fails ends the loop, and leaves the source open.
 *
 * It is not called `forEach`: Kotlin's own function of that name, which cannot wait, goes before all but marked ones.
 *
 * Source: Python 3.15, `async for`; cases ASYNCGEN-02, ASYNCGEN-30.
 *
 * @throws dev.braid.CancelledError as [hasNext]
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend inline fun <T> AsyncIterable<T>.collect(action: (T) -> Unit) {
    for (element in this) action(element)
}

/**
 * All elements that are left, in order: Python's `[element async for element in iterable]`. Suspends as [hasNext] does,
 * and can be cancelled there.
 *
 * Source: Python 3.15, asynchronous comprehensions; case ASYNCGEN-45.
 *
 * @throws dev.braid.CancelledError as [hasNext]
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <T> AsyncIterable<T>.toList(): List<T> {
    val elements = ArrayList<T>()
    for (element in this) elements.add(element)
    return elements
}

/**
 * Waits for the next element of a generator. Suspends while the body does, and can be cancelled there: the body sees it
 * first.
 *
 * Source: Python 3.15, `agen.__anext__`; cases ASYNCGEN-03 to ASYNCGEN-06, ASYNCGEN-10, ASYNCGEN-25, ASYNCGEN-40.
 *
 * @throws dev.braid.StopAsyncIterationException if the body has ended
 * @throws IllegalStateException if another step of the generator is under way, or the caller belongs to no loop
 */
public suspend fun <T> AsyncGenerator<T, *>.anext(): T = runJava(SuspendingMembers.anext(this))

/** [anext] that gives a default once the body has ended. Source: Python 3.15, `anext(agen, default)`; case ASYNCGEN-42. */
public suspend fun <T> AsyncGenerator<T, *>.anext(defaultValue: T): T =
    runJava(SuspendingMembers.anext(this, defaultValue))

/**
 * Goes on with a value that `yield` returns in the body, and waits for the next element as [anext] does.
 *
 * Source: Python 3.15, `agen.asend`; cases ASYNCGEN-08, ASYNCGEN-09, ASYNCGEN-11, ASYNCGEN-12.
 *
 * @throws dev.braid.StopAsyncIterationException if the body has ended
 * @throws IllegalArgumentException if the body has not begun and the value is not null
 * @throws IllegalStateException as [anext]
 */
public suspend fun <T, S> AsyncGenerator<T, S>.asend(value: S): T = runJava(SuspendingMembers.asend(this, value))

/**
 * Goes on with an error that `yield` throws in the body, and waits for the next element as [anext] does. A generator
 * that has not begun throws it straight back, and is closed.
 *
 * Source: Python 3.15, `agen.athrow`; cases ASYNCGEN-13 to ASYNCGEN-17.
 *
 * @return the next element; null if the generator was closed before
 * @throws dev.braid.StopAsyncIterationException if the body handles the error and ends
 * @throws IllegalStateException as [anext]
 */
public suspend fun <T> AsyncGenerator<T, *>.athrow(error: Throwable): T? =
    runJava(SuspendingMembers.athrow(this, error))

/**
 * Closes the generator: its body gets [dev.braid.GeneratorExit] at its `yield`, may clean up, and this returns when it
 * has ended. Suspends while the body cleans up, and can be cancelled there. Does nothing to one that has ended.
 *
 * Source: Python 3.15, `agen.aclose`; cases ASYNCGEN-19 to ASYNCGEN-25.
 *
 * @throws IllegalStateException if the body yields again, or another step is under way
 */
public suspend fun AsyncGenerator<*, *>.aclose() {
    runJava(SuspendingMembers.aclose(this))
}
