package dev.braid.kotlin

import kotlin.coroutines.jvm.internal.CoroutineStackFrame
import kotlinx.coroutines.Job

/**
 * The frames of suspended Kotlin code, which lie on the heap: each continuation refers to its caller's. What compilers
 * and this bridge put between them is left out.
 */
internal object KotlinFrames {
    private val RESUMER = "kotlin.coroutines.jvm.internal.BaseContinuationImpl"

    /** The frames of a continuation and its callers, oldest first. */
    fun of(newest: Any?): List<StackTraceElement> =
        continuations(newest).mapNotNull { it.visibleFrame() }.toList().asReversed()

    /** The frame of the oldest caller alone: the body's own. */
    fun ofBody(newest: Any?): List<StackTraceElement> = of(newest).take(1)

    /**
     * The frames of callers that are not on the stack of the calling thread, on which a continuation was resumed: it,
     * or the one of its callers that has come its turn, is the last the thread runs.
     */
    fun ofCallers(resumed: Any?): List<StackTraceElement> {
        val trace = Throwable().stackTrace
        return callersIn(trace, trace.indexOfFirst { it.className == RESUMER }, resumed)
    }

    /**
     * Adds to an error's stack trace the callers that were not on the thread's stack, below the last frame that was.
     * Nothing happens to an error that comes from elsewhere, or has them.
     *
     * @param resumed the continuation that was resumed last when the error was made
     */
    fun addCallers(error: Throwable, resumed: Any?) {
        // A body that has not been suspended in a call has none.
        if ((resumed as? CoroutineStackFrame)?.callerFrame == null) return
        val trace = error.stackTrace
        val bottom = trace.indexOfFirst { it.className == RESUMER }
        val callers = callersIn(trace, bottom, resumed).asReversed()
        if (callers.isEmpty()) return
        error.stackTrace = (trace.take(bottom) + callers + trace.drop(bottom)).toTypedArray()
    }

    private fun callersIn(trace: Array<StackTraceElement>, bottom: Int, resumed: Any?): List<StackTraceElement> {
        val running = trace.getOrNull(bottom - 1)?.className
        val callers = continuations(resumed).dropWhile { it.javaClass.name != running }.drop(1)
        return callers.mapNotNull { it.visibleFrame() }.toList().asReversed()
    }

    /**
     * The newest frame that a Job tells: of the coroutine that a `coroutineScope`, `withContext` and the like has
     * suspended while its block runs. Any thread.
     */
    fun suspendedInScope(job: Job?): CoroutineStackFrame? {
        var found: CoroutineStackFrame? = null
        var scope = job
        while (scope != null) {
            scope = scope.children.firstOrNull { (it as? CoroutineStackFrame)?.callerFrame != null }
            if (scope != null) found = scope as CoroutineStackFrame
        }
        return found
    }

    private fun continuations(newest: Any?): Sequence<CoroutineStackFrame> =
        generateSequence(newest as? CoroutineStackFrame) { it.callerFrame }

    private fun CoroutineStackFrame.visibleFrame(): StackTraceElement? =
        getStackTraceElement()?.takeUnless { it.className.startsWith("dev.braid.kotlin.") }
}
