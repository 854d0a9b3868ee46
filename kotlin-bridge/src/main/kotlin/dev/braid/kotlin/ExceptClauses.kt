package dev.braid.kotlin

import dev.braid.ExceptHandling
import dev.braid.GroupedErrors
import dev.braid.internal.ClauseAccess
import kotlin.reflect.KClass

/**
 * Handles the exceptions of a group by type, each type in a clause of its own, and throws what no clause handled:
 * Python's `except*`. Suspends as the clauses do. Of an error that is no group, it handles that one.
 *
 * ```
 * try {
 *     taskGroup { … }
 * } catch (failure: Exception) {
 *     failure.except {
 *         on<IOException> { log.warn("disk", it.asThrowable()) }
 *         on<TimeoutException> { retry() }
 *     }
 * }
 * ```
 *
 * Code that does not suspend uses [ExceptHandling], as Java does, and ends it with `orThrow`.
 *
 * Source: Python 3.15, `except*`; cases EXCGROUP-31 to EXCGROUP-36, EXCGROUP-38, EXCGROUP-39,
 * EXCGROUP-41, EXCGROUP-42; rules BRIDGE-304, BRIDGE-305.
 *
 * @param clauses nothing but calls of [on]; they run in that order
 * @throws Throwable what is left: the exceptions that no clause matched, those that clauses handed back, and what
 *   clauses threw anew, as [ExceptHandling.orThrow] puts them together
 */
public suspend fun Throwable.except(clauses: suspend ExceptHandling.() -> Unit) {
    val handling = ExceptHandling.of(this)
    handling.clauses()
    handling.orThrow<Exception>()
}

/**
 * A clause for one type: gets a group of the exceptions that have it and that no earlier clause took, nested as they
 * were. It does not run if there are none; it hands exceptions back with `throw it.raise()`. Suspends where the clause
 * does, and can be cancelled there.
 *
 * Source: Python 3.15, `except*`; cases EXCGROUP-31 to EXCGROUP-36.
 *
 * @param E the type; not a group type
 * @param clause what to do with them; what it throws does not keep later clauses from running
 * @return this object
 * @throws IllegalArgumentException if the type is a group type; the original is attached as suppressed
 */
public suspend inline fun <reified E : Throwable> ExceptHandling.on(
    noinline clause: suspend (GroupedErrors) -> Unit,
): ExceptHandling = on(E::class, clause = clause)

/**
 * A clause for any of several types. Suspends where it does, and can be cancelled there.
 *
 * Source: Python 3.15, `except* (A, B)`; cases EXCGROUP-31, EXCGROUP-35.
 *
 * @param types no group types
 * @param clause as there
 * @return this object
 * @throws IllegalArgumentException if one of the types is a group type; the original is attached as suppressed
 */
public suspend fun ExceptHandling.on(
    vararg types: KClass<out Throwable>,
    clause: suspend (GroupedErrors) -> Unit,
): ExceptHandling {
    val matched = ClauseAccess.matched(this, types.map { it.java }) ?: return this
    val caller = mainLine()
    try {
        clause(matched)
    } catch (thrown: Throwable) {
        // In a task a cancellation is asyncio's, in any other coroutine it is Kotlin's.
        ClauseAccess.threw(this, matched, if (caller == null) thrown else thrown.leavingKotlin().also(caller::seen))
    }
    return this
}
