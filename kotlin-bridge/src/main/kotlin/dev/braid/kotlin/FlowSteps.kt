package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.GeneratorOutput
import dev.braid.internal.EventLoopImpl
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.intercepted
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector

/**
 * The collection of a flow inside the body of an async generator. It is stepped on the generator's strand, and an
 * element leaves that strand only when none of Kotlin's code is on it: who emits is suspended, as at any other
 * suspension.
 *
 * ```
 *             send, throwIn          emit             out.yield
 *  the strand -------------> the flow ----> the strand ---------> the consumer, which takes its time
 *                               ^----------------'  send, throwIn
 * ```
 *
 * Who emits is the collection's main line, or stands *beside* it: in a scope that the main line waits for, as the
 * collectors of buffered flows do. The main line goes on when it is stepped, code beside it through its dispatcher.
 *
 * Touched only on the loop.
 */
internal class FlowSteps<T>(private val loop: EventLoopImpl, flow: Flow<T>, private val out: GeneratorOutput<T, *>) :
    CoroutineProtocol<Unit>,
    FlowCollector<T> {

    private val body = KotlinBody(loop) { flow.collect(this) }

    private var begun = false

    // Somebody is suspended in emit. Invariant: nobody else is.
    private var emitting = false

    // The element has not been passed on yet.
    private var given = false
    private var element: T? = null

    // Who emits, if that is beside the main line.
    private var beside: Continuation<Unit>? = null

    // --- The strand's side

    /** Collects all of the flow. Suspends the strand. */
    fun collectAll(): Unit = body.steppedByCaller(this)

    override fun send(): Any? {
        if (!begun) {
            begun = true
            body.partBegins()
        }
        return passOn(body.send())
    }

    /** What the collection waited for has failed, or the consumer is cancelled. */
    override fun throwIn(error: Throwable): Any? = passOn(throwEverywhere(error))

    private fun passOn(afterStep: Any?): Any? {
        var awaited = afterStep
        while (given) awaited = yieldAndGoOn()
        return awaited
    }

    private fun yieldAndGoOn(): Any? {
        @Suppress("UNCHECKED_CAST")
        val value = element as T
        element = null
        given = false
        try {
            out.yield(value)
        } catch (error: Throwable) {
            body.partBegins()
            return throwAtYield(error)
        }
        body.partBegins()
        takeEmitter()?.resume(Unit)
        return body.send()
    }

    private fun throwAtYield(error: Throwable): Any? {
        // A loop that closes runs nothing any more: whoever is left has to notice now.
        if (beside == null || error is GeneratorExit && !loop.isRunning) return throwEverywhere(error)
        takeEmitter()?.resumeWithException(error.inEmit())
        return body.send()
    }

    private fun throwEverywhere(error: Throwable): Any? {
        given = false
        element = null
        val emitter = takeEmitter()
        try {
            return body.throwIn(error)
        } finally {
            emitter?.resumeWithException(error.inEmit())
        }
    }

    private fun takeEmitter(): Continuation<Unit>? {
        emitting = false
        return beside.also { beside = null }
    }

    override fun close(): Unit = body.close()

    override fun result(): Unit = body.result()

    override fun stack(): List<StackTraceElement> = body.stack()

    // --- The flow's side

    override suspend fun emit(value: T) {
        try {
            suspendInEmit(value)
        } catch (error: Throwable) {
            throw error.inEmit()
        }
    }

    private suspend fun suspendInEmit(value: T): Unit = suspendCoroutineUninterceptedOrReturn { caller ->
        requireMayEmit(caller, value)
        if (caller.context === body) {
            body.awaitHere(null, caller)
        } else {
            beside = caller.intercepted()
            body.wakeBeside()
        }
        emitting = true
        given = true
        element = value
        COROUTINE_SUSPENDED
    }

    private fun requireMayEmit(caller: Continuation<*>, value: T) {
        check(loop.runsHere()) {
            "cannot emit $value: the flow emits on thread ${Thread.currentThread().name}, " +
                "which is not its collector's; use flowOn to run a flow elsewhere, or a channelFlow"
        }
        val mayEmit = !emitting && if (caller.context === body) body.onMainLine else ownWaits(caller)
        check(mayEmit) {
            "cannot emit $value: the flow emits from several coroutines at once, " +
                "or from one that it does not wait for; use a channelFlow"
        }
    }

    /** Whether the caller is in a scope that the collection waits for. */
    private fun ownWaits(caller: Continuation<*>): Boolean =
        caller.context[KotlinSide]?.body === body && !body.mainLineMoved

    override fun toString(): String = "FlowSteps[$body]"
}

/** What emit throws: closing and cancelling are no failures of the scope that it is called in. */
private fun Throwable.inEmit(): Throwable =
    if (this is GeneratorExit || this is CancelledError) TaskCancellation(this) else this
