package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.ThreadContextElement

/**
 * This Java body with what its Kotlin caller's context sets for threads, such as a logger's fields: set on the thread
 * of the body's strand, which is nobody else's until the body has ended.
 */
internal fun <T> Coroutine<T>.carrying(context: CoroutineContext): Coroutine<T> {
    if (this is CoroutineProtocol<T>) return this
    val elements = context.fold(null as List<ThreadContextElement<*>>?) { found, element ->
        if (element is ThreadContextElement<*> && element !is TaskContext) found.orEmpty() + element else found
    }
    return if (elements == null) this else Coroutine { within(context, elements, 0, this) }
}

private fun <T> within(
    context: CoroutineContext,
    elements: List<ThreadContextElement<*>>,
    at: Int,
    body: Coroutine<T>,
): T =
    if (at == elements.size) body.run() else elements[at].around(context) { within(context, elements, at + 1, body) }

private inline fun <S, T> ThreadContextElement<S>.around(context: CoroutineContext, body: () -> T): T {
    val before = updateThreadContext(context)
    try {
        return body()
    } finally {
        restoreThreadContext(context, before)
    }
}
