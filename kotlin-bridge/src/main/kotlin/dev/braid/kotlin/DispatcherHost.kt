package dev.braid.kotlin

import dev.braid.spi.LoopHost
import dev.braid.spi.Pump
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/**
 * A loop on a dispatcher: each iteration is one dispatch, so other work of the dispatcher gets its turn in between.
 * Iterations never overlap, even if the dispatcher has many threads, since each one dispatches the next.
 */
internal class DispatcherHost(private val dispatcher: CoroutineDispatcher) : LoopHost {
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

    override fun timeNanos(): Long = System.nanoTime()

    override fun run(pump: Pump) {
        val run = Run(pump)
        current = run
        state.set(State.PUMPING)
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

    /** One call of [LoopHost.run]. */
    private inner class Run(private val pump: Pump) : Runnable {
        private val done = CountDownLatch(1)

        // Written on the dispatcher, read by the caller after `done`.
        private var failure: Throwable? = null

        // The timer of the current wait. A stale one that fires late makes one iteration too many, which is harmless.
        @Volatile
        private var timer: Job? = null

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
            done.await()
            failure?.let { throw it }
        }

        override fun run() {
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
                state.compareAndSet(State.PUMPING, State.IDLE) -> if (wait != Pump.UNTIL_WOKEN) startTimer(wait)
                else -> {
                    state.set(State.PUMPING)
                    dispatch()
                }
            }
        }

        /** The wait is over; whoever is first to notice goes on. */
        fun resume() {
            if (state.compareAndSet(State.IDLE, State.PUMPING)) {
                timer?.cancel()
                timer = null
                dispatch()
            }
        }

        private fun startTimer(wait: Long) {
            timer = CoroutineScope(dispatcher).launch {
                delay(wait.nanoseconds)
                resume()
            }
        }

        private fun finish(thrown: Throwable?) {
            timer?.cancel()
            failure = thrown
            done.countDown()
        }
    }
}
