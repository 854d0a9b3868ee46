package dev.braid.conformance.kotlin.eager

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.KeyboardInterrupt
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.timeout
import kotlin.time.Duration

/**
 * Runs bodies until the first one succeeds. Each is started when the one before it has failed, or a delay after that
 * one was started, whichever comes first. Statement for statement what `asyncio.staggered.staggered_race` of Python
 * 3.15 does.
 *
 * @param candidates in the order in which they start
 * @param delay how long to wait for a candidate before the next one starts; null waits until it has failed
 */
internal class StaggeredRace<T>(private val candidates: List<suspend () -> T>, private val delay: Duration?) {
    private val loop = Asyncio.runningLoop()
    private val runningTasks = LinkedHashSet<Task<*>>()
    private var next = 0
    private var allEnded: Future<Unit>? = null

    var winner: T? = null
        private set

    var winnerIndex: Int? = null
        private set

    /** What the candidates that were started failed with, null for the winner. */
    val errors = ArrayList<Throwable?>()

    /** Runs the race; suspends until every task of it has ended. */
    suspend fun run() {
        val okToStart = Signal()
        start(okToStart, null)
        okToStart.set()
        var cancelled: CancelledError? = null
        while (runningTasks.isNotEmpty()) {
            val ended = loop.createFuture<Unit>()
            allEnded = ended
            try {
                ended.await()
            } catch (e: CancelledError) {
                cancelled = e
                for (task in runningTasks) task.cancel(e.message())
            }
            allEnded = null
        }
        if (cancelled != null) throw cancelled
    }

    private fun start(okToStart: Signal, previousFailed: Signal?) {
        val task = loop.createTask { runOne(okToStart, previousFailed) }
        runningTasks += task
        task.addDoneCallback(::taskDone)
    }

    private fun taskDone(task: Future<*>) {
        runningTasks -= task as Task<*>
        val ended = allEnded
        if (ended != null && !ended.done() && runningTasks.isEmpty()) ended.setResult(Unit)
        if (!task.cancelled()) task.exception()?.let { throw AssertionError(it) }
    }

    private suspend fun runOne(okToStart: Signal, previousFailed: Signal?) {
        okToStart.await() // an eager task must not go on before it is among the running ones
        if (previousFailed != null) waitForAtMost(delay, previousFailed)
        if (next == candidates.size) return
        val index = next++
        val failed = Signal()
        val nextOkToStart = Signal()
        start(nextOkToStart, failed)
        nextOkToStart.set()
        errors += null
        try {
            winner = candidates[index]()
        } catch (e: KeyboardInterrupt) {
            throw e
        } catch (e: Throwable) {
            errors[index] = e
            failed.set()
            return
        }
        winnerIndex = index
        for (task in runningTasks) if (task !== currentTask()) task.cancel()
    }

    private suspend fun waitForAtMost(delay: Duration?, signal: Signal) {
        if (delay == null) return signal.await()
        try {
            timeout(delay) { signal.await() }
        } catch (tookTooLong: TimeoutException) {
            // then the next one starts all the same
        }
    }

    /** What one task waits for and another sets: asyncio's Event, for one waiter. */
    private inner class Signal {
        private val future = loop.createFuture<Unit>()

        fun set() {
            if (!future.done()) future.setResult(Unit)
        }

        suspend fun await(): Unit = future.await()
    }
}
