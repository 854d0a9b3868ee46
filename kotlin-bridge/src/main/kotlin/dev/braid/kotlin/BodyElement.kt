package dev.braid.kotlin

import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext

/** Tells coroutines that a Kotlin body has launched whose they are. */
internal class BodyElement(val body: KotlinBody<*>) : AbstractCoroutineContextElement(BodyElement) {
    companion object Key : CoroutineContext.Key<BodyElement>

    override fun toString(): String = body.toString()
}
