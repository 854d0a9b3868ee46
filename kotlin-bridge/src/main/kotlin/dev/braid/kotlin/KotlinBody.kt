package dev.braid.kotlin

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.Task
import dev.braid.internal.ElementFuture
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.FutureImpl
import dev.braid.internal.InlineProtocol
import dev.braid.internal.SleepFuture
import dev.braid.internal.StrandHolder
import dev.braid.internal.TaskImpl
import dev.braid.internal.TaskStack
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.Continuation
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.createCoroutineUnintercepted
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Job

/**
 * A Kotlin body as a coroutine of Braid's: stepped by its task on the loop's thread, without a strand of its own. Used
 * once.
 *
 * The *main line* is the body's own code, without the coroutines it launches: its [CoroutineContext] is this very object.
 * There an await of Braid's yields its future to the task, as asyncio's `yield self` does. Where the main line suspends by
 * other means (`delay`, `withContext`, a channel), [KotlinSide] waits for it.
 *
 * ```
 *             send          await of ours           send, throwIn
 *  NEW -----------> running --------------> AT AWAIT -------------> running
 *                    |    |  other suspension               dispatched by kotlinx
 *                    |    +----------------> ELSEWHERE ---------------------------> running
 *                    +--> ENDED, once the coroutines launched on the body's Job have ended
 * ```
 *
 * As a context it has the loop's dispatcher, a [Job] that is made when first asked for, the task's name, and its
 * [KotlinSide]. A body that asks for none of them costs no more than this object. Contexts that are derived from it have
 * a [TaskContext] besides, for code on other threads.
 *
 * Touched only by whoever runs the loop; the context may be read by any thread.
 */
