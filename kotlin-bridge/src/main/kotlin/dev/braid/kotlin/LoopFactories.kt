package dev.braid.kotlin

import dev.braid.LoopFactory
import dev.braid.spi.Engine
import kotlin.time.TimeSource
import kotlinx.coroutines.CoroutineDispatcher

/**
 * Loops that run on this dispatcher: `Runner.builder().loopFactory(dispatcher.asLoopFactory())`. Does not suspend; any
 * thread may call it.
 *
 * Each iteration of a loop is one dispatch, so other work of the dispatcher gets its turn in between. Any dispatcher
 * that dispatches will do: a pool of any number of threads (a loop's iterations never overlap), one thread, the thread
 * of a user interface, of a Netty event loop. Callbacks and Kotlin bodies run on its threads; Java bodies run on their
 * strands, while that thread waits for them.
 *
 * - Whoever runs the loop waits meanwhile. Calling `run` from the dispatcher's only thread would wait for itself: call
 *   it from another. The log (`dev.braid`) warns when the first iteration has not begun for five seconds.
 * - A dispatcher that does not dispatch, such as `Dispatchers.Unconfined`, is refused when the loop runs, with
 *   [IllegalStateException].
 * - Where the thread pool below is shut down meanwhile, at once or not, kotlinx.coroutines goes on on `Dispatchers.IO`, and
 *   the loop with it, in time for its timers.
 * - The loop's clock is that of the JVM. If the dispatcher's delays follow another one, the loop ends with
 *   [IllegalStateException]; give it that clock.
 *
 * Source: Python 3.15, `asyncio.Runner(loop_factory=)`; cases RUNNER-08, RUNNER-10, BRIDGE-119 to
 * BRIDGE-123, BRIDGE-189, BRIDGE-260 to BRIDGE-265, and BRIDGE-270
 * to BRIDGE-272.
 */
public fun CoroutineDispatcher.asLoopFactory(): LoopFactory = LoopFactory { Engine.newLoop(DispatcherHost(this)) }

/**
 * [asLoopFactory] for a dispatcher whose delays follow a clock of their own, such as that of kotlinx-coroutines-test:
 *
 * ```
 * @Test
 * fun `a year passes at once`() = runTest {
 *     val loops = StandardTestDispatcher(testScheduler).asLoopFactory(testScheduler.timeSource)
 *     withContext(Dispatchers.IO) {
 *         Runner.builder().loopFactory(loops).build().use { it.runSuspending { sleep(365.days) } }
 *     }
 * }
 * ```
 *
 * The loop's timers and the scheduler's delays are due in one order then, and the loop's clock counts from this call.
 * While a call is in an executor (`toThread`, `runInExecutor`), the loop's timers wait for it, so that they do not
 * overtake it; delays of others on the scheduler do not. What a socket has received comes before them, too.
 *
 * In `runTest` the loop needs a thread of its own to be run from, as above, since the test's thread has to move the
 * time. The time may move while that thread begins: what the test wants to be early, it starts from inside the loop.
 *
 * Source: none in asyncio; cases BRIDGE-266 to BRIDGE-270, BRIDGE-342.
 *
 * @param timeSource what the delays of this dispatcher follow; [TimeSource.Monotonic] is the JVM's clock
 */
public fun CoroutineDispatcher.asLoopFactory(timeSource: TimeSource): LoopFactory {
    if (timeSource === TimeSource.Monotonic) return asLoopFactory()
    val zero = timeSource.markNow()
    return LoopFactory { Engine.newLoop(DispatcherHost(this, zero)) }
}
