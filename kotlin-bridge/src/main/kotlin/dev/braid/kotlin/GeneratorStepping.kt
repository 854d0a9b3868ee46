package dev.braid.kotlin

import dev.braid.internal.GeneratorHandle
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/*
 * A step of a generator as a part of a main line: the consumer resumes the body itself, and has the element when that
 * returns. Only a step whose body waits suspends the consumer, who then waits in its place.
 */

/** A whole step: the next element, or END. */
internal suspend fun GeneratorHandle<*, *>.advance(
    caller: KotlinBody<*>,
    value: Any? = null,
    error: Throwable? = null,
): Any? = suspendCoroutineUninterceptedOrReturn { here ->
    val element = beginStep(caller, here, value, error)
    if (element !== GeneratorHandle.WAITS) return@suspendCoroutineUninterceptedOrReturn element
    suspend { finishStep(caller) }.startCoroutineUninterceptedOrReturn(here)
}

/** The step as far as it goes without waiting: the next element, END, or WAITS. */
internal fun GeneratorHandle<*, *>.beginStep(
    caller: KotlinBody<*>,
    here: Continuation<*>,
    value: Any? = null,
    error: Throwable? = null,
): Any? = try {
    caller.during(step(), here) { begin(caller.loop, value, error) }
} catch (failure: Throwable) {
    if (steppedBody() == null) Border.reachedKotlin(failure, here)
    throw failure
}

/** The rest of a step that waits: the next element, or END. */
internal suspend fun GeneratorHandle<*, *>.finishStep(caller: KotlinBody<*>): Any? =
    if (steppedBody() == null) withCallersInErrors { stepHere(caller, step()) } else stepHere(caller, step())
