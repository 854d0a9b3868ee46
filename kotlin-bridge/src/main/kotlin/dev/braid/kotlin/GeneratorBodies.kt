package dev.braid.kotlin

import dev.braid.AsyncGenerator

/**
 * Where the Kotlin body of an async generator puts its elements.
 *
 * @param T the elements
 * @param S what the consumer sends back
 */
public interface GeneratorScope<in T, out S> {
    /**
     * Gives an element to the consumer, and suspends until it asks for the next one.
     *
     * The caller is the generator's body, or a coroutine in a scope that the body waits for; one at a time.
     *
     * @return what the consumer has sent with [asend], null for a plain step
     * @throws dev.braid.GeneratorExit if the generator is being closed; clean up and let it pass. In a scope inside the body it
     *   arrives as `CancellationException`
     * @throws IllegalStateException if the caller is none of those, is on another thread, or another coroutine is yielding
     */
    public suspend fun yield(value: T): S
}

/**
 * Makes an async generator with a Kotlin body, which begins to run when the first element is asked for.
 *
 * ```
 * val ticks = asyncGenerator<Int> {
 *     var tick = 0
 *     while (true) {
 *         sleep(1.seconds)
 *         yield(tick++)
 *     }
 * }
 * for (tick in ticks) println(tick)
 * ```
 *
 * The body is part of the task that takes each step, as that of a Java generator is, and suspends as a task's body does: by
 * awaits of Braid's and by anything of kotlinx.coroutines. While it is suspended in `yield` nothing reaches it but the next
 * step. A cancellation of the task that takes a step arrives in the body first.
 *
 * Source: Python 3.15, asynchronous generators. Cases BRIDGE-225 to BRIDGE-229, BRIDGE-235, BRIDGE-236.
 *
 * @param body run once
 */
public fun <T> asyncGenerator(body: suspend GeneratorScope<T, Nothing?>.() -> Unit): AsyncGenerator<T, Nothing?> =
    KotlinGenerator.of(body)

/** [asyncGenerator] whose consumer sends values back: `asyncGenerator<Int, String> { val sent = yield(1) }`. */
@JvmName("asyncGeneratorOfTwo")
public fun <T, S> asyncGenerator(body: suspend GeneratorScope<T, S>.() -> Unit): AsyncGenerator<T, S> =
    KotlinGenerator.of(body)
