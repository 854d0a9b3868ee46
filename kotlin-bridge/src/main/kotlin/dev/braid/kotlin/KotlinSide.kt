package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.GeneratorExit
import dev.braid.Task
import dev.braid.internal.ContextSupport
import dev.braid.internal.DispatchedBlock
import dev.braid.internal.TaskImpl
import dev.braid.internal.WaitFuture
import java.util.concurrent.CancellationException
import java.util.function.Consumer
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Job

/**
 * The part of a [KotlinBody] that deals with Kotlin's own machinery: its [Job], and the times when its main line is
 * suspended by something that is not Braid's.
 *
 * **The Job and the task's cancellations.** A cancellation of the task is delivered once: at an await of Braid's as
 * [CancelledError], at any other suspension by cancelling the Job. Either way the Job is cancelled from then on, so that
 * Kotlin's code sees it at every suspension, as Kotlin wants it, until the cancellation is taken back
 * ([Task.uncancel], which timeouts and task groups call for their own). Then the next one who asks gets a new Job. Awaits of
 * Braid's throw once only. If the Job was cancelled while the main line was where it could not notice
 * (`NonCancellable`, a plain `suspendCoroutine`), the next await of Braid's throws.
 *
 * The other way round, a Job that Kotlin's code cancels, or that a child has failed, cancels the task.
 *
 * As an element of the body's context it tells coroutines that the body has launched whose they are.
 *
 * Touched on the loop, but for [job] and the dispatch functions, which any thread may call.
 */
