package dev.braid.kotlin

import dev.braid.AsyncContextManager
import dev.braid.AsyncGenerator
import dev.braid.GeneratorBody
import dev.braid.GeneratorOutput
import dev.braid.internal.CurrentLoop
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.GeneratorSteps
import dev.braid.internal.SteppedBody
import dev.braid.internal.StepsToEnd
import java.util.function.Supplier

/**
 * Where the body of an [asyncGenerator] puts its elements.
 *
 * Source: Python 3.15, `yield` in an asynchronous generator; cases ASYNCGEN-01, ASYNCGEN-08.
 *
 * @param T the elements
 * @param S what the consumer may send back
 */
public sealed interface GeneratorScope<in T, out S> {
    /**
     * Gives an element to the consumer, and suspends until it asks for the next one.
     *
     * @param value the element, delivered as it is
     * @return what the consumer sent with [asend], null for a plain step
     * @throws dev.braid.GeneratorExit when the generator is being closed; clean up and let it pass
     * @throws IllegalStateException if the caller is not the main line of the generator's own body
     */
    public suspend fun yield(value: T): S?
}

/**
 * Makes an async generator of a Kotlin body: an iterable whose elements the body makes, one at a time, when they are asked
 * for. Both sides may suspend. The body does not run before the first step.
 *
 * ```
 * val ticks = asyncGenerator<Int> {
 *     var n = 0
 *     while (true) {
 *         sleep(1.seconds)
 *         yield(n++)
 *     }
 * }
 * for (tick in ticks) if (tick == 3) break
 * ticks.aclose()
 * ```
 *
 * The body is part of the task that consumes it, in Kotlin or in Java: `Asyncio.currentTask()` and the context are the
 * consumer's, and a cancellation of that task arrives in the body first. It may suspend by anything of
 * kotlinx.coroutines, as a task's body may. Leaving the consumer's loop does not close the generator; [aclose] does, or
 * `AsyncContextManager.closing(generator).use { … }`, else it is closed when it is reclaimed or when its loop shuts down.
 *
 * Source: Python 3.15, asynchronous generators; cases ASYNCGEN-01 to ASYNCGEN-49.
 *
 * @param T the elements
 * @param around makes a manager that is entered before the body begins and left when it has ended, by [aclose] and by an
 *     error too; null for none. Errors thrown into the generator reach the manager, not the body, which is closed. Cases
 *     CTXLIB-14, CTXLIB-15, CTXLIB-17
 * @param body run once
 * @return the generator
 */
@JvmSynthetic
public fun <T> asyncGenerator(
    around: (() -> AsyncContextManager<*>)? = null,
    body: suspend GeneratorScope<T, Void?>.() -> Unit,
): AsyncGenerator<T, Void?> = AsyncGenerator.of(generatorBody(around, body))

/**
 * [asyncGenerator] whose consumer may send values back with [asend]: `asyncGenerator<Int, String> { … }`.
 *
 * Source: Python 3.15, `agen.asend`; cases ASYNCGEN-08 to ASYNCGEN-12, CTXLIB-16.
 *
 * @param T the elements
 * @param S what the consumer may send back
 * @param around as for [asyncGenerator]; what is sent does not get inside it: the body gets null
 * @param body run once
 * @return the generator
 */
@JvmName("asyncGeneratorWithSend")
@JvmSynthetic
public fun <T, S> asyncGenerator(
    around: (() -> AsyncContextManager<*>)? = null,
    body: suspend GeneratorScope<T, S>.() -> Unit,
): AsyncGenerator<T, S> = AsyncGenerator.of(generatorBody(around, body))

private fun <T, S> generatorBody(
    around: (() -> AsyncContextManager<*>)?,
    body: suspend GeneratorScope<T, S>.() -> Unit,
): GeneratorBody<T, S> {
    val plain = KotlinGenerator(body)
    return if (around == null) plain else AsyncContextManager.decorate(Supplier { around() }, plain)
}

/** A generator's body in Kotlin, as Java knows bodies: each run steps it anew, on the stack of the one who runs it. */
internal class KotlinGenerator<T, S>(val body: suspend GeneratorScope<T, S>.() -> Unit) : SteppedBody<T, S> {
    override fun steps(loop: EventLoopImpl): GeneratorSteps = KotlinSteps(loop, body)

    override fun run(out: GeneratorOutput<T, S>) {
        val loop = checkNotNull(CurrentLoop.find()) { noLoop("run a generator's body", "iterate it in a task") }
        StepsToEnd(steps(loop), out).run()
    }

    override fun toString(): String = body.toString()
}
