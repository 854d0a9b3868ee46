package dev.braid.kotlin

import java.lang.reflect.Method
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext

/**
 * Recognizes coroutines of a `runBlocking` that blocks the calling thread. On a loop's thread such a coroutine must not
 * wait for that loop, since it keeps it from ever going on.
 *
 * kotlinx.coroutines does not tell which thread a `runBlocking` blocks, so its dispatcher is asked by reflection. Where
 * that is not allowed, as on a module path, nothing is recognized, and such a wait hangs as on any single-threaded
 * dispatcher.
 */
internal object BlockingCalls {
    private val blocking: Class<*>? = runCatching { Class.forName("kotlinx.coroutines.BlockingEventLoop") }.getOrNull()

    private val thread: Method? = runCatching {
        blocking?.getDeclaredMethod("getThread")?.also { it.isAccessible = true }
    }.getOrNull()

    /** Whether the coroutine belongs to a `runBlocking` of the calling thread. */
    fun blocksThisThread(context: CoroutineContext): Boolean {
        val dispatcher = context[ContinuationInterceptor]
        return dispatcher != null && dispatcher.javaClass === blocking &&
            thread?.invoke(dispatcher) === Thread.currentThread()
    }

    fun refuse(awaited: Any?): Nothing = error(
        "cannot await $awaited in runBlocking: that blocks the thread of the loop which is to finish it; " +
            "make the caller a suspend function and leave runBlocking out",
    )
}
