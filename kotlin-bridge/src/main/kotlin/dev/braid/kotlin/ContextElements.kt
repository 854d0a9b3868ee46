package dev.braid.kotlin

import dev.braid.ContextVar
import dev.braid.Token
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.ThreadContextElement

/**
 * A context element that gives this variable a value in a coroutine and in what it launches, wherever they run.
 *
 * ```
 * withContext(user.asContextElement("anna") + Dispatchers.IO) { audit() }   // user.get() is "anna"
 * ```
 *
 * The value is set each time the coroutine goes on, and what was there before is restored each time it suspends or
 * ends. So it is seen on every thread, by Java bodies that the coroutine runs, and by tasks it creates, which copy it;
 * other code of the same task does not see it. What the coroutine itself sets the variable to lasts until its next
 * suspension. It is like `ThreadLocal.asContextElement`; in a task's main line plain [ContextVar.set] does what
 * `contextvars` does.
 *
 * Source: Python 3.15, `contextvars.Context.run`, which is the nearest. Cases BRIDGE-133 to BRIDGE-135.
 *
 * @param value what the variable is to be
 */
public fun <T> ContextVar<T>.asContextElement(value: T): ThreadContextElement<*> = VariableElement(this, value)

private class VariableElement<T>(private val variable: ContextVar<T>, private val value: T) :
    ThreadContextElement<Token<T>> {

    override val key: CoroutineContext.Key<*> = VariableKey(variable)

    override fun updateThreadContext(context: CoroutineContext): Token<T> = variable.set(value)

    override fun restoreThreadContext(context: CoroutineContext, oldState: Token<T>): Unit = variable.reset(oldState)

    override fun toString(): String = "$variable=$value"
}

/** One element for a variable: a later one replaces it. */
private data class VariableKey(private val variable: ContextVar<*>) : CoroutineContext.Key<VariableElement<*>>
