package dev.braid.kotlin

import dev.braid.internal.LoopBound.Wait
import dev.braid.sync.Semaphore
import kotlin.contracts.ExperimentalContracts
import kotlin.contracts.InvocationKind
import kotlin.contracts.contract

/**
 * Takes a permit. Suspends only if there is none or others wait, and can be cancelled there; who asks first gets it
 * first.
 *
 * Prefer [withPermit], which gives it back in any case.
 *
 * In a coroutine that is not the main line of a task body, a task takes it for the caller.
 *
 * Source: Python 3.15, `asyncio.Semaphore.acquire`; cases SEMAPHORE-02, SEMAPHORE-03, SEMAPHORE-06 to SEMAPHORE-14,
 * and BRIDGE-151, BRIDGE-156.
 *
 * @return true, always
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits; a permit meant for
 *   it goes to the next waiter
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the semaphore's
 */
public suspend fun Semaphore.acquire(): Boolean {
    val caller = mainLine() ?: return inTaskOnItsLoop("acquire") { acquire() }
    waitHere(caller, Wait.ACQUIRE)
    return true
}

/**
 * Runs a block with a permit, and gives it back in any case: Python's `async with semaphore`.
 *
 * ```
 * val page = atMostTen.withPermit { download(url) }
 * ```
 *
 * On another thread than the loop's, the permit is given back by the loop, and this waits for that even if the
 * coroutine is cancelled.
 *
 * Source: Python 3.15, `async with asyncio.Semaphore`; cases SEMAPHORE-04, SEMAPHORE-15, SEMAPHORE-18, SEMAPHORE-20,
 * BRIDGE-147 to BRIDGE-150.
 *
 * @return the block's value
 * @throws dev.braid.CancelledError as [acquire]
 */
@OptIn(ExperimentalContracts::class)
public suspend inline fun <T> Semaphore.withPermit(block: () -> T): T {
    contract { callsInPlace(block, InvocationKind.EXACTLY_ONCE) }
    acquire()
    try {
        return block()
    } finally {
        releaseOnLoop()
    }
}

@PublishedApi
internal suspend fun Semaphore.releaseOnLoop(): Unit =
    if (mainLine() != null) release() else onLoop("release") { release() }
