package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.EventLoop
import kotlinx.coroutines.flow.Flow

/**
 * These elements as a cold [Flow]: each collection iterates anew, and asks for an element when the one before has been
 * consumed.
 *
 * ```
 * lines(file).asFlow().filter { it.isNotBlank() }.take(3).collect(::println)
 * ```
 *
 * An [AsyncGenerator] has its elements once, for all collections together. It is closed when a collection ends before
 * it does, by `take`, an error or a cancellation, and the collection goes on when it has cleaned up. Collect
 * `AsyncIterable { generator.iterator() }.asFlow()` to keep it open.
 *
 * | where it is collected | a step of the source is |
 * |---|---|
 * | the main line of a task body | part of that task |
 * | another coroutine that belongs to a loop, on any dispatcher | a task of that loop |
 * | a coroutine that belongs to no loop, or one where [loop] is another | a task of [loop] |
 *
 * A collector that is cancelled cancels the step, and goes on when that has ended. An error while the source is being
 * closed is added to the collection's own error as a suppressed one; if the collection was only cancelled, or ended
 * early on purpose, it is thrown.
 *
 * Source: Python 3.15, `async for`, `contextlib.aclosing`; cases BRIDGE-200 to BRIDGE-209.
 *
 * @param loop where the source is iterated, whoever collects; null for the loop that the collector belongs to
 * @return a flow whose collection throws what the source throws, the same object, and [IllegalStateException] if
 *   there is no loop, or another step of the generator is under way
 */
public fun <T> AsyncIterable<T>.asFlow(loop: EventLoop? = null): Flow<T> = LoopFlow(loop) { this }.flow()

/**
 * This flow as an async generator: it is collected once, inside the task that takes the steps. It runs until it
 * emits, and is suspended in `emit` until the next element is asked for. Nothing is collected before the first step.
 *
 * ```
 * val events = repository.events().asAsyncGenerator()
 * for (event in events) println(event)
 * ```
 *
 * - Flows that buffer, or work on other dispatchers ([kotlinx.coroutines.flow.flowOn], `channelFlow`, `combine`), do
 *   that while a step waits and between the steps.
 * - A cancellation of the task that takes a step cancels the collection, and the step ends when that has cleaned up.
 * - [aclose] has `emit` throw a `CancellationException` and waits until the flow has cleaned up. The flow's Job is
 *   active meanwhile, so `finally` may suspend. A generator that is left alone is closed when its loop shuts down, as
 *   any other.
 * - An error that [athrow] throws in is thrown by `emit`, as an error of a collector.
 *
 * Source: Python 3.15, asynchronous generators; cases BRIDGE-210 to BRIDGE-227.
 *
 * @return a generator whose steps throw what the flow throws, the same object, and [IllegalStateException] if the
 *   flow emits from a thread other than the collector's
 */
public fun <T> Flow<T>.asAsyncGenerator(): AsyncGenerator<T, Void?> = AsyncGenerator.of { out ->
    FlowSteps(currentLoop("collect a flow"), this, out).collectAll()
}
