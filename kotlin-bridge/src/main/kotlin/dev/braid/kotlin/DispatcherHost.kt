package dev.braid.kotlin

import dev.braid.spi.LoopHost
import dev.braid.spi.Pump
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.DurationUnit
import kotlin.time.TimeMark
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.job
import kotlinx.coroutines.launch

/**
 * A loop on a dispatcher: each iteration is one dispatch, so other work of the dispatcher gets its turn in between.
 * Iterations never overlap, even if the dispatcher has many threads, since each one dispatches the next.
 *
 * @param zero where the loop's clock began, if that is not the JVM's: time that jumps, as a test's scheduler has it
 */
internal class DispatcherHost
@JvmOverloads
constructor(private val dispatcher: CoroutineDispatcher, private val zero: TimeMark? = null) : LoopHost {
    /**
     * Where the host stands.
     *
     * ```
     *            no more to do          wake, time is up
     *  PUMPING ----------------> IDLE ------------------> PUMPING
     *     | wake
     *     v
     *   WOKEN ---iteration ends---> PUMPING
     * ```
     */
    private enum class State { PUMPING, WOKEN, IDLE }

    private val state = AtomicReference(State.IDLE)

    // Written by `run` before the first dispatch, and null again at its end. Read by whoever dispatches.
    @Volatile
    private var current: Run? = null

    // Calls in executors that have not reported yet.
    private val expected = AtomicInteger()

    override fun timeNanos(): Long = zero?.elapsedNow()?.inWholeNanoseconds ?: System.nanoTime()

    override fun run(pump: Pump) {
        val run = Run(pump)
        // In this order: a wake that comes in between must not dispatch a second time.
        state.set(State.PUMPING)
        current = run
        try {
            run.dispatch()
            run.await()
        } finally {
            current = null
            state.set(State.IDLE)
        }
    }

    override fun wake() {
        when (state.getAndUpdate { if (it == State.PUMPING) State.WOKEN else it }) {
            State.PUMPING, State.WOKEN -> Unit
            State.IDLE -> current?.resume()
        }
    }

    override fun expectWake(change: Int) {
        expected.addAndGet(change)
        if (zero != null && change < 0) wake()
    }

    /** Whether a clock that jumps must wait, since something is on its way that comes at no time of this clock. */
    private fun clockHeld() = zero != null && expected.get() > 0

    /** One call of [LoopHost.run]. */
    private inner class Run(private val pump: Pump) : Runnable {
        private val done = CountDownLatch(1)

        // Written on the dispatcher, read by the caller after `done`.
        private var failure: Throwable? = null

        // The timer of the current wait. A stale one that fires late makes one iteration too many, which is harmless.
        @Volatile
        private var timer: Job? = null

        // The caller wants its thread back. Written by the caller, read on the dispatcher.
        @Volatile
        private var abandoned = false

        fun dispatch() {
            try {
                dispatcher.dispatch(EmptyCoroutineContext, this)
            } catch (refused: Throwable) {
                finish(
                    IllegalStateException(
                        "cannot run an event loop on $dispatcher: it refused a dispatch; use one that is open " +
                            "and dispatches, not Dispatchers.Unconfined",
                        refused,
                    ),
                )
            }
        }

        fun await() {
            try {
                done.await()
            } catch (interrupted: InterruptedException) {
                leave()
                throw interrupted
            }
            failure?.let { throw it }
        }

        /** Lets the iteration under way end: the pump must not run behind the caller's back. */
        private fun leave() {
            abandoned = true
            wake()
            while (true) {
                try {
                    return done.await()
                } catch (_: InterruptedException) {
                    // The caller throws the first one.
                }
            }
        }

        override fun run() {
            if (abandoned) return finish(null)
            val wait = try {
                pump.iterate()
            } catch (thrown: Throwable) {
                return finish(thrown)
            }
            when {
                wait == Pump.STOPPED -> finish(null)
                wait == 0L -> {
                    state.set(State.PUMPING)
                    dispatch()
                }
                // Whoever lets go of the clock wakes the loop afterwards.
                state.compareAndSet(State.PUMPING, State.IDLE) ->
                    if (wait != Pump.UNTIL_WOKEN && !clockHeld()) startTimer(wait)
                else -> {
                    state.set(State.PUMPING)
                    dispatch()
                }
            }
        }

        /** The wait is over; whoever is first to notice goes on. */
        fun resume() {
            if (state.compareAndSet(State.IDLE, State.PUMPING)) {
                val over = timer
                timer = null
                over?.cancel()
                dispatch()
            }
        }

        private fun startTimer(wait: Long, on: CoroutineDispatcher = dispatcher) {
            // A longer wait goes on afterwards: some dispatchers count milliseconds in an int.
            val delay = wait.nanoseconds.coerceAtMost(1.days)
            val start = timeNanos()
            val next = CoroutineScope(on).launch(start = CoroutineStart.UNDISPATCHED) {
                try {
                    delay(delay)
                } catch (_: CancellationException) {
                    // If not by this host, the pool has been shut down, and this was to go on there.
                    if (timer === coroutineContext.job) resume()
                    return@launch
                }
                val took = (timeNanos() - start).nanoseconds
                if (delay - took > took.coerceAtLeast(1.milliseconds)) refuse(delay, took) else resume()
            }
            // A pool that has been shut down: what it is given to dispatch goes to IO then, and so must its delays.
            if (next.isCancelled && on === dispatcher) return startTimer(wait, Dispatchers.IO)
            timer = next
            // A wake may have come before it could see the timer.
            if (state.get() != State.IDLE) next.cancel()
        }

        /** The dispatcher's time is not the loop's; with that, timers would either spin or never be due. */
        private fun refuse(delay: Duration, took: Duration) {
            if (!state.compareAndSet(State.IDLE, State.PUMPING)) return
            finish(
                IllegalStateException(
                    "cannot run an event loop on $dispatcher: a delay of ${text(delay)} there took ${text(took)} of the loop's clock; " +
                        "give the loop the time source that the dispatcher's delays follow, " +
                        "asLoopFactory(testScheduler.timeSource) in a test",
                ),
            )
        }

        private fun text(duration: Duration) = duration.toString(DurationUnit.SECONDS, decimals = 3)

        private fun finish(thrown: Throwable?) {
            timer?.cancel()
            failure = thrown
            done.countDown()
        }
    }
}
