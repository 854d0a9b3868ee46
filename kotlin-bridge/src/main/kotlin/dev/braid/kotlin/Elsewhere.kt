package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.LoopBound
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext

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

/** [inTaskOfItsOwn] for what waits for this, on its loop if the caller belongs to none. */
internal suspend fun <T> LoopBound.inTaskOnItsLoop(action: String, body: suspend () -> T): T =
    suspendCoroutineUninterceptedOrReturn { caller ->
        // The text is made for a message only: the loop may just be changing what it shows.
        val loop = checkNotNull(caller.context.loop() ?: LoopBound.loopOf(this)) { belongsToNone("$action $this") }
        WaitElsewhere(loop, caller, null, KotlinBody(loop, body)).begin()
    }

/**
 * Does what only the loop's thread may do, and what must not be left out: where the caller is if that is the loop's
 * thread, else in a task, and that even for a cancelled coroutine.
 */
internal suspend fun LoopBound.onLoop(action: String, code: () -> Unit) {
    val loop = coroutineContext.loop() ?: LoopBound.loopOf(this)
    // Where no loop runs any more, nobody is there to race with.
    if (loop == null || loop.isClosed || loop.runsHere()) return code()
    withContext(NonCancellable) { inTaskOnItsLoop(action) { code() } }
}

private fun CoroutineContext.loopFor(action: String, otherwise: EventLoopImpl?): EventLoopImpl =
    checkNotNull(loop() ?: otherwise) { belongsToNone(action) }

private fun belongsToNone(action: String): String = noLoop(action, "run it with runAsyncio")
