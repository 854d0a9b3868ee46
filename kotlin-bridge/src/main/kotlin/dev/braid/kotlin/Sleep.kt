package dev.braid.kotlin

import dev.braid.internal.EventLoopImpl
import dev.braid.internal.SleepFuture
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.time.Duration
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/**
 * Suspends the caller on its loop's clock, even if the duration is zero; zero and negative give way for one iteration.
 *
 * In the main line of a task body this is asyncio's `sleep`, event for event. In another coroutine that belongs to a
 * loop it is `delay` on that loop's clock, whatever the dispatcher, which counts in milliseconds and rounds up.
 *
 * Source: Python 3.15, `asyncio.sleep`; cases SLEEP-01 to SLEEP-07, and BRIDGE-112, BRIDGE-113.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalStateException if the caller belongs to no loop; use `delay` there
 */
public suspend fun sleep(duration: Duration) {
    if (duration <= Duration.ZERO) return yieldNow()
    val context = coroutineContext
    if (context is KotlinBody<*> && context.onMainLine) {
        sleepHere(context, duration.inWholeNanoseconds.coerceAtMost(LONGEST_NANOS))
    } else {
        val loop = checkNotNull(context.loop()) { noLoop("sleep", "use delay") }
        withContext(loop.dispatcher()) { delay(duration) }
    }
}

/**
 * [sleep] that gives a value; suspends as that does.
 *
 * Source: Python 3.15, `asyncio.sleep(delay, result)`; case SLEEP-02.
 *
 * @return the very object given
 */
public suspend fun <T> sleep(duration: Duration, result: T): T {
    sleep(duration)
    return result
}

private suspend fun sleepHere(body: KotlinBody<*>, nanos: Long): Unit = suspendCoroutineUninterceptedOrReturn { caller ->
    body.awaitHere(SleepFuture(body.loop, nanos), caller)
}

/**
 * Gives way for one iteration of the loop: asyncio's `sleep(0)`. Suspends, and can be cancelled there. Outside of a
 * body's main line it is Kotlin's `yield`, and needs no loop.
 *
 * Source: Python 3.15, `asyncio.sleep(0)`; case SLEEP-03.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 */
public suspend fun yieldNow() {
    val context = coroutineContext
    if (context is KotlinBody<*> && context.onMainLine) yieldHere(context) else yield()
}

private suspend fun yieldHere(body: KotlinBody<*>): Unit = suspendCoroutineUninterceptedOrReturn { caller ->
    body.awaitHere(null, caller)
}

internal fun noLoop(action: String, instead: String): String =
    "cannot $action: the calling coroutine belongs to no event loop; call it from a task's body, " +
        "run it with loop.asCoroutineDispatcher(), or $instead"

// Half of what a long holds: deadlines are compared by difference.
private const val LONGEST_NANOS = Long.MAX_VALUE / 2