internal class KotlinSide(val body: KotlinBody<*>, cancellationsBefore: Int) :
    CoroutineContext.Element,
    Consumer<CancelledError> {

    override val key: CoroutineContext.Key<*> get() = Key

    private val loop get() = body.loop

    // How often the task was cancelled before the body, or the present part of it, began. Read by any thread.
    @Volatile
    private var cancellationsBefore = cancellationsBefore

    // Null only where Kotlin's code on another thread is the first to ask for the context. Read by any thread.
    @Volatile
    private var task: Task<*>? = if (loop.runsHere()) body.currentTask() else null

    // The task's name as it was when last asked for. Racy: any one will do.
    @Volatile
    private var name: CoroutineName? = null

    // Written under this object's monitor, read by any thread.
    @Volatile
    private var job: BodyJob? = null

    // Jobs that were cancelled, replaced, and still have children. Guarded by this.
    private var replaced: List<BodyJob>? = null

    // The cancellation that was delivered and not yet taken back. Read by any thread.
    @Volatile
    private var inForce: Throwable? = null

    // A cancellation that the Job was told, but perhaps not the main line.
    private val pending = PendingCancellation(this)

    // What the task waits for while the main line is suspended elsewhere.
    private var wait: WaitFuture? = null

    // How the main line goes on, once kotlinx has dispatched it.
    private var next: Runnable? = null

    // The delay that the main line is, or was, suspended in. Read by whoever asks where it stands.
    private var delay: CancellableContinuation<*>? = null

    // The main line was resumed beside a step and came to an await of ours, which the task has to be told.
    private var movedToAwait = false

    // The main line has ended; children may be left. Read by any thread.
    @Volatile
    private var ended = false

    // The first child's failure.
    private var childFailure: Throwable? = null

    // What replaces the outcome of a main line that ended before its children.
    private var lateError: Throwable? = null

    // Cancellations asked of the task on Kotlin's behalf, to be taken back at the end.
    private var requested = 0

    // Not null while such a request is made: what the main line waited for when the Job was cancelled.
    private var requesting: List<Job>? = null

    // The loop closes: no more turns of it.
    private var closing = false

    // --- Steps

    /** A part of the body begins, perhaps in another task than the part before. */
    fun partBegins(current: Task<*>) {
        task = current
        cancellationsBefore = current.cancelling()
    }

    /** A step begins. Returns true if it only has to tell the task where the main line is. */
    fun stepBegins(): Boolean {
        task = body.currentTask()
        val moved = movedToAwait
        movedToAwait = false
        return moved
    }

    /** The main line is suspended by something that is not ours: what the task waits for. */
    fun suspendedElsewhere(): Any? {
        // Dispatched already, as `yield` does: goes on in the next iteration.
        if (next != null) return null
        return WaitFuture(loop, this).also { wait = it }
    }

    /** The wait is over: the main line goes on, or has done so already. */
    fun resume() {
        wait = null
        delay = null
        val block = next
        next = null
        block?.run()
    }

    /** The task is to go on with an error. */
    fun throwIn(error: Throwable) {
        stepBegins()
        when {
            ended || body.ended -> {
                lateError = error
                cancelJobs(error)
            }
            error is CancelledError -> {
                if (!PendingCancellation.isThrownBy(next)) pending.arrived(error, scopes())
                cancellationDelivered(error)
                resume()
            }
            else -> {
                closing = error is GeneratorExit
                inForce = error
                cancelJobs(error)
                resume()
            }
        }
    }

    /** The main line is suspended in a delay. Any thread: the main line may have left the loop. */
    fun delayedBy(continuation: CancellableContinuation<*>) {
        delay = continuation
    }

    /** The newest continuation of a main line that is suspended elsewhere, if anything refers to it. */
    fun newestFrame(): Any? = next ?: KotlinFrames.suspendedInScope(job) ?: delay?.takeIf { it.isActive }

    // --- Cancelling

    /** The task is cancelled while the main line is suspended elsewhere. */
    override fun accept(error: CancelledError) {
        pending.arrived(error, requesting ?: scopes())
        if (requesting == null) cancellationDelivered(error)
    }

    /** From now on the Job is cancelled. */
    fun cancellationDelivered(error: CancelledError) {
        inForce = error
        cancelJobs(error)
    }

    /** The main line has noticed the cancellation. */
    fun cancellationSeen(): Unit = pending.noticed()

    /** Somebody is told that the Job is not active. Any thread. */
    fun inactivityTold(): Unit = pending.inactivityTold()

    /** An await of the main line's: a cancellation that it has not noticed is to be thrown there. */
    fun takeUndelivered(): CancelledError? = pending.take().takeUnless { takenBack() }

    private fun takenBack(): Boolean = (task?.cancelling() ?: 0) <= cancellationsBefore

    private fun cancelJobs(error: Throwable) {
        val cancellation = TaskCancellation(error)
        // A Job keeps each cancellation until its children have ended, and heeds the first one alone.
        jobs().forEach { if (!it.isCancelled) it.cancel(cancellation) }
    }

    // --- The Job

    /** [job] for somebody who has asked the body's context for it. Any thread. */
    fun jobAskedFor(): Job = job().also { pending.jobAskedFor() }

    /** Any thread. */
    fun job(): Job {
        val present = job
        return if (present != null && (inForce == null || !takenBack())) present else newJob()
    }

    @Synchronized
    private fun newJob(): Job {
        val present = job
        if (present != null && (inForce == null || !takenBack())) return present
        if (inForce != null && takenBack()) {
            inForce = null
            // Cancelled already, so what it is completed with does not count.
            present?.end()
            if (present != null && !present.isCompleted) {
                replaced = replaced.orEmpty().filterNot { it.isCompleted } + present
            }
        }
        val made = BodyJob(this)
        job = made
        inForce?.let { made.cancel(TaskCancellation(it)) }
        if (ended || body.ended) made.end()
        return made
    }

    private fun scopes(): List<Job> = PendingCancellation.scopesIn(jobs())

    private fun unfinishedJobs(): List<Job> = jobs().filterNot { it.isCompleted }

    @Synchronized
    private fun jobs(): List<BodyJob> = replaced.orEmpty() + listOfNotNull(job)

    /** Kotlin's code has cancelled the Job, or a child has failed. Any thread. */
    fun jobCancelled(cause: Throwable) {
        val scopes = scopes()
        onLoop {
            if (cause !is CancellationException) jobFailed(cause)
            val running = task
            if (!ended && running != null) {
                inForce = inForce ?: CancelledError(cause.message).also { it.initCause(cause) }
                requested++
                if (body.onMainLine && wait == null) {
                    pending.arrived((running as TaskImpl<*>).cancelByBody(cause.message), scopes)
                } else {
                    requesting = scopes
                    running.cancel(cause.message)
                    requesting = null
                }
            }
        }
    }

    /** A child has failed, or the main line. Seen by the loop once the Job is completed. */
    fun jobFailed(cause: Throwable) {
        if (childFailure == null) childFailure = cause
    }

    /** Any thread. */
    fun onLoop(action: Runnable) {
        if (loop.runsHere()) action.run() else DispatchedBlock(null, action, action).schedule(loop)
    }

    // --- The end

    /** The main line has ended: what the task waits for if coroutines are left on its Job, else null. */
    fun ended(error: Throwable?): WaitFuture? {
        if (!ended) {
            ended = true
            jobs().lastOrNull()?.end(error?.enteringKotlin())
        }
        val left = unfinishedJobs()
        if (left.isEmpty()) return null
        val children = WaitFuture(loop) { cancellation ->
            lateError = cancellation
            cancelJobs(cancellation)
        }
        left.first().invokeOnCompletion { onLoop { if (!children.done()) children.setResult(null) } }
        return children
    }

    /** What the body throws at last, given what its main line threw; null for nothing. */
    fun finalError(error: Throwable?): Throwable? {
        repeat(requested) { task?.uncancel() }
        requested = 0
        val failure = childFailure
        val late = lateError ?: error
        return when {
            failure == null || failure === error || failure === late -> late
            late == null || late is CancellationException || late is CancelledError || late is GeneratorExit -> failure
            else -> late.also { if (it.cause !== failure) it.addSuppressed(failure) }
        }
    }

    /** The main line has ended on a thread of its own choice. */
    fun endedAstray(record: Runnable): Unit = onLoop {
        record.run()
        finishWait()
    }

    // --- Dispatching

    /** Any thread. */
    fun dispatchMainLine(block: Runnable) {
        if (loop.runsHere()) {
            mainLineDispatched(block)
        } else {
            val accept = Runnable { mainLineDispatched(block) }
            DispatchedBlock(null, accept) { if (loop.isClosed) loop.reject(body, block) else accept.run() }.schedule(loop)
        }
    }

    private fun mainLineDispatched(block: Runnable) {
        if (PendingCancellation.isThrownBy(block)) pending.noticed()
        when {
            closing -> body.runAside(block)
            next != null || body.mainLineMoved -> dispatchAside(body, block)
            else -> {
                next = block
                finishWait()
            }
        }
    }

    /** Any thread. */
    fun dispatchAside(context: CoroutineContext, block: Runnable) {
        if (closing && loop.runsHere()) {
            body.runAside(block)
        } else {
            DispatchedBlock(task, { runAside(block) }, { loop.reject(context, block) }).schedule(loop)
        }
    }

    private fun runAside(block: Runnable) {
        body.runAside(block)
        if (wait != null && body.mainLineMoved) {
            movedToAwait = true
            finishWait()
        }
    }

    /** The task is to look at the body again. */
    fun finishWait() {
        val waiting = wait ?: return
        wait = null
        if (!waiting.done()) waiting.setResult(null)
    }

    // --- What coroutines of the body see of the task

    /** The task's name. Any thread. */
    fun name(): CoroutineName? {
        val text = task?.name() ?: return null
        return name?.takeIf { it.name == text } ?: CoroutineName(text).also { name = it }
    }

    /** Whether a coroutine has this name only because it is part of the task. Any thread. */
    fun gave(element: CoroutineName): Boolean = element === name

    /** What makes the context that is current now visible on other threads. Any thread. */
    fun taskContext(): CoroutineContext {
        val current = if (loop.runsHere()) ContextSupport.current() else task?.context()
        return if (current == null) EmptyCoroutineContext else TaskContext(loop, current, current.copy())
    }

    /** The task, if it has not ended and is not the one that runs. On the loop. */
    fun taskIfNotCurrent(): Task<*>? = task?.takeUnless { it === body.currentTask() || it.done() }

    /** Whether the body is that of a task. Any thread. */
    fun isOf(future: Future<*>): Boolean = task === future

    override fun toString(): String = body.toString()

    companion object Key : CoroutineContext.Key<KotlinSide>
}
