package dev.braid.kotlin

import dev.braid.internal.LoopBound.Wait
import dev.braid.sync.Lock
import kotlin.contracts.ExperimentalContracts
import kotlin.contracts.InvocationKind
import kotlin.contracts.contract

/**
 * Obtains the lock. Suspends only if it is held or others wait, and can be cancelled there; who asks first gets it
 * first.
 *
 * Prefer [withLock], which releases it in any case.
 *
 * In a coroutine that is not the main line of a task body, a task obtains it for the caller.
 *
 * Source: Python 3.15, `asyncio.Lock.acquire`; cases LOCK-01 to LOCK-08, LOCK-17, and BRIDGE-151, BRIDGE-156.
 *
 * @return true, always
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the lock's
 */
public suspend fun Lock.acquire(): Boolean {
    val caller = mainLine() ?: return inTaskOnItsLoop("acquire") { acquire() }
    waitHere(caller, Wait.ACQUIRE)
    return true
}

/**
 * Runs a block that holds the lock, and releases it in any case: Python's `async with lock`.
 *
 * ```
 * lock.withLock { counter++ }
 * ```
 *
 * On another thread than the loop's, the release waits until the loop has done it, even if the coroutine is cancelled.
 *
 * Source: Python 3.15, `async with asyncio.Lock`; cases LOCK-09 to LOCK-12, LOCK-14, LOCK-19, LOCK-20,
 * BRIDGE-147 to BRIDGE-150.
 *
 * @return the block's value
 * @throws dev.braid.CancelledError as [acquire]
 */
@OptIn(ExperimentalContracts::class)
public suspend inline fun <T> Lock.withLock(block: () -> T): T {
    contract { callsInPlace(block, InvocationKind.EXACTLY_ONCE) }
    acquire()
    try {
        return block()
    } finally {
        releaseOnLoop()
    }
}

@PublishedApi
internal suspend fun Lock.releaseOnLoop(): Unit =
    if (mainLine() != null) release() else onLoop("release") { release() }
