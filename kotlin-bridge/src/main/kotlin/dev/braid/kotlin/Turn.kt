package dev.braid.kotlin

import dev.braid.internal.FutureImpl
import dev.braid.internal.LoopBound
import dev.braid.internal.LoopBound.Wait
import dev.braid.internal.WaitQueue
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/** The calling body, if the caller is its main line. */
internal suspend inline fun mainLine(): KotlinBody<*>? {
    val context = coroutineContext
    return if (context is KotlinBody<*> && context.onMainLine) context else null
}

/** Waits in the line of a lock, a queue, …; what does not have to wait does not suspend. In the main line of a body. */
internal suspend fun LoopBound.waitHere(caller: KotlinBody<*>, what: Wait) {
    val waiter = LoopBound.begin(this, what) ?: return
    return waitHere(caller, what, waiter)
}

private suspend fun LoopBound.waitHere(caller: KotlinBody<*>, what: Wait, first: WaitQueue.Waiter) {
    var waiter: WaitQueue.Waiter? = first
    while (waiter != null) {
        try {
            awaitHere(caller, waiter.turn())
        } catch (error: Throwable) {
            LoopBound.giveUp(this, what, waiter, error)
            throw error
        }
        waiter = LoopBound.goOn(this, what, waiter)
    }
}

/** Awaits a future, or gives way for one iteration, in the main line of a body. */
internal suspend fun awaitHere(caller: KotlinBody<*>, future: FutureImpl<*>?): Any? =
    suspendCoroutineUninterceptedOrReturn { caller.awaitHere(future, it) }
