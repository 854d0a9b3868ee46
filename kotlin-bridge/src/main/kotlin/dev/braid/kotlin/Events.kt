package dev.braid.kotlin

import dev.braid.internal.LoopBound.Wait
import dev.braid.sync.Event

/**
 * Waits until the event is set; returns at once if it is. Suspends otherwise, and can be cancelled there. A wait that
 * was released stays released, even if the event is cleared before the caller goes on.
 *
 * In a coroutine that is not the main line of a task body, a task waits for the caller.
 *
 * Source: Python 3.15, `asyncio.Event.wait`; cases EVENT-02 to EVENT-04, EVENT-07, EVENT-09, EVENT-10, EVENT-12,
 * and BRIDGE-151.
 *
 * @return true, always
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the event's
 */
public suspend fun Event.await(): Boolean {
    val caller = mainLine() ?: return inTaskOnItsLoop("wait for") { await() }
    waitHere(caller, Wait.SET)
    return true
}
