package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.EventLoop
import java.util.concurrent.Flow

/**
 * These elements for subscribers of Reactive Streams, made on a loop. Does not suspend; any thread may call it and
 * subscribe. What it gives and when is said at [AsyncIterable.toPublisher], which this is. Kotlin's flows have it by
 * `flow.asAsyncGenerator().asPublisher(loop)`.
 *
 * An extra of Braid; cases BRIDGE-250 to BRIDGE-254, BRIDGE-256.
 */
public fun <T : Any> AsyncIterable<T>.asPublisher(loop: EventLoop): Flow.Publisher<T> = toPublisher(loop)

/**
 * The elements of this publisher, for a `for` loop in a task of either language; each iteration subscribes anew. Does
 * not suspend; the steps do, and can be cancelled there. As [AsyncIterable.ofPublisher].
 *
 * An extra of Braid; cases BRIDGE-255, BRIDGE-257 to BRIDGE-259.
 */
public fun <T : Any> Flow.Publisher<T>.asAsyncIterable(): AsyncIterable<T> = AsyncIterable.ofPublisher(this)

/**
 * This publisher as a generator, which subscribes at its first step and cancels the subscription when it is closed.
 * Does not suspend. As [AsyncGenerator.ofPublisher].
 *
 * An extra of Braid; cases BRIDGE-255, BRIDGE-257 to BRIDGE-259.
 *
 * @param ahead how many elements may be requested before they are asked for; 0 for none
 * @throws IllegalArgumentException if the number is negative
 */
public fun <T : Any> Flow.Publisher<T>.asAsyncGenerator(ahead: Int = 0): AsyncGenerator<T, Void?> =
    AsyncGenerator.ofPublisher(this, ahead)
