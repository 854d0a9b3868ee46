package dev.braid.kotlin

import dev.braid.spi.LoopHost
import dev.braid.spi.Pump
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.TimeMark
import kotlinx.coroutines.CoroutineDispatcher

/**
 * A loop on a dispatcher: each iteration is one dispatch, so other work of the dispatcher gets its turn in between.
 * Iterations never overlap, even if the dispatcher has many threads, since each one dispatches the next.
 *
 * @param zero where the loop's clock began, if that is not the JVM's: time that jumps, as a test's scheduler has it
 * @param patienceMillis how long the first iteration may take to begin before a warning is logged
 */
internal class DispatcherHost
@JvmOverloads
constructor(
    private val dispatcher: CoroutineDispatcher,
    private val zero: TimeMark? = null,
    private val patienceMillis: Long = 5_000,
) : LoopHost {
    // Set while `run` runs. Read by whoever wakes the loop: before it is set, no iteration has been dispatched, and the
    // first one sees what there is.
    @Volatile
    private var current: DispatcherRun? = null

    // Calls in executors that have not reported yet.
    private val expected = AtomicInteger()

    override fun timeNanos(): Long = zero?.elapsedNow()?.inWholeNanoseconds ?: System.nanoTime()

    override fun run(pump: Pump) {
        val run = DispatcherRun(dispatcher, pump, ::timeNanos, zero != null, ::clockHeld)
        current = run
        try {
            run.begin(patienceMillis)
        } finally {
            current = null
        }
    }

    override fun wake() {
        current?.wake()
    }

    override fun expectWake(change: Int) {
        expected.addAndGet(change)
        if (zero != null && change < 0) wake()
    }

    /** Whether a clock that jumps must wait, since something is on its way that comes at no time of this clock. */
    private fun clockHeld() = zero != null && expected.get() > 0
}