internal class KotlinBody<T>(val loop: EventLoopImpl, named: Any?, private var start: (suspend () -> T)?) :
    CoroutineProtocol<T>,
    StrandHolder,
    Continuation<T>,
    CoroutineContext {

    constructor(loop: EventLoopImpl, start: suspend () -> T) : this(loop, start, start)

    private val name: Any? = BodyName.of(named)

    // AT AWAIT: the main line. Null in all other states.
    private var suspended: Continuation<Any?>? = null

    // AT AWAIT: what it waits for, null to give way for one iteration.
    private var awaited: FutureImpl<*>? = null

    // The continuation that was resumed last, at first the body's own: for those who ask where the body stands.
    private var resumed: Continuation<*>? = null

    // The coroutine that the main line steps and waits for, such as a Java body, and the continuation of who steps it.
    private var inner: CoroutineProtocol<*>? = null
    private var stepper: Continuation<*>? = null

    // ENDED: the value, or Thrown. Written on the loop; who makes a Job on another thread looks whether it comes too late.
    @Volatile
    private var outcome: Any? = UNFINISHED

    // Made when Kotlin's own machinery comes in. Read by any thread.
    @Volatile
    private var kotlinSide: KotlinSide? = null

    // Whether this runs code of the body, or of a coroutine it launched, right now.
    private var running = false

    // --- The coroutine protocol

    override fun send(): Any? {
        running = true
        val body = start
        if (body != null) {
            start = null
            begin(body)
        } else {
            val side = kotlinSide
            if (side != null && side.stepBegins()) return whatNow()
            val mainLine = suspended
            if (mainLine != null) {
                val future = awaited
                suspended = null
                awaited = null
                resumed = mainLine
                val value = when (future) {
                    null, is SleepFuture -> Unit
                    is ElementFuture -> future.takeSent()
                    else -> future.result<Exception>()
                }
                mainLine.resumeWith(Result.success(value))
            } else {
                side().resume()
            }
        }
        return whatNow()
    }

    override fun throwIn(error: Throwable): Any? {
        if (start != null) {
            start = null
            outcome = Thrown(error)
            throw error
        }
        running = true
        val mainLine = suspended
        if (mainLine == null) {
            side().throwIn(error)
            return whatNow()
        }
        if (kotlinSide?.stepBegins() == true && error is CancelledError && awaited?.cancelAs(error) == true) {
            // The task has not begun to wait, so the cancellation goes to what it is about to wait for.
            return whatNow()
        }
        suspended = null
        awaited = null
        if (error is CancelledError) {
            val task = currentTask()
            if (task != null && task.cancelling() > 0) side().cancellationDelivered(error)
        }
        resumed = mainLine
        mainLine.resumeWithException(error)
        return whatNow()
    }

    override fun close() {
        try {
            val waits = if (ended) CoroutineProtocol.RETURNED else throwIn(GeneratorExit())
            check(waits === CoroutineProtocol.RETURNED) {
                "cannot close $this: it ignored GeneratorExit and waits for $waits; clean-up that suspends belongs " +
                    "where the body is cancelled, before its loop closes"
            }
        } catch (_: GeneratorExit) {
            // As asked.
        }
    }

    @Suppress("UNCHECKED_CAST")
    override fun result(): T = outcome as T

    private fun begin(body: suspend () -> T) {
        // Not startCoroutine…OrReturn, which keeps the body's own continuation to itself.
        val own = body.createCoroutineUnintercepted(this)
        resumed = own
        own.resume(Unit)
    }

    /** What the task is told after a step. */
    private fun whatNow(): Any? {
        running = false
        if (suspended != null) return awaited
        if (!ended) return side().suspendedElsewhere()
        val waitForChildren = kotlinSide?.ended((outcome as? Thrown)?.error)
        if (waitForChildren != null) return waitForChildren
        val error = (outcome as? Thrown)?.error
        val toThrow = kotlinSide?.finalError(error) ?: error ?: return CoroutineProtocol.RETURNED
        KotlinFrames.addCallers(toThrow, resumed)
        throw toThrow.leavingKotlin()
    }

    // --- What the main line does

    /** Whether the caller, whose context this is, is the main line: only that may wait [here][awaitHere]. */
    val onMainLine: Boolean
        get() = running && suspended == null && !ended

    /** The main line waits for a future, or gives way for one iteration if that is null. */
    @Suppress("UNCHECKED_CAST")
    fun awaitHere(future: FutureImpl<*>?, mainLine: Continuation<*>): Any? {
        if (future != null && future.done()) return future.result<Exception>()
        val late = kotlinSide?.takeUndelivered()
        // As asyncio's task does: what it is about to wait for is cancelled, and tells.
        if (late != null && future?.cancelAs(late) != true) throw late
        suspended = mainLine as Continuation<Any?>
        awaited = future
        return COROUTINE_SUSPENDED
    }

    /** An error thrown to the main line has reached code of ours. */
    fun seen(error: Throwable) {
        if (error is CancelledError) kotlinSide?.cancellationSeen()
    }

    /** Throws a cancellation that the main line could not notice, as an await does. */
    fun throwUnnoticed() {
        kotlinSide?.takeUndelivered()?.let { throw it }
    }

    /**
     * This was a part of the calling task, and has ended, with an error or without: a cancellation that the main line could
     * not notice is thrown by the next await of who has called it.
     */
    fun passOnUnnoticed(failure: Throwable?) {
        val late = kotlinSide?.takeUndelivered()
        if (late != null && failure !is CancelledError) (currentTask() as TaskImpl<*>?)?.cancelAtNextAwait(late)
    }

    /** Steps this body inside the calling task, by a coroutine that is this or steps this, to its end. */
    fun <R> steppedByCaller(coroutine: CoroutineProtocol<R>): R {
        var failure: Throwable? = null
        try {
            return InlineProtocol.run(coroutine)
        } catch (error: Throwable) {
            failure = error
            throw error
        } finally {
            passOnUnnoticed(failure)
        }
    }

    /** The main line has ended, in a step or in code that kotlinx ran for it. */
    override fun resumeWith(result: Result<T>) {
        val ending = result.fold({ it }, ::Thrown)
        // Not running: somebody has resumed the main line past its dispatcher.
        if (running) outcome = ending else side().endedAstray { outcome = ending }
    }

    /** The main line runs a coroutine that it steps and waits for. */
    internal inline fun <R> during(coroutine: CoroutineProtocol<*>, by: Continuation<*>, block: () -> R): R {
        val innerBefore = inner
        val stepperBefore = stepper
        inner = coroutine
        stepper = by
        try {
            return block()
        } finally {
            inner = innerBefore
            stepper = stepperBefore
        }
    }

    // --- Where it stands

    /**
     * Continuations lead to their callers and not the other way. So where the main line is suspended by kotlinx, it is
     * seen as far as something refers to its newest one: a dispatch, a delay, a scope; else only the body's own frame is.
     */
    override fun stack(): List<StackTraceElement> = when {
        start != null || ended -> emptyList()
        suspended != null -> KotlinFrames.of(suspended) + inner?.stack().orEmpty()
        stepsAnother() -> KotlinFrames.of(stepper) + TaskStack.ofStepped(loop, inner!!)
        running -> KotlinFrames.ofCallers(resumed)
        else -> kotlinSide?.newestFrame()?.let(KotlinFrames::of) ?: KotlinFrames.ofBody(resumed)
    }

    override fun holdsStrand(): Boolean = (inner as? StrandHolder)?.holdsStrand() == true

    override fun stepsAnother(): Boolean = running && inner != null

    /** The main line is suspended in a delay. */
    fun delayedBy(continuation: CancellableContinuation<*>): Unit = side().delayedBy(continuation)

    // --- What kotlinx.coroutines does

    /** A continuation of the main line is to go on. Any thread. */
    fun dispatchMainLine(block: Runnable): Unit = side().dispatchMainLine(block)

    /** A coroutine that the body has launched is to go on. Any thread. */
    fun dispatchAside(context: CoroutineContext, block: Runnable): Unit = side().dispatchAside(context, block)

    /** Runs code of the body's beside its steps. On the loop. */
    fun runAside(block: Runnable) {
        val before = running
        running = true
        block.run()
        running = before
    }

    /** Whether the main line stands where its task does not know of it: code beside a step has resumed it. */
    val mainLineMoved: Boolean
        get() = suspended != null || ended

    /** Whether the main line has ended. */
    val ended: Boolean
        get() = outcome !== UNFINISHED

    // --- The context

    override val context: CoroutineContext get() = this

    private val dispatcher: CoroutineDispatcher get() = loop.asCoroutineDispatcher()

    @Suppress("UNCHECKED_CAST")
    override fun <E : CoroutineContext.Element> get(key: CoroutineContext.Key<E>): E? = when {
        key === ContinuationInterceptor -> dispatcher as E
        key === Job -> side().jobAskedFor() as E
        key === KotlinSide -> side() as E
        key === CoroutineName -> side().name() as E?
        else -> dispatcher[key]
    }

    override fun <R> fold(initial: R, operation: (R, CoroutineContext.Element) -> R): R =
        elements(side()).fold(initial, operation)

    override fun minusKey(key: CoroutineContext.Key<*>): CoroutineContext =
        if (get(key) == null) this else (elements(side()) + side().taskContext()).minusKey(key)

    private fun elements(side: KotlinSide): CoroutineContext =
        side + (side.name() ?: EmptyCoroutineContext) + side.job() + dispatcher

    // --- The rest

    /** The task that this is stepped by; the caller is in a step. */
    fun currentTask(): Task<*>? = Asyncio.currentTask(loop)

    private fun side(): KotlinSide = kotlinSide ?: makeSide(0)

    @Synchronized
    private fun makeSide(cancellationsBefore: Int): KotlinSide =
        kotlinSide ?: KotlinSide(this, cancellationsBefore).also { kotlinSide = it }

    /** The body runs inside a task that may have been cancelled before; those cancellations are not the body's. */
    fun ignoreCancellationsBefore(task: Task<*>) {
        if (task.cancelling() > 0) makeSide(task.cancelling())
    }

    /**
     * A part of the body begins, in the current task: a step of the generator that this is the body of. The cancellations
     * that the task had before are none of this part's.
     */
    fun partBegins() {
        val task = currentTask() ?: return
        if (task.cancelling() > 0) makeSide(0)
        kotlinSide?.partBegins(task)
    }

    /** Code beside the main line has something for whoever steps this, who waits for the main line. */
    fun wakeBeside(): Unit = side().finishWait()

    override fun toString(): String = "KotlinBody[" + BodyName.text(name) + ", " + when {
        start != null -> "not started"
        ended -> "ended"
        running -> "running"
        suspended != null -> "waits for ${awaited ?: "the next iteration"}"
        else -> "suspended in Kotlin"
    } + "]"

    private class Thrown(val error: Throwable)

    private companion object {
        val UNFINISHED = Any()
    }
}
