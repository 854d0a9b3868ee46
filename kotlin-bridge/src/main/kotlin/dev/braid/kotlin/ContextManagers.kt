package dev.braid.kotlin

import dev.braid.AsyncContextManager
import dev.braid.AsyncExitStack
import dev.braid.internal.SuspendingMembers
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn

/**
 * Runs a body between a manager's entry and exit: Python's `async with manager as value`.
 *
 * ```
 * connection(url).use { it.send("hello") }
 * ```
 *
 * The manager is told the body's error and may suppress it; the result is then null. Suspends where entry, body and
 * exit do, and can be cancelled there; a manager that was entered is left in any case.
 *
 * Source: Python 3.15, `async with`; cases CTXLIB-01 to CTXLIB-10, CTXLIB-21 to CTXLIB-23.
 *
 * @return the body's value; null if its error was suppressed
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled and the body lets it pass
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <A, T> AsyncContextManager<A>.use(body: suspend (A) -> T): T? {
    val caller = mainLine() ?: return inTaskOfItsOwn("enter $this") { use(body) }
    val entered = runJava(SuspendingMembers.enter(this))
    val value = try {
        body(entered)
    } catch (thrown: Throwable) {
        val error = thrown.leavingKotlin().also(caller::seen)
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
 * What was entered last is left first. Suspends where the body and the exits do, and can be cancelled there.
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack`; cases CTXLIB-24 to CTXLIB-33.
 *
 * @return the body's value; null if its error was suppressed
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <T> asyncExitStack(body: suspend AsyncExitStack.() -> T): T? = AsyncExitStack().use { it.body() }

/**
 * Enters a manager, and leaves it when the stack unwinds. Suspends as the manager does, and can be cancelled there; one
 * that could not be entered is not left.
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack.enter_async_context`; cases CTXLIB-25, CTXLIB-26.
 *
 * @return what entering gave
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <T> AsyncExitStack.enterAsyncContext(manager: AsyncContextManager<T>): T =
    runJava(SuspendingMembers.enterAsyncContext(this, manager))

/**
 * Unwinds at once, as at the end of a block without an error. Suspends where the exits do, and can be cancelled there.
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack.aclose`; case CTXLIB-32.
 *
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun AsyncExitStack.aclose() {
    runJava(SuspendingMembers.aclose(this))
}

/**
 * A manager of a Kotlin body with one `yield`: what stands before it enters, what stands after it leaves. Both may
 * suspend. An error of the block is thrown out of `yield`; a body that catches it and returns suppresses it.
 *
 * ```
 * fun connection(url: String) = asyncContextManager<Connection> {
 *     val opened = pool.get()
 *     try {
 *         yield(opened)
 *     } finally {
 *         pool.put(opened)
 *     }
 * }
 * ```
 *
 * Source: Python 3.15, `contextlib.asynccontextmanager`; cases CTXLIB-01 to CTXLIB-10.
 *
 * @param T what the body yields
 * @param body each entry runs it anew, so a manager may be used again after it was left
 * @return the manager
 */
public fun <T> asyncContextManager(body: suspend GeneratorScope<T, Void?>.() -> Unit): AsyncContextManager<T> =
    AsyncContextManager.of(KotlinGenerator(body))

/**
 * A manager of two suspend functions, which need not be paired: an exit may be [pushed][AsyncExitStack.pushAsyncExit]
 * alone.
 *
 * Source: Python 3.15, `contextlib.AbstractAsyncContextManager`; cases CTXLIB-18, CTXLIB-24, CTXLIB-27.
 *
 * @param T what entering gives
 * @param enter enters, and gives what the block is given; if it fails, the block is not run, and [exit] not called
 * @param exit leaves, given what the block threw, or null; true suppresses that, an error takes its place
 * @return the manager
 */
public fun <T> asyncContextManager(
    enter: suspend () -> T,
    exit: suspend (Throwable?) -> Boolean,
): AsyncContextManager<T> = SuspendingManager(enter, exit)

/**
 * A suspend function that runs another one inside a new manager each time: Python's use of a manager as a decorator. For a
 * generator, name the manager when it is made: `asyncGenerator(around = …) { … }`.
 *
 * Source: Python 3.15, `contextlib.AsyncContextDecorator`; cases CTXLIB-11 to CTXLIB-13, CTXLIB-18.
 *
 * @param T what the function returns
 * @param managers makes the manager of each run
 * @param body what runs inside
 * @return the function around it; it gives null if the manager suppressed an error
 */
public fun <T> decorate(managers: () -> AsyncContextManager<*>, body: suspend () -> T): suspend () -> T? =
    { managers().use { body() } }

/**
 * Calls a suspend function when the stack unwinds; it is told the error that is passing, or null, and returns true to suppress
 * it.
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack.push_async_exit`; cases CTXLIB-27, CTXLIB-28, CTXLIB-31.
 *
 * @return the same function
 */
public fun AsyncExitStack.pushAsyncExit(exit: suspend (Throwable?) -> Boolean): suspend (Throwable?) -> Boolean {
    SuspendingMembers.pushAsyncExit(this) { error -> fromJava { exit(error) } }
    return exit
}

/**
 * Runs a suspend function when the stack unwinds; it is not told the error and cannot suppress it.
 *
 * Source: Python 3.15, `contextlib.AsyncExitStack.push_async_callback`; cases CTXLIB-29 to CTXLIB-31.
 *
 * @return the same function
 */
public fun AsyncExitStack.pushAsyncCallback(callback: suspend () -> Unit): suspend () -> Unit {
    SuspendingMembers.pushAsyncCallback(this) { fromJava(callback) }
    return callback
}

private class SuspendingManager<T>(
    private val entering: suspend () -> T,
    private val exiting: suspend (Throwable?) -> Boolean,
) : AsyncContextManager<T> {
    @Deprecated("Suspends the calling strand", level = DeprecationLevel.HIDDEN)
    override fun enter(): T = fromJava(entering)

    @Deprecated("Suspends the calling strand", level = DeprecationLevel.HIDDEN)
    override fun exit(error: Throwable?): Boolean = fromJava { exiting(error) }

    override fun toString(): String = "AsyncContextManager[$entering]"
}

/** Where Java enters and leaves, its caller waits for the Kotlin code. */
private fun <T> fromJava(body: suspend () -> T): T = Suspend.await { body.startCoroutineUninterceptedOrReturn(it) }
