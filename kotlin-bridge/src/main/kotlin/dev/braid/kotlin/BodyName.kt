package dev.braid.kotlin

import kotlin.coroutines.jvm.internal.CoroutineStackFrame
import kotlin.jvm.internal.CallableReference

/** What texts call a body: by its own text, the function, or the class of the lambda. */
internal object BodyName {
    /** Keeps what names a body, and of a lambda nothing that the body may be done with. */
    fun of(body: Any?): Any? = if (body is CoroutineStackFrame) body.javaClass else body

    /** [of] a body that is run for an item, which is kept as long as the body. */
    fun of(body: Any?, item: Any?): Any = Of(of(body), item)

    /** The text. */
    fun text(kept: Any?): String = when (kept) {
        is Class<*> -> kept.name.substringAfterLast('.')
        is CallableReference -> kept.name
        else -> kept.toString()
    }

    private class Of(private val body: Any?, private val item: Any?) {
        override fun toString(): String = "${text(body)} of $item"
    }
}
