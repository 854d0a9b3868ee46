package dev.braid.kotlin

import dev.braid.spi.LoopHost
import dev.braid.spi.Pump
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
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
            val next = CoroutineScope(dispatcher).launch(start = CoroutineStart.UNDISPATCHED) {
                delay(wait.nanoseconds)
                resume()
            }
            timer = next
            // A wake may have come before it could see the timer.
            if (state.get() != State.IDLE) next.cancel()
        }

        private fun finish(thrown: Throwable?) {
            timer?.cancel()
            failure = thrown
            done.countDown()
        }
    }
}
