package dev.braid.kotlin

import java.lang.reflect.AccessibleObject
import java.lang.reflect.Field
import java.lang.reflect.Method
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job

/**
 * Recognizes coroutines that a `runBlocking` waits for. One that blocks a loop's thread must not wait for that loop, since
 * it keeps it from ever going on.
 *
 * kotlinx.coroutines does not tell which thread a `runBlocking` blocks, so its classes are asked by reflection. On a module
 * path that is allowed for what is public, as the dispatcher of a blocked thread is. What is not recognized hangs, as on any
 * single-threaded dispatcher: by way of another thread, a `runBlocking` that was given a dispatcher, and what a coroutine
 * starts outside of its Job (`GlobalScope`, `NonCancellable`, a `runBlocking` on that other thread).
 */
internal object BlockingCalls {
    private const val KOTLINX = "kotlinx.coroutines."

    private val dispatcher: Class<*>? = kotlinx("BlockingEventLoop")
    // What gives the dispatcher of the calling thread, or null.
    private val ownDispatcher: Method? = kotlinx("ThreadLocalEventLoop")?.methods?.find { it.name.startsWith("currentOrNull") }
    private val ownDispatchers: Any? = runCatching { ownDispatcher?.declaringClass?.getField("INSTANCE")?.get(null) }.getOrNull()

    private val coroutine: Class<*>? = kotlinx("BlockingCoroutine")
    private val coroutineThread: Field? = opened { coroutine?.getDeclaredField("blockedThread") }

    /** Whether the coroutine runs on the dispatcher of a `runBlocking` of the calling thread. */
    fun blocksThisThread(context: CoroutineContext): Boolean {
        val asked = context[ContinuationInterceptor]
        return asked != null && isOfThisThread(asked)
    }

    private fun isOfThisThread(asked: Any): Boolean =
        asked.javaClass === dispatcher && ownDispatchers != null && ownDispatcher?.invoke(ownDispatchers) === asked

    /** Whether a `runBlocking` of the calling thread has the job as its coroutine, and does not return before it ends. */
    fun isBlockingHere(job: Job?): Boolean = when {
        job == null || job.javaClass !== coroutine -> false
        coroutineThread != null -> coroutineThread.get(job) === Thread.currentThread()
        else -> dispatcherOf(job)?.let(::isOfThisThread) == true || startedByCaller()
    }

    /** Whether a `runBlocking` of the calling thread is what dispatches: it begins. */
    private fun startedByCaller(): Boolean = StackWalker.getInstance().walk { frames ->
        frames.dropWhile { !it.className.startsWith(KOTLINX) }
            .takeWhile { it.className.startsWith(KOTLINX) }
            .anyMatch { it.methodName.startsWith("runBlocking") }
    }

    /** The thread, as a dispatcher, of the innermost `runBlocking` that waits for a coroutine; null if there is none. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun waitingThread(context: CoroutineContext): CoroutineDispatcher? {
        var job = context[Job]
        while (job != null) {
            if (job.javaClass === coroutine) return dispatcherOf(job)?.takeIf { it.javaClass === dispatcher }
            job = job.parent
        }
        return null
    }

    private fun dispatcherOf(blocking: Job): CoroutineDispatcher? =
        (blocking as? CoroutineScope)?.coroutineContext?.get(ContinuationInterceptor) as? CoroutineDispatcher

    /** Whether a `runBlocking` of the calling thread has the job as its coroutine or among its descendants. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun awaitsHere(job: Job?): Boolean = generateSequence(job) { it.parent }.any(::isBlockingHere)

    fun refuse(awaited: Any?): Nothing = error(
        "cannot await $awaited in runBlocking: that blocks the thread of the loop which is to finish it; " +
            "make the caller a suspend function and leave runBlocking out",
    )

    fun refuseDispatch(loop: Any): Nothing = throw refusal(loop)

    fun refusal(loop: Any): IllegalStateException = IllegalStateException(
        "cannot run a coroutine of runBlocking on $loop: runBlocking blocks the thread of that very loop; " +
            "make the caller a suspend function and leave runBlocking out",
    )

    private fun kotlinx(name: String): Class<*>? = runCatching { Class.forName(KOTLINX + name) }.getOrNull()

    private fun <M : AccessibleObject> opened(member: () -> M?): M? =
        runCatching { member()?.also { it.isAccessible = true } }.getOrNull()
}
