package dev.braid.kotlin

import dev.braid.CancelledError
import kotlin.coroutines.jvm.internal.CoroutineStackFrame
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.Job

/**
 * A cancellation of the task that came while its main line was suspended by something that is not Braid's. The Job was told;
 * whether the main line has noticed decides about its next await of Braid's, which throws what was not noticed and must not
 * throw once more what was: it may be part of the clean-up.
 *
 * Noticed is what Kotlin's machinery throws into the main line, by one of these ways:
 *
 * - a cancellable continuation of the main line is dispatched cancelled;
 * - a scope that the main line waits for (`coroutineScope`, `withContext`, `withTimeout`) ends, which was cancelled with the Job;
 * - the main line is told that the Job is not active by what throws then: `yield`, `ensureActive`, `withContext`, a
 *   dispatched continuation;
 * - the main line begins to wait in a cancellable continuation or in a scope although the Job is cancelled.
 *
 * Nothing of that happens in `NonCancellable`, and after a plain `suspendCoroutine`. A program that only looks at `isActive`
 * has not noticed: it may be a coroutine that the body has launched.
 *
 * Touched on the loop, but for reading [error].
 */
internal class PendingCancellation(private val side: KotlinSide) {
    // Null if there is none, or it was noticed.
    @Volatile
    private var error: CancelledError? = null

    /**
     * A cancellation of the Job.
     *
     * @param scopes what the main line waits for, from before the Job was cancelled: on other threads they end soon
     */
    fun arrived(cancellation: CancelledError, scopes: List<Job>) {
        error = cancellation
        for (scope in scopes) scope.invokeOnCompletion { side.onLoop { if (error === cancellation) error = null } }
    }

    fun noticed() {
        error = null
    }

    /** What the next await of Braid's is to throw, once. */
    fun take(): CancelledError? = error.also { error = null }

    /** Somebody is told that the Job is not active. Any thread. */
    fun inactivityTold() {
        if (error != null && onMainLine() && asked { it.methodName != "isActive" }) error = null
    }

    /** Somebody asks the body's context for the Job. Any thread. */
    fun jobAskedFor() {
        // To ask for the Job is no noticing in itself, as CoroutineScope(coroutineContext) does.
        if (error != null && onMainLine() && asked { it.className in WAITERS }) error = null
    }

    private fun onMainLine() = side.body.loop.runsHere() && side.body.onMainLine

    /** Whether kotlinx asks, by a function like this. */
    private fun asked(by: (StackWalker.StackFrame) -> Boolean): Boolean = StackWalker.getInstance().walk { frames ->
        frames.dropWhile { it.className.startsWith("dev.braid.kotlin.") }
            .takeWhile { it.className.startsWith("kotlinx.coroutines.") }
            .anyMatch(by)
    }

    companion object {
        /**
         * The scopes among the children of a body's Jobs, which a cancellation of the Jobs will cancel: what a body launches
         * has no caller, and a scope that has expired or failed before ends by that, and tells of no other cancellation.
         */
        fun scopesIn(jobs: List<Job>): List<Job> =
            jobs.flatMap { it.children }.filter { (it as? CoroutineStackFrame)?.callerFrame != null && !it.isCancelled }

        // Where these are called otherwise, a cancellation is thrown a second time, by an await of Braid's.
        private val WAITERS =
            setOf("kotlinx.coroutines.CancellableContinuationImpl", "kotlinx.coroutines.internal.ScopeCoroutine")

        /** Whether what was dispatched throws a cancellation. */
        fun isThrownBy(block: Runnable?): Boolean = (block as? CancellableContinuation<*>)?.isCancelled == true
    }
}
