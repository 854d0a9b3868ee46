package dev.braid.kotlin

import dev.braid.Asyncio
import dev.braid.Awaitable
import dev.braid.Future
import dev.braid.internal.Shield

/**
 * Starts a task of a Kotlin body and protects it from the caller's cancellation: cancelling the shield, or the task that
 * awaits it, leaves the body running. Does not suspend; await the result.
 *
 * ```
 * shield { store(order) }.await()
 * ```
 *
 * Source: Python 3.15, `asyncio.shield`; cases SHIELD-01, SHIELD-02, SHIELD-06, SHIELD-07.
 *
 * @return a future with the body's outcome
 * @throws IllegalStateException if no loop is running or registered
 */
public fun <T> shield(body: suspend () -> T): Future<T> = Shield.of(KotlinBody(currentLoop("shield a body"), body))

/**
 * Protects a task, a future or another awaitable from the caller's cancellation; keep it to await it once more. Does not
 * suspend.
 *
 * Source: Python 3.15, `asyncio.shield`; cases SHIELD-01 to SHIELD-18.
 *
 * @return a future with its outcome
 * @throws IllegalStateException if a task is needed and no loop is running or registered
 */
public fun <T> shield(awaitable: Awaitable<T>): Future<T> = Asyncio.shield(awaitable)
