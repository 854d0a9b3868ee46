package dev.braid.kotlin

import dev.braid.internal.ElementFuture
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.FutureImpl
import dev.braid.internal.GeneratorSteps
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/**
 * The Kotlin body of a generator, stepped by whoever asks for an element: at a `yield` it waits for what its consumer sends.
 *
 * Touched only on the loop.
 */
internal class KotlinSteps<T, S>(loop: EventLoopImpl, body: suspend GeneratorScope<T, S>.() -> Unit) :
    GeneratorSteps(),
    GeneratorScope<T, S> {

    private val steps: KotlinBody<Unit> = KotlinBody(loop) { body() }

    private val consumer = ElementFuture(loop)

    // --- The consumer's side

    override fun resume() {
        // A step of the generator begins, not only one of the coroutine: its task's earlier cancellations are not the body's.
        if (signal != Signal.AWAITING) steps.partBegins()
        val error = takeInjected()
        try {
            val awaited = if (error == null) {
                consumer.send(takeSent())
                steps.send()
            } else {
                steps.throwIn(error)
            }
            when {
                awaited === consumer -> signal = Signal.YIELDED
                awaited === CoroutineProtocol.RETURNED -> ended(null)
                else -> {
                    signal = Signal.AWAITING
                    this.awaited = awaited as FutureImpl<*>?
                }
            }
        } catch (thrown: Throwable) {
            ended(thrown)
        }
    }

    private fun ended(error: Throwable?) {
        signal = Signal.ENDED
        failure = error
        steps.passOnUnnoticed(error)
    }

    override fun stack(): List<StackTraceElement> = steps.stack()

    override fun stepsAnother(): Boolean = steps.stepsAnother()

    // --- The body's side

    @Suppress("UNCHECKED_CAST")
    override suspend fun yield(value: T): S? = suspendCoroutineUninterceptedOrReturn { caller ->
        steps.requireMayYield(caller, value)
        val received = steps.awaitHere(consumer, caller)
        element = value
        received
    }
}

/** Throws unless the caller is the main line of this generator's body. */
internal fun KotlinBody<*>.requireMayYield(caller: Continuation<*>, value: Any?) {
    check(caller.context === this && onMainLine) {
        "cannot yield $value: the caller is not the main line of the generator's own body, but a coroutine in or " +
            "beside it; yield from there, or pass elements to it through a Queue"
    }
}
