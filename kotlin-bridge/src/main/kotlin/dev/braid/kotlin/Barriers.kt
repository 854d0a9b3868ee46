package dev.braid.kotlin

import dev.braid.internal.BarrierSteps
import dev.braid.internal.LoopBound
import dev.braid.sync.Barrier

/**
 * Waits until as many callers as the barrier has parties have come. Suspends, and can be cancelled there. The last to
 * arrive does not wait and goes on first, then the others in the order of arrival. Who comes while the round before is
 * still leaving waits for that first.
 *
 * A caller that is cancelled leaves the round, which then needs one arrival more; the barrier does not break.
 *
 * Source: Python 3.15, `asyncio.Barrier.wait`; cases BARRIER-02 to BARRIER-07, BARRIER-10 to BARRIER-12,
 * BARRIER-25, BARRIER-26, and BRIDGE-154.
 *
 * @return the order of arrival in this round, from 0 to parties - 1
 * @throws dev.braid.BrokenBarrierException if the barrier is or becomes broken, or is reset during the wait
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the barrier's
 */
public suspend fun Barrier.await(): Int = changing("wait for") { steps ->
    val changed = steps.changedOf(this)
    changed.waitFor { steps.admits(this) }
    val index = steps.arrive(this)
    try {
        if (index + 1 < parties()) {
            changed.waitFor { steps.roundOver(this) }
            steps.requirePassed(this)
        }
        index
    } finally {
        steps.leave(this)
    }
}

/**
 * Brings the barrier back to its empty state: who waits in it gets [dev.braid.BrokenBarrierException]. Suspends if
 * another task is just changing the barrier; cancelled there, it leaves the barrier as it was.
 *
 * Source: Python 3.15, `asyncio.Barrier.reset`; cases BARRIER-13 to BARRIER-18, BARRIER-22.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the barrier's
 */
public suspend fun Barrier.reset(): Unit = changing("reset") { it.empty(this) }

/**
 * Breaks the barrier: all who wait, and all who come later, get [dev.braid.BrokenBarrierException]. Suspends if another
 * task is just changing the barrier; cancelled there, it leaves the barrier as it was.
 *
 * Source: Python 3.15, `asyncio.Barrier.abort`; cases BARRIER-19, BARRIER-20.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the barrier's
 */
public suspend fun Barrier.abort(): Unit = changing("abort") { it.shatter(this) }

private suspend fun <T> Barrier.changing(action: String, block: suspend (BarrierSteps) -> T): T {
    val steps = BarrierSteps.get()
    if (mainLine() == null) {
        val loop = LoopBound.loopOf(steps.changedOf(this))
        return inTaskOfItsOwn("$action $this", loop) { changing(action, block) }
    }
    return steps.changedOf(this).withLock { block(steps) }
}
