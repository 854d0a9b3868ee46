package dev.braid.kotlin

import java.lang.reflect.AccessibleObject
import java.lang.reflect.Field
import java.lang.reflect.Method
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job

/**
 * Recognizes coroutines of a `runBlocking` that blocks the calling thread. On a loop's thread such a coroutine must not
 * wait for that loop, since it keeps it from ever going on.
 *
 * kotlinx.coroutines does not tell which thread a `runBlocking` blocks, so its classes are asked by reflection. Where
 * that is not allowed, as on a module path, nothing is recognized, and such a wait hangs as on any single-threaded
 * dispatcher.
 */
internal object BlockingCalls {
    private val dispatcher: Class<*>? = kotlinx("BlockingEventLoop")
    private val dispatcherThread: Method? = opened { dispatcher?.getDeclaredMethod("getThread") }

    private val coroutine: Class<*>? = kotlinx("BlockingCoroutine")
    private val coroutineThread: Field? = opened { coroutine?.getDeclaredField("blockedThread") }

    /** Whether the coroutine runs on the dispatcher of a `runBlocking` of the calling thread. */
    fun blocksThisThread(context: CoroutineContext): Boolean {
        val asked = context[ContinuationInterceptor]
        return asked != null && asked.javaClass === dispatcher &&
            dispatcherThread?.invoke(asked) === Thread.currentThread()
    }

    /** Whether a `runBlocking` of the calling thread has the job as its coroutine, and does not return before it ends. */
    fun isBlockingHere(job: Job?): Boolean =
        job != null && job.javaClass === coroutine && coroutineThread?.get(job) === Thread.currentThread()

    /** Whether a `runBlocking` of the calling thread has the job as its coroutine or among its descendants. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun awaitsHere(job: Job?): Boolean = generateSequence(job) { it.parent }.any(::isBlockingHere)

    fun refuse(awaited: Any?): Nothing = error(
        "cannot await $awaited in runBlocking: that blocks the thread of the loop which is to finish it; " +
            "make the caller a suspend function and leave runBlocking out",
    )

    fun refuseDispatch(loop: Any): Nothing = error(
        "cannot run a coroutine of runBlocking on $loop: runBlocking blocks the thread of that very loop; " +
            "make the caller a suspend function and leave runBlocking out",
    )

    private fun kotlinx(name: String): Class<*>? = runCatching { Class.forName("kotlinx.coroutines.$name") }.getOrNull()

    private fun <M : AccessibleObject> opened(member: () -> M?): M? =
        runCatching { member()?.also { it.isAccessible = true } }.getOrNull()
}
