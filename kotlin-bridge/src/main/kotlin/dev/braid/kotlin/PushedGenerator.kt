package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.internal.ElementFuture
import dev.braid.internal.FutureImpl
import dev.braid.internal.GeneratorHandle
import dev.braid.spi.CoroutineProtocol
import java.util.concurrent.CancellationException
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.jvm.internal.CoroutineStackFrame
import kotlin.coroutines.resume

/**
 * A generator whose Kotlin body calls its Kotlin consumer: `yield` runs the consumer's action, which is a part of the
 * consumer's main line and not of the body's. While the action is suspended, the body is so at its `yield`.
 *
 * ```
 *  the consumer's main line -- send, throwIn --> the body -- yield --> the action, of the consumer's main line
 *            ^    ^---------- what it waits for ----'                        |
 *            '--------------- suspended; its end goes on with the body ------'
 * ```
 *
 * An error of the action ends the body as closing the generator would. Touched only on the loop.
 */
internal class PushedGenerator<T, S>(
    private val caller: KotlinBody<*>,
    body: suspend GeneratorScope<T, S>.() -> Unit,
    action: suspend (T) -> Unit,
) : GeneratorScope<T, S>,
    Continuation<Unit>,
    CoroutineStackFrame {

    private val steps: KotlinBody<Unit> = KotlinBody(caller.loop, body, { body() })

    // Called with a continuation, as compiled code does: nothing is made for each element.
    @Suppress("UNCHECKED_CAST")
    private val action = action as (T, Continuation<Unit>) -> Any?

    // What the body waits for while the action is suspended.
    private val consumer = ElementFuture(caller.loop)

    // The consumer's main line, where it has called this.
    private var here: Continuation<*>? = null

    // The consumer's main line while it waits for the action, and whether that has ended before.
    private var waiting: Continuation<Unit>? = null
    private var actionEnded = false

    // The action's error, and what yield throws for it.
    private var failure: Throwable? = null
    private var exit: GeneratorExit? = null

    /** Runs the body to its end, in the calling main line. */
    suspend fun run() {
        here = suspendCoroutineUninterceptedOrReturn<Continuation<*>> { it }
        try {
            runBody()
        } catch (error: Throwable) {
            val failed = failure ?: throw GeneratorHandle.outOfTheBody(error)
            if (error !== exit) throw failedTwice(failed, GeneratorHandle.outOfTheBody(error))
        }
        failure?.let { throw it }
    }

    /** A cancellation must not hide why the body has failed: that may be what it came from. */
    private fun failedTwice(action: Throwable, body: Throwable): Throwable =
        if (action === body) {
            action // such as the error of a task that both await
        } else if (action is CancellationException || action is CancelledError) {
            body.also { it.addSuppressed(action) }
        } else {
            action.also { it.addSuppressed(body) }
        }

    private suspend fun runBody() {
        steps.partBegins()
        var error: Throwable? = null
        do {
            val awaited = step(error)
            error = null
            try {
                when {
                    awaited === consumer -> actionEnds()
                    awaited !== RETURNED -> caller.during(steps, here!!) { awaitHere(caller, awaited as FutureImpl<*>?) }
                }
            } catch (thrown: Throwable) {
                error = thrown
            }
        } while (awaited !== RETURNED)
    }

    private fun step(error: Throwable?): Any? {
        var thrown: Throwable? = null
        var awaited: Any? = RETURNED
        try {
            awaited = caller.during(steps, here!!) { if (error == null) steps.send() else steps.throwIn(error) }
            return awaited
        } catch (failed: Throwable) {
            thrown = failed
            throw failed
        } finally {
            if (awaited === RETURNED) steps.passOnUnnoticed(thrown)
        }
    }

    // --- The body's side

    override suspend fun yield(value: T): S? = suspendCoroutineUninterceptedOrReturn { at ->
        steps.requireMayYield(at, value)
        if (failure != null) throw GeneratorHandle.alreadyClosing(value)
        steps.throwUnnoticed()
        try {
            if (action(value, this) === COROUTINE_SUSPENDED) return@suspendCoroutineUninterceptedOrReturn steps.awaitHere(consumer, at)
        } catch (error: Throwable) {
            failed(error)
        }
        steps.partBegins()
        exit?.let { throw it }
        null
    }

    private fun failed(error: Throwable) {
        caller.seen(error.leavingKotlin())
        failure = error
        exit = GeneratorExit()
    }

    // --- The action's side

    /** What the action goes back to, once it has been suspended. */
    override val context: CoroutineContext get() = caller

    override fun resumeWith(result: Result<Unit>) {
        result.onFailure(::failed)
        actionEnded = true
        waiting?.resume(Unit)
    }

    private suspend fun actionEnds() {
        if (!actionEnded) {
            suspendCoroutineUninterceptedOrReturn<Unit> {
                waiting = it
                COROUTINE_SUSPENDED
            }
        }
        actionEnded = false
        waiting = null
        steps.partBegins()
        exit?.let { throw it }
    }

    override val callerFrame: CoroutineStackFrame? get() = here as? CoroutineStackFrame

    override fun getStackTraceElement(): StackTraceElement? = null

    private companion object {
        val RETURNED: Any = CoroutineProtocol.RETURNED
    }
}
