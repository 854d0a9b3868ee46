package dev.braid.kotlin

import dev.braid.internal.Threads

/**
 * Runs blocking code in the loop's default executor, with a copy of the caller's context, and suspends until it has
 * ended.
 *
 * Cancelling the caller ends its wait; the code runs on, as it would in asyncio. [toThreadInterruptibly] stops it.
 *
 * Source: Python 3.15, `asyncio.to_thread`; cases TOTHREAD-01 to TOTHREAD-09.
 *
 * @return the code's value; its error is thrown here, the same object
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile
 * @throws IllegalStateException if the caller belongs to no loop; use `withContext(Dispatchers.IO)` there
 */
public suspend fun <T> toThread(code: () -> T): T {
    val caller = mainLine() ?: return inTaskOfItsOwn("run code in a thread") { toThread(code) }
    @Suppress("UNCHECKED_CAST")
    return awaitHere(caller, Threads.start(code)) as T
}

/**
 * [toThread] that interrupts the worker when the caller is cancelled, and suspends until the code has ended. An extra
 * of Braid: asyncio cannot interrupt threads.
 *
 * @return the code's value; its error is thrown here, the same object
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled meanwhile, once the code has ended
 */
public suspend fun <T> toThreadInterruptibly(code: () -> T): T = runJava { Threads.callInterruptibly<T, Exception>(code) }
