package dev.braid.kotlin

import dev.braid.Awaitable
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.ReturnWhen
import dev.braid.TimeoutException
import dev.braid.WaitResult
import dev.braid.internal.EnsureFuture
import dev.braid.internal.FutureImpl
import dev.braid.internal.Waits
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Awaits something for at most a time; what is late is cancelled, and waited for until it has ended. Suspends only if
 * it has to, and can be cancelled there.
 *
 * Source: Python 3.15, `asyncio.wait_for`; cases WAITFOR-01 to WAITFOR-20.
 *
 * @param timeout zero and negative: what is not done already is cancelled at once; null and [Duration.INFINITE]: no
 *     limit
 * @return its value
 * @throws TimeoutException if the time passed
 * @throws CancelledError in a body's main line, if the task is cancelled; what is awaited is cancelled as well
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <T> waitFor(awaitable: Awaitable<T>, timeout: Duration?): T {
    mainLine() ?: return inTaskOfItsOwn("wait for $awaitable") { waitFor(awaitable, timeout) }
    if (timeout != null && timeout <= Duration.ZERO) return withoutTime(awaitable)
    return timeout(timeout ?: Duration.INFINITE) { awaitable.await() }
}

/**
 * [waitFor] with a body, which runs in the calling task as if it were written here; with no time at all it does not
 * begin.
 *
 * Source: Python 3.15, `asyncio.wait_for`; cases WAITFOR-12, WAITFOR-15.
 *
 * @param timeout how long at most, as there
 * @return the body's value
 * @throws TimeoutException as there
 */
public suspend fun <T> waitFor(timeout: Duration?, body: suspend () -> T): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("wait for a body") { waitFor(timeout, body) }
    if (timeout != null && timeout <= Duration.ZERO) return withoutTime(KotlinBody(caller.loop, body))
    return timeout(timeout ?: Duration.INFINITE) { body() }
}

private suspend fun <T> withoutTime(awaitable: Awaitable<T>): T {
    @Suppress("UNCHECKED_CAST")
    val future = EnsureFuture.of(awaitable, null) as FutureImpl<T>
    if (future.done()) return future.result<Exception>()
    val caller = checkNotNull(mainLine())
    val late = Waits.cancelling(future)
    try {
        awaitHere(caller, late.released())
    } finally {
        late.end()
    }
    try {
        return future.result<Exception>()
    } catch (cancelled: CancelledError) {
        throw TimeoutException("timed out after no time at all, waiting for $future", cancelled)
    }
}

/**
 * Suspends until enough of the futures are done, or the time is up; can be cancelled there. Cancels none of them and
 * throws for none.
 *
 * Source: Python 3.15, `asyncio.wait`; cases WAIT-01 to WAIT-19.
 *
 * @param futures of this loop, at least one; one that is given twice counts once
 * @param timeout how long at most; zero and negative let one iteration pass; null and [Duration.INFINITE]: no limit
 * @return who is done and who is not, each in the order given
 * @throws IllegalArgumentException if there are no futures
 * @throws CancelledError in a body's main line, if the task is cancelled; the futures run on
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <F : Future<*>> wait(
    futures: Collection<F>,
    timeout: Duration? = null,
    returnWhen: ReturnWhen = ReturnWhen.ALL_COMPLETED,
): WaitResult<F> {
    val caller = mainLine() ?: return inTaskOfItsOwn("wait for futures") { wait(futures, timeout, returnWhen) }
    val waiting = Waits.begin(futures, timeout?.takeIf { it != Duration.INFINITE }?.toJavaDuration(), returnWhen)
    try {
        awaitHere(caller, waiting.released())
    } finally {
        waiting.end()
    }
    return Waits.sorted(waiting)
}
