package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.internal.SuspendingMembers
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Closes the loop's async generators that are still open, and suspends until they are; can be cancelled there. Returns
 * at once if there are none.
 *
 * Source: Python 3.15, `asyncio.loop.shutdown_asyncgens`; cases ASYNCGEN-34 to ASYNCGEN-38.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun EventLoop.shutdownAsyncgens() {
    runJava(SuspendingMembers.shutdownAsyncgens(this))
}

/**
 * Shuts the loop's default executor down, and suspends until its threads have ended; can be cancelled there. Returns at
 * once if there is none.
 *
 * Source: Python 3.15, `asyncio.loop.shutdown_default_executor`; cases EXECUTOR-12 to EXECUTOR-15.
 *
 * @param timeout how long to wait at most; then a warning is logged and the threads are left alone; null and
 *     [Duration.INFINITE]: no limit
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun EventLoop.shutdownDefaultExecutor(timeout: Duration? = null) {
    val limit = timeout?.takeIf { it != Duration.INFINITE }?.toJavaDuration()
    runJava(SuspendingMembers.shutdownDefaultExecutor(this, limit))
}
