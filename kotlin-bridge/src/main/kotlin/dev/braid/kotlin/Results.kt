package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.ExceptHandling
import dev.braid.Future
import dev.braid.Outcome

/*
 * Java's members name the checked exception that their caller expects, which Kotlin, where nothing is checked, can neither
 * leave out nor infer. They are marked so that Kotlin prefers these; `result<Exception>()` still is the member.
 */

/**
 * The result; never suspends, and any error that it throws counts as retrieved. [Future.result] without the type of an
 * error.
 *
 * Source: Python 3.15, `asyncio.Future.result`; cases FUTURE-06, FUTURE-07, FUTURE-11, FUTURE-14, FUTURE-44, BRIDGE-181.
 *
 * @return the result
 * @throws dev.braid.InvalidStateException if the future is pending: [await] it, or ask [Future.done] first
 * @throws dev.braid.CancelledError if the future was cancelled
 */
@Suppress("EXTENSION_SHADOWED_BY_MEMBER")
public fun <T> Future<T>.result(): T = result<Exception>()

/**
 * The value, or the error thrown as it is, the same object: [Outcome.orThrow] without the type of an error. Does not
 * suspend.
 *
 * Source: Python 3.15, `asyncio.gather(return_exceptions=True)`; cases GATHER-07, BRIDGE-181.
 */
@Suppress("EXTENSION_SHADOWED_BY_MEMBER")
public fun <T> Outcome<T>.orThrow(): T = orThrow<Exception>()

/**
 * Throws what no clause has handled, or nothing: [ExceptHandling.orThrow] without the type of an error. Does not suspend.
 *
 * Source: Python 3.15, `except*`; cases EXCGROUP-31 to EXCGROUP-42, BRIDGE-181.
 */
@Suppress("EXTENSION_SHADOWED_BY_MEMBER")
public fun ExceptHandling.orThrow(): Unit = orThrow<Exception>()

/**
 * Runs the loop until a future is done, and blocks the calling thread meanwhile: [EventLoop.runUntilComplete] without the
 * type of an error. A body is run by [runSuspending].
 *
 * Source: Python 3.15, `asyncio.loop.run_until_complete`; cases LOOP-07 to LOOP-09, LOOP-12 to LOOP-15, BRIDGE-181.
 *
 * @return the future's result; its error is thrown here, the same object
 * @throws IllegalStateException as there
 */
@Suppress("EXTENSION_SHADOWED_BY_MEMBER")
public fun <T> EventLoop.runUntilComplete(future: Future<T>): T = runUntilComplete<T, Exception>(future)
