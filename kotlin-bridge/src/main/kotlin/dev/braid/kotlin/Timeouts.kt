package dev.braid.kotlin

import dev.braid.Timeout
import dev.braid.internal.TimeoutAccess
import dev.braid.internal.TimeoutMachine
import java.util.OptionalLong
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Runs a body for at most a time: when that passes, the body is cancelled, may clean up, and the block throws
 * [dev.braid.TimeoutException]. Suspends only where the body does, and can be cancelled there.
 *
 * ```
 * val page = timeout(2.seconds) { fetch(url).await() }
 * ```
 *
 * In the main line of a task body the block is part of that task, as in asyncio. In any other coroutine that belongs to
 * a loop it runs as a task of its own, which the coroutine awaits.
 *
 * Source: Python 3.15, `asyncio.timeout`; cases TIMEOUT-01 to TIMEOUT-35, and BRIDGE-44.
 *
 * @param after how long from now; zero and negative expire at the body's first suspension, [Duration.INFINITE] never
 *     does
 * @param body has the [Timeout] as its receiver, and may move it
 * @return the body's value
 * @throws dev.braid.TimeoutException if the time passed and nothing else had cancelled the task
 * @throws dev.braid.CancelledError if somebody else cancelled the task
 * @throws IllegalStateException if the caller belongs to no loop; use `withTimeout` there
 */
public suspend fun <T> timeout(after: Duration, body: suspend Timeout.() -> T): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("set a timeout") { timeout(after, body) }
    return timeoutHere(
        caller,
        if (after == Duration.INFINITE) {
            TimeoutMachine.at(OptionalLong.empty())
        } else {
            TimeoutMachine.after(after.toJavaDuration())
        },
        body,
    )
}

/**
 * [timeout] that ends at a time of the loop's clock; suspends and throws as that does.
 *
 * Source: Python 3.15, `asyncio.timeout_at`; case TIMEOUT-08.
 *
 * @param whenNanos on the clock of [dev.braid.EventLoop.timeNanos], in nanoseconds; what has passed expires at the
 *     body's first suspension
 */
public suspend fun <T> timeoutAt(whenNanos: Long, body: suspend Timeout.() -> T): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("set a timeout") { timeoutAt(whenNanos, body) }
    return timeoutHere(caller, TimeoutMachine.at(OptionalLong.of(whenNanos)), body)
}

private suspend fun <T> timeoutHere(caller: KotlinBody<*>, machine: TimeoutMachine, body: suspend Timeout.() -> T): T {
    val timeout = TimeoutAccess.timeout(machine)
    machine.enter()
    val value = try {
        timeout.body()
    } catch (thrown: Throwable) {
        throw checkNotNull(machine.exit(thrown.leavingKotlin().also(caller::seen)))
    }
    machine.exit(null)
    return value
}
