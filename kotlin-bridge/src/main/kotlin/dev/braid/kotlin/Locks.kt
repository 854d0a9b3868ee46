package dev.braid.kotlin

import dev.braid.internal.LoopBound
import dev.braid.internal.LoopBound.Wait
import dev.braid.sync.Lock
import kotlin.contracts.ExperimentalContracts
import kotlin.contracts.InvocationKind
import kotlin.contracts.contract

/**
 * Obtains the lock. Suspends only if it is held or others wait, and can be cancelled there; who asks first gets it first.
 *
 * Prefer [withLock], which releases it in any case.
 *
 * In a coroutine that is not the main line of a task body, a task obtains it for the caller.
 *
 * Source: Python 3.15, `asyncio.Lock.acquire`; cases LOCK-03 to LOCK-12.
 *
 * @return true, always
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the lock's
 */
public suspend fun Lock.acquire(): Boolean {
    val caller = mainLine() ?: return inTaskOfItsOwn("acquire $this", LoopBound.loopOf(this)) { acquire() }
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
 * Source: Python 3.15, `asyncio.Lock`; case LOCK-13.
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
        release()
    }
}
