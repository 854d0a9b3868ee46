package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.internal.EventLoopImpl
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/**
 * Runs a body as a task of the loop that the calling coroutine belongs to, and awaits it: for coroutines that are not the
 * main line of a task's body. The task starts at once if the caller is on the loop, so what need not wait does not suspend.
 *
 * The task's value is never lost to a cancellation that comes late: an item taken from a queue is returned.
 *
 * @param otherwise the loop to use if the caller belongs to none
 */
internal suspend fun <T> inTaskOfItsOwn(action: String, otherwise: EventLoopImpl? = null, body: suspend () -> T): T =
    suspendCoroutineUninterceptedOrReturn { caller ->
        val loop = caller.context.loopFor(action, otherwise)
        WaitElsewhere(loop, caller, null, KotlinBody(loop, body)).begin()
    }

/** [inTaskOfItsOwn] with a body written in Java. */
internal suspend fun <T> javaTaskOfItsOwn(action: String, otherwise: EventLoopImpl?, body: Coroutine<T>): T =
    suspendCoroutineUninterceptedOrReturn { caller ->
        WaitElsewhere(caller.context.loopFor(action, otherwise), caller, null, body).begin()
    }

private fun CoroutineContext.loopFor(action: String, otherwise: EventLoopImpl?): EventLoopImpl =
    checkNotNull(loop() ?: otherwise) { noLoop(action, "run it with runAsyncio") }
