package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.GeneratorOutput
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.InlineProtocol
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.intercepted
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException

/**
 * A Kotlin body inside the body of an async generator. It is stepped on the generator's strand, and an element leaves that
 * strand only when none of Kotlin's code is on it: who yields is suspended, as at any other suspension.
 *
 * ```
 *             send, throwIn               yield             out.yield
 *  the strand -------------> Kotlin code -------> the strand ---------> the consumer, which takes its time
 *                                 ^----------------------'  send, throwIn
 * ```
 *
 * Who yields is the body's main line, or stands *beside* it: in a scope that the main line waits for, as the collectors of
 * buffered flows do. The main line goes on when it is stepped, code beside it through its dispatcher.
 *
 * Touched only on the loop.
 */
internal class KotlinGenerator<T, S> private constructor(
    private val loop: EventLoopImpl,
    private val out: GeneratorOutput<T, S>,
    code: suspend GeneratorScope<T, S>.() -> Unit,
) : CoroutineProtocol<Unit>,
    GeneratorScope<T, S> {

    private val body = KotlinBody(loop) { code() }

    private var begun = false

    // Somebody is suspended in yield. Invariant: nobody else is.
    private var yielding = false

    // The element has not been passed on yet.
    private var given = false
    private var element: T? = null

    // Who yields, if that is beside the main line.
    private var beside: Continuation<Unit>? = null

    // What the consumer has sent to who yielded last.
    private var received: S? = null

    // --- The strand's side

    override fun send(): Any? {
        if (!begun) {
            begun = true
            stepBegins()
        }
        return passOn(body.send())
    }

    /** What the body waited for has failed, or the consumer is cancelled. */
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
            received = out.yield(value)
        } catch (error: Throwable) {
            stepBegins()
            return throwAtYield(error)
        }
        stepBegins()
        takeYielder()?.resume(Unit)
        return body.send()
    }

    private fun throwAtYield(error: Throwable): Any? {
        // A loop that closes runs nothing any more: whoever is left has to notice now.
        if (beside == null || error is GeneratorExit && !loop.isRunning) return throwEverywhere(error)
        takeYielder()?.resumeWithException(error.fromYield())
        return body.send()
    }

    private fun throwEverywhere(error: Throwable): Any? {
        given = false
        element = null
        val yielder = takeYielder()
        try {
            return body.throwIn(error)
        } finally {
            yielder?.resumeWithException(error.fromYield())
        }
    }

    private fun takeYielder(): Continuation<Unit>? {
        yielding = false
        return beside.also { beside = null }
    }

    /** A step of the generator: the cancellations that its consumer had before are none of the body's. */
    private fun stepBegins() {
        body.currentTask()?.let(body::partBegins)
    }

    override fun close(): Unit = body.close()

    override fun result(): Unit = body.result()

    override fun stack(): List<StackTraceElement> = body.stack()

    // --- The Kotlin side

    override suspend fun yield(value: T): S {
        suspendInYield(value)
        @Suppress("UNCHECKED_CAST")
        return (received as S).also { received = null }
    }

    private suspend fun suspendInYield(value: T): Unit = suspendCoroutineUninterceptedOrReturn { caller ->
        requireMayYield(caller, value)
        if (caller.context === body && body.onMainLine) {
            body.awaitHere(null, caller)
        } else {
            beside = caller.intercepted()
            body.wakeBeside()
        }
        yielding = true
        given = true
        element = value
        COROUTINE_SUSPENDED
    }

    private fun requireMayYield(caller: Continuation<*>, value: T) {
        check(loop.runsHere()) {
            "cannot yield $value: the caller on thread ${Thread.currentThread().name} is not on the generator's loop; " +
                "yield outside of withContext, let flows change threads by flowOn, or use a channelFlow"
        }
        check(caller.context[KotlinSide]?.body === body && !body.ended) {
            "cannot yield $value: the caller is not the generator's own body, or that has ended; " +
                "yield from there, or pass elements to it through a Queue"
        }
        check(!yielding) {
            "cannot yield $value: another coroutine of the generator is yielding; yield from one at a time, or use a channelFlow"
        }
        check(caller.context === body || !body.mainLineMoved) {
            "cannot yield $value: the generator's body awaits something meanwhile; yield from there, or from a scope it waits for"
        }
    }

    override fun toString(): String = "KotlinGenerator[$body]"

    companion object {
        /** An async generator with a Kotlin body. */
        fun <T, S> of(body: suspend GeneratorScope<T, S>.() -> Unit): AsyncGenerator<T, S> = AsyncGenerator.of { out ->
            InlineProtocol.run(KotlinGenerator(currentLoop("step a generator"), out, body))
        }
    }
}

/** What who yields in a Kotlin scope gets: closing and cancelling are no failures of that scope. */
internal fun Throwable.fromYield(): Throwable = if (this is GeneratorExit || this is CancelledError) TaskCancellation(this) else this
