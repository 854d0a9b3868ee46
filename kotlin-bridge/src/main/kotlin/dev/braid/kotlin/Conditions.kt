package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.internal.LoopBound
import dev.braid.internal.LoopBound.Wait
import dev.braid.sync.Condition
import kotlin.contracts.ExperimentalContracts
import kotlin.contracts.InvocationKind
import kotlin.contracts.contract

/**
 * Obtains the condition's lock, as [Lock.acquire][acquire] does. Suspends only if it is held or others wait, and can be
 * cancelled there. Prefer [withLock].
 *
 * Source: Python 3.15, `asyncio.Condition.acquire`; cases CONDITION-02, CONDITION-26.
 *
 * @return true, always
 * @throws CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller belongs to no loop, or not to the condition's
 */
public suspend fun Condition.acquire(): Boolean {
    val caller = mainLine() ?: return inTaskOnItsLoop("acquire") { acquire() }
    waitHere(caller, Wait.REACQUIRE)
    return true
}

/**
 * Runs a block that holds the condition's lock, and releases it in any case: Python's `async with condition`. Suspends
 * as [acquire] and the block do, and can be cancelled there.
 *
 * On another thread than the loop's, the release waits until the loop has done it, even if the coroutine is cancelled.
 *
 * Source: Python 3.15, `async with asyncio.Condition`; cases CONDITION-03, BRIDGE-148 to BRIDGE-150.
 *
 * @return the block's value; its error is thrown on, the same object
 * @throws CancelledError as [acquire]
 * @throws IllegalStateException as [acquire]
 */
@OptIn(ExperimentalContracts::class)
public suspend inline fun <T> Condition.withLock(block: () -> T): T {
    contract { callsInPlace(block, InvocationKind.EXACTLY_ONCE) }
    acquire()
    try {
        return block()
    } finally {
        releaseOnLoop()
    }
}

@PublishedApi
internal suspend fun Condition.releaseOnLoop(): Unit =
    if (mainLine() != null) release() else onLoop("release") { release() }

/**
 * Releases the lock, suspends until notified, and obtains the lock again; can be cancelled there. May return without a
 * notification of its own, so check again what was waited for; [waitFor] does.
 *
 * Source: Python 3.15, `asyncio.Condition.wait`; cases CONDITION-04 to CONDITION-06, CONDITION-14 to CONDITION-21,
 * BRIDGE-153, BRIDGE-157.
 *
 * @return true, always
 * @throws CancelledError in a body's main line, if the task is cancelled while it waits; thrown once the lock is
 *   obtained again, and a notification meant for this task goes to another
 * @throws IllegalStateException if the lock is not held, or the caller belongs to no loop, or not to the condition's
 */
public suspend fun Condition.await(): Boolean {
    val caller = mainLine() ?: return inTaskOnItsLoop("wait for") { await() }
    val waiter = checkNotNull(LoopBound.begin(this, Wait.NOTIFICATION)) { "a notification is always waited for" }
    try {
        try {
            awaitHere(caller, waiter.turn())
        } finally {
            LoopBound.goOn(this, Wait.NOTIFICATION, waiter)
            reacquire(caller)
        }
    } catch (error: Throwable) {
        LoopBound.giveUp(this, Wait.NOTIFICATION, waiter, error)
        throw error
    }
    return true
}

/** Obtains the lock whatever happens, then throws the latest cancellation that came meanwhile. */
private suspend fun Condition.reacquire(caller: KotlinBody<*>) {
    var latest: CancelledError? = null
    while (true) {
        try {
            waitHere(caller, Wait.REACQUIRE)
            break
        } catch (cancelled: CancelledError) {
            latest = cancelled
        }
    }
    latest?.let { throw it }
}

/**
 * Waits until a condition holds, which is checked at once and after every notification, with the lock held. Suspends as
 * [await] does, but not at all if it holds at once.
 *
 * ```
 * condition.withLock {
 *     condition.waitFor { items.isNotEmpty() }
 *     items.removeFirst()
 * }
 * ```
 *
 * Source: Python 3.15, `asyncio.Condition.wait_for`; cases CONDITION-22 to CONDITION-25.
 *
 * @return true, always
 * @throws CancelledError as [await]
 * @throws IllegalStateException if it has to wait and the lock is not held
 */
public suspend fun Condition.waitFor(predicate: () -> Boolean): Boolean {
    while (!predicate()) await()
    return true
}

/**
 * [waitFor] until something is there: until a supplier gives a value that is neither null nor `false`.
 *
 * Source: Python 3.15, `asyncio.Condition.wait_for`; case CONDITION-24.
 *
 * @param supplier asked at once and after every notification, with the lock held
 * @return the first such value
 * @throws CancelledError as [await]
 * @throws IllegalStateException as [waitFor]
 */
public suspend fun <T : Any> Condition.waitForValue(supplier: () -> T?): T {
    while (true) {
        supplier()?.takeIf { it != false }?.let { return it }
        await()
    }
}
