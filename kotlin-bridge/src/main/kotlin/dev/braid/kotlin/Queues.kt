package dev.braid.kotlin

import dev.braid.internal.LoopBound.Wait
import dev.braid.sync.Queue

/**
 * Takes the next item. Suspends while the queue is empty, and can be cancelled there: no item is lost then.
 *
 * In a coroutine that is not the main line of a task body, a task takes it for the caller; a cancellation that comes
 * when the item has been taken leaves the item to the caller.
 *
 * Source: Python 3.15, `asyncio.Queue.get`; cases QUEUE-10, QUEUE-11, QUEUE-13, QUEUE-16, QUEUE-18, QUEUE-19, QUEUE-27,
 * QUEUE-33 to QUEUE-35, and BRIDGE-151, BRIDGE-152, BRIDGE-155, BRIDGE-156.
 *
 * @return the item, which may be null if the queue takes nulls
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws dev.braid.QueueShutDownException if the queue is shut down and empty
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the queue's
 */
public suspend fun <T> Queue<T>.get(): T {
    val caller = mainLine() ?: return inTaskOnItsLoop("get from") { get() }
    return if (empty()) getLater(caller) else getNowait()
}

private suspend fun <T> Queue<T>.getLater(caller: KotlinBody<*>): T {
    waitHere(caller, Wait.ITEM)
    return getNowait()
}

/**
 * Adds an item. Suspends while the queue is full, and can be cancelled there: the item is then not in the queue.
 *
 * In a coroutine that is not the main line of a task body, a task adds it for the caller.
 *
 * Source: Python 3.15, `asyncio.Queue.put`; cases QUEUE-07, QUEUE-08, QUEUE-14, QUEUE-17, QUEUE-20, QUEUE-21, QUEUE-31,
 * QUEUE-32.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws dev.braid.QueueShutDownException if the queue is or gets shut down
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the queue's
 */
public suspend fun <T> Queue<T>.put(item: T) {
    val caller = mainLine() ?: return inTaskOnItsLoop("put into") { put(item) }
    return if (full()) putLater(caller, item) else putNowait(item)
}

private suspend fun <T> Queue<T>.putLater(caller: KotlinBody<*>, item: T) {
    waitHere(caller, Wait.ROOM)
    putNowait(item)
}

/**
 * Waits until every item that was put has been marked as done by `taskDone`. Returns at once if there is none to wait
 * for; else it suspends, and can be cancelled there.
 *
 * Source: Python 3.15, `asyncio.Queue.join`; cases QUEUE-22, QUEUE-24 to QUEUE-26, QUEUE-36, QUEUE-38, QUEUE-39,
 * QUEUE-43 to QUEUE-45.
 *
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the queue's
 */
public suspend fun <T> Queue<T>.join() {
    val caller = mainLine() ?: return inTaskOnItsLoop("join") { join() }
    waitHere(caller, Wait.ALL_DONE)
}
