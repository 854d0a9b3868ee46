package dev.braid.kotlin

import dev.braid.spi.Pump
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.DurationUnit
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExecutorCoroutineDispatcher
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.job
import kotlinx.coroutines.launch

/**
 * One run of a loop on a dispatcher, from its first iteration to the one that stops it.
 *
 * @param timeNanos the loop's clock
 * @param jumps whether that clock jumps to the next timer
 * @param clockHeld whether timers must wait for something that comes at no time of that clock; who lets go of the clock
 *     wakes the loop afterwards
 */
internal class DispatcherRun(
    private val dispatcher: CoroutineDispatcher,
    private val pump: Pump,
    private val timeNanos: () -> Long,
    private val jumps: Boolean,
    private val clockHeld: () -> Boolean,
) : Runnable {
    /**
     * Where the run stands, and what comes next.
     *
     * - QUEUED: an iteration waits for its turn on the dispatcher. PUMPING; OVER if the caller leaves.
     * - PUMPING: an iteration is under way. QUEUED if there is more to do, else IDLE; WOKEN, LEAVING, OVER.
     * - WOKEN: the same, and whatever it finds, there is more to do. QUEUED; LEAVING, OVER.
     * - IDLE: nothing to do until the loop is woken or its time is up. QUEUED; OVER.
     * - LEAVING: an iteration is under way, and the caller waits for its end and for no other. OVER.
     */
    private enum class State { QUEUED, PUMPING, WOKEN, IDLE, LEAVING, OVER }

    private val state = AtomicReference(State.QUEUED)

    private val over = CountDownLatch(1)

    // Who shuts a pool down at once takes its timers away without a word; what it is given to run goes to IO then.
    private val timers =
        if ((dispatcher as? ExecutorCoroutineDispatcher)?.executor is ScheduledExecutorService) Dispatchers.IO else dispatcher

    // Written on the dispatcher, read by the caller after `over`.
    private var failure: Throwable? = null

    // An iteration has begun. Written on the dispatcher, read by the caller.
    @Volatile
    private var begun = false

    // The timer of the current wait. A stale one that fires late makes one iteration too many, which is harmless.
    @Volatile
    private var timer: Job? = null

    // --- The caller

    /** Runs the loop, on the dispatcher, and waits for its end. */
    fun begin(patienceMillis: Long) {
        dispatch()
        try {
            if (!over.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                if (!begun) warn(patienceMillis)
                over.await()
            }
        } catch (interrupted: InterruptedException) {
            leave()
            throw interrupted
        }
        failure?.let { throw it }
    }

    private fun warn(waitedMillis: Long) = System.getLogger("dev.braid").log(
        System.Logger.Level.WARNING,
        "cannot begin to run an event loop on $dispatcher: it has been busy for $waitedMillis ms; if the thread that " +
            "called run, ${Thread.currentThread().name}, is the dispatcher's own, call run from another",
    )

    /** Lets the iteration under way end: the pump must not run behind the caller's back. */
    private fun leave() {
        val before = state.getAndUpdate {
            when (it) {
                State.QUEUED, State.IDLE -> State.OVER
                State.PUMPING, State.WOKEN -> State.LEAVING
                State.LEAVING, State.OVER -> it
            }
        }
        if (before == State.QUEUED || before == State.IDLE) return finish(null)
        while (true) {
            try {
                return over.await()
            } catch (_: InterruptedException) {
                // The caller throws the first one.
            }
        }
    }

    // --- The dispatcher

    private fun dispatch() {
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

    override fun run() {
        if (!state.compareAndSet(State.QUEUED, State.PUMPING)) return
        begun = true
        val wait = try {
            unlessArrived(pump.iterate())
        } catch (thrown: Throwable) {
            return finish(thrown)
        }
        if (wait == Pump.STOPPED) return finish(null)
        val next = if (wait == 0L) State.QUEUED else State.IDLE
        val before = state.getAndUpdate {
            when (it) {
                State.PUMPING -> next
                State.WOKEN -> State.QUEUED
                else -> State.OVER
            }
        }
        when {
            before == State.LEAVING -> finish(null)
            before == State.WOKEN || next == State.QUEUED -> dispatch()
            wait != Pump.UNTIL_WOKEN && !clockHeld() -> startTimer(wait)
        }
    }

    /** No time at all if a socket is ready: a clock that jumps would overtake what has arrived. */
    private fun unlessArrived(wait: Long): Long =
        if (jumps && wait > 0 && wait != Pump.UNTIL_WOKEN && pump.pollIo()) 0 else wait

    // --- Waiting

    /** Any thread. */
    fun wake() {
        val before = state.getAndUpdate {
            when (it) {
                State.PUMPING -> State.WOKEN
                State.IDLE -> State.QUEUED
                else -> it
            }
        }
        if (before == State.IDLE) goOn()
    }

    private fun timeIsUp() {
        if (state.compareAndSet(State.IDLE, State.QUEUED)) goOn()
    }

    private fun goOn() {
        dropTimer()
        dispatch()
    }

    private fun startTimer(wait: Long, on: CoroutineDispatcher = timers) {
        // A longer wait goes on afterwards: some dispatchers count milliseconds in an int.
        val delay = wait.nanoseconds.coerceAtMost(1.days)
        val start = timeNanos()
        val next = CoroutineScope(on).launch(start = CoroutineStart.UNDISPATCHED) {
            try {
                delay(delay)
            } catch (_: CancellationException) {
                // If not by this run, the pool has been shut down, and this was to go on there.
                if (timer === coroutineContext.job) timeIsUp()
                return@launch
            }
            val took = (timeNanos() - start).nanoseconds
            if (delay - took > took.coerceAtLeast(1.milliseconds)) refuse(delay, took) else timeIsUp()
        }
        // A pool that has been shut down: what it is given to dispatch goes to IO then, and so must its delays.
        if (next.isCancelled && on !== Dispatchers.IO) return startTimer(wait, Dispatchers.IO)
        timer = next
        // A wake may have come before it could see the timer.
        if (state.get() != State.IDLE) next.cancel()
    }

    private fun dropTimer() {
        val last = timer
        timer = null
        last?.cancel()
    }

    /** The dispatcher's time is not the loop's; with that, timers would either spin or never be due. */
    private fun refuse(delay: Duration, took: Duration) {
        if (!state.compareAndSet(State.IDLE, State.OVER)) return
        finish(
            IllegalStateException(
                "cannot run an event loop on $dispatcher: a delay of ${text(delay)} there took ${text(took)} of the " +
                    "loop's clock; give the loop the time source that the dispatcher's delays follow, " +
                    "asLoopFactory(testScheduler.timeSource) in a test",
            ),
        )
    }

    private fun text(duration: Duration) = duration.toString(DurationUnit.SECONDS, decimals = 3)

    // --- The end

    private fun finish(thrown: Throwable?) {
        state.set(State.OVER)
        dropTimer()
        failure = thrown
        over.countDown()
    }
}
