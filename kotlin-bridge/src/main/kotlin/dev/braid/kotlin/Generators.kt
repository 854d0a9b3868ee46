package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.AsyncIterator
import dev.braid.GeneratorExit
import dev.braid.StopAsyncIterationException
import dev.braid.internal.GeneratorHandle
import dev.braid.internal.GeneratorIterator
import dev.braid.internal.SuspendingMembers
import java.lang.ref.Reference
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

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
    val caller = mainLine()
    if (caller == null || this !is GeneratorIterator<*>) return hasNextElsewhere()
    if (knows()) return hasFetched()
    return fetch(caller)
}

private suspend fun AsyncIterator<*>.hasNextElsewhere(): Boolean {
    mainLine() ?: return inTaskOfItsOwn("iterate $this") { hasNext() }
    return runJava(SuspendingMembers.hasNext(this))
}

// Most elements are there at once: no continuation is made for them.
private suspend fun GeneratorIterator<*>.fetch(caller: KotlinBody<*>): Boolean =
    suspendCoroutineUninterceptedOrReturn { here ->
        generator.readyForNext()
        val element = generator.beginStep(caller, here)
        if (element === GeneratorHandle.WAITS) {
            suspend { fetched(generator.finishStep(caller)) }.startCoroutineUninterceptedOrReturn(here)
        } else {
            fetched(element)
        }
    }

/**
 * Waits for the next element. Suspends as [hasNext] does, and can be cancelled there.
 *
 * Source: Python 3.15, `anext` of an iterator; cases ASYNCGEN-42, ASYNCGEN-44.
 *
 * @throws NoSuchElementException if there is none
 * @throws dev.braid.CancelledError as [hasNext]
 */
public suspend operator fun <T> AsyncIterator<T>.next(): T {
    val caller = mainLine()
    if (caller == null || this !is GeneratorIterator<T>) return runJava(SuspendingMembers.next(this))
    if (knows()) return take()
    return fetchNext(caller)
}

private suspend fun <T> GeneratorIterator<T>.fetchNext(caller: KotlinBody<*>): T {
    fetch(caller)
    return take()
}

/**
 * Calls an action with each element, in the calling task. Suspends where the source and the action do, and can be cancelled
 * there: [hasNext] tells how, for the source.
 *
 * For a generator this is the push form, as `forEach` is in Java. An action that fails closes it, and its error is thrown
 * here when the body has cleaned up; an error of the clean-up is added to it as a suppressed one, or thrown if the action was
 * only cancelled. Where a Kotlin body that has not begun is collected in the main line of a task's body, `yield` calls the
 * action directly, and the generator is [running][AsyncGenerator.isRunning] all the time, for the action too. Any other
 * source is iterated as by a `for` loop, which is the form to use where an error is to leave the generator open.
 *
 * It is not called `forEach`: Kotlin's own function of that name, which cannot wait, goes before all but marked ones.
 *
 * Source: Python 3.15, `async for`; cases ASYNCGEN-02, ASYNCGEN-30, BRIDGE-350 to BRIDGE-355, BRIDGE-368, BRIDGE-369.
 *
 * @throws dev.braid.CancelledError as [hasNext]
 * @throws IllegalStateException if the caller belongs to no loop, or a step of the generator is under way
 */
public suspend fun <T> AsyncIterable<T>.collect(action: suspend (T) -> Unit) {
    if (this !is AsyncGenerator<T, *>) {
        for (element in this) action(element)
    } else {
        push(this, action)
    }
}

private suspend fun <T, S> push(generator: AsyncGenerator<T, S>, action: suspend (T) -> Unit) {
    val caller = mainLine()
    val handle = generator.handle()
    val body = handle.steppedBody() as? KotlinGenerator<T, S>
    if (caller == null || body == null || handle.hasBegun()) {
        return LoopFlow(null) { generator }.flow().collect { action(it) }
    }
    handle.pushBegins()
    try {
        PushedGenerator(caller, body.body, action).run()
    } finally {
        handle.pushEnds()
    }
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
public suspend fun <T> AsyncGenerator<T, *>.anext(): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("step $this") { anext() }
    return held { generator ->
        generator.readyForNext()
        generator.elementOrStop<Exception>(generator.advance(caller))
    }
}

/** [anext] that gives a default once the body has ended. Source: Python 3.15, `anext(agen, default)`; case ASYNCGEN-42. */
@Suppress("UNCHECKED_CAST")
public suspend fun <T> AsyncGenerator<T, *>.anext(defaultValue: T): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("step $this") { anext(defaultValue) }
    return held { generator ->
        generator.readyForNext()
        val element = generator.advance(caller)
        if (element === SuspendingMembers.END) defaultValue else element as T
    }
}

/**
 * Goes on with a value that `yield` returns in the body, and waits for the next element as [anext] does.
 *
 * Source: Python 3.15, `agen.asend`; cases ASYNCGEN-08, ASYNCGEN-09, ASYNCGEN-11, ASYNCGEN-12.
 *
 * @throws dev.braid.StopAsyncIterationException if the body has ended
 * @throws IllegalArgumentException if the body has not begun and the value is not null
 * @throws IllegalStateException as [anext]
 */
public suspend fun <T, S> AsyncGenerator<T, S>.asend(value: S): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("step $this") { asend(value) }
    return held { generator ->
        generator.readyToSend(value)
        generator.elementOrStop<Exception>(generator.advance(caller, value))
    }
}

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
public suspend fun <T> AsyncGenerator<T, *>.athrow(error: Throwable): T? {
    val caller = mainLine() ?: return inTaskOfItsOwn("throw into $this") { athrow(error) }
    return held { generator ->
        if (!generator.readyToThrow<Exception>(error)) return null
        generator.elementOrStop<Exception>(generator.advance(caller, error = error))
    }
}

/**
 * Closes the generator: its body gets [dev.braid.GeneratorExit] at its `yield`, may clean up, and this returns when it
 * has ended. Suspends while the body cleans up, and can be cancelled there. Does nothing to one that has ended.
 *
 * Source: Python 3.15, `agen.aclose`; cases ASYNCGEN-19 to ASYNCGEN-25.
 *
 * @throws IllegalStateException if the body yields again, or another step is under way
 */
public suspend fun AsyncGenerator<*, *>.aclose() {
    val caller = mainLine() ?: return inTaskOfItsOwn("close $this") { aclose() }
    val generator = handle()
    if (!generator.readyToClose()) return
    val element = try {
        generator.advance(caller, error = GeneratorExit())
    } catch (_: GeneratorExit) {
        return
    } catch (_: StopAsyncIterationException) {
        return
    }
    generator.requireClosed(element)
}

// Its iterator knows the machine behind it.
@Suppress("UNCHECKED_CAST")
private fun <T, S> AsyncGenerator<T, S>.handle(): GeneratorHandle<T, S> =
    (iterator() as GeneratorIterator<T>).generator as GeneratorHandle<T, S>

/** A step during which the generator does not count as lost. */
private inline fun <T, S, R> AsyncGenerator<T, S>.held(step: (GeneratorHandle<T, S>) -> R): R =
    try {
        step(handle())
    } finally {
        Reference.reachabilityFence(this)
    }
