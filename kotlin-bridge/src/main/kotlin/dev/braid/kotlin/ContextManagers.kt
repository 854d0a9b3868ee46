package dev.braid.kotlin

import dev.braid.AsyncContextManager
import dev.braid.AsyncExitStack
import dev.braid.internal.SuspendingMembers

/**
 * Runs a body between a manager's entry and exit: Python's `async with manager as value`.
 *
 * ```
 * connection(url).use { it.send("hello") }
 * ```
 *
 * The manager is told the body's error and may suppress it; the result is then null.
 *
 * Source: Python 3.15, `async with`; cases CONTEXTLIB-01 to CONTEXTLIB-10.
 *
 * @return the body's value; null if its error was suppressed
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <A, T> AsyncContextManager<A>.use(body: suspend (A) -> T): T? {
    mainLine() ?: return inTaskOfItsOwn("enter $this") { use(body) }
    val entered = runJava(SuspendingMembers.enter(this))
    val value = try {
        body(entered)
    } catch (thrown: Throwable) {
        val error = thrown.leavingKotlin()
        if (runJava(SuspendingMembers.exit(this, error))) return null
        throw error
    }
    runJava(SuspendingMembers.exit(this, null))
    return value
}

/**
 * Runs a body with a new stack of things to leave: Python's `async with AsyncExitStack() as stack`.
 *
 * ```
 * asyncExitStack {
 *     val connections = urls.map { enterAsyncContext(connection(it)) }
 *     …
 * }
 * ```
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack`; cases CONTEXTLIB-20 to CONTEXTLIB-40.
 *
 * @return the body's value; null if its error was suppressed
 */
public suspend fun <T> asyncExitStack(body: suspend AsyncExitStack.() -> T): T? = AsyncExitStack().use { it.body() }

/**
 * Enters a manager, and leaves it when the stack unwinds.
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack.enter_async_context`.
 *
 * @return what entering gave
 */
public suspend fun <T> AsyncExitStack.enterAsyncContext(manager: AsyncContextManager<T>): T =
    runJava(SuspendingMembers.enterAsyncContext(this, manager))

/** Unwinds at once, as at the end of a block without an error. Source: Python 3.15, `contextlib.AsyncExitStack.aclose`. */
public suspend fun AsyncExitStack.aclose() {
    runJava(SuspendingMembers.aclose(this))
}
