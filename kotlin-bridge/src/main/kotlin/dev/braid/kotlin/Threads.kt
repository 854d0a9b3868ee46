package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.Threads
import java.util.concurrent.CompletableFuture

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

/**
 * Starts a Kotlin body on this loop from another thread, in a copy of the caller's context. Does not suspend; blocking
 * on the result is for threads that run no loop, for on the loop's own it would wait for itself.
 *
 * ```
 * val page = loop.runCoroutineThreadsafe { fetch(url) }.get()   // on a thread of the program's own
 * ```
 *
 * Coroutines need no such thing: [asyncTask] starts a body from any of them.
 *
 * Source: Python 3.15, `asyncio.run_coroutine_threadsafe`; cases THREADSAFE-01 to THREADSAFE-07, THREADSAFE-09.
 *
 * @param body run once
 * @return a future for this thread; it fails as the task does, and with an error of the loop's task factory; cancelling
 *   it cancels the task, and a task that is cancelled cancels it
 * @throws IllegalStateException if the loop is closed
 */
public fun <T> EventLoop.runCoroutineThreadsafe(body: suspend () -> T): CompletableFuture<T> =
    Threads.submit(KotlinBody(this as EventLoopImpl, body), this)
