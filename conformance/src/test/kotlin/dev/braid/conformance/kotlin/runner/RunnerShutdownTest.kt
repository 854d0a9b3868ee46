package dev.braid.conformance.kotlin.runner

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.EventLoop
import dev.braid.Task
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.anext
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import java.util.Collections
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.logging.Handler
import java.util.logging.Level
import java.util.logging.LogRecord
import java.util.logging.Logger
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

/** What becomes of tasks, generators and blocking calls that are still under way when the main task has ended. */
class RunnerShutdownTest : KotlinCases() {
    @KotlinCase("RUNNER-12", plain = true)
    fun leftOverTasksAreCancelledAndWaitedFor(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        val main = suspend {
            for (seconds in listOf(3, 0, 1)) {
                tasks += createTask {
                    try {
                        sleep(100.seconds)
                    } catch (e: CancelledError) {
                        t.log("cancelled", e)
                        sleep(seconds.seconds)
                        t.log("cleaned up", Asyncio.runningLoop().isClosed)
                        throw e
                    }
                }
            }
            sleep(1.seconds)
            tasks += createTask { t.log("never") }
            t.log("main ends")
            "value"
        }

        t.log("returned", t.run(main))
        t.log("done", tasks.map { it.done() }, tasks.map { it.cancelled() })
    }

    @KotlinCase("RUNNER-13", plain = true)
    fun aLeftOverThatFailsIsReported(t: Trace) {
        val main = suspend {
            t.catchReports()
            for (error in listOf(Boom("one"), null, Bang("two"))) {
                val task = createTask {
                    try {
                        sleep(10.seconds)
                    } finally {
                        if (error != null) throw error
                    }
                }
                t.log("started", task)
            }
            sleep(1.seconds)
            "value"
        }

        t.log("returned", t.run(main))
    }

    @KotlinCase("RUNNER-14", plain = true)
    fun aLeftOverThatWorksOnDelaysTheReturn(t: Trace) {
        val tasks = ArrayList<Task<String>>()
        val leftOver = suspend {
            try {
                sleep(100.seconds)
            } catch (e: CancelledError) {
                t.log("swallowed")
            }
            repeat(3) { n ->
                sleep(1.seconds)
                t.log("works", n)
            }
            "discarded"
        }
        val main = suspend {
            t.catchReports()
            tasks += createTask("left over", leftOver)
            sleep(1.seconds)
            "value"
        }

        t.log("returned", t.run(main))
        val task = tasks[0]
        t.log("left over", task.done(), task.cancelled(), task.result<Exception>())
    }

    @KotlinCase("RUNNER-15", plain = true)
    fun shutdownHasAnOrder(t: Trace) {
        val loops = ArrayList<EventLoop>()
        val kept = ArrayList<AsyncGenerator<Int, *>>()
        val release = CountDownLatch(1)
        val leftOver = suspend {
            try {
                sleep(100.seconds)
            } catch (e: CancelledError) {
                t.log("task cancelled")
                sleep(ZERO)
                t.log("task ends")
                throw e
            }
        }
        val main = suspend {
            loops += Asyncio.runningLoop()
            loops[0].runInExecutor(null) {
                release.await()
                t.log("job ends, loop closed", loops[0].isClosed)
            }
            kept += RunnerGenerators.thatUsesThePool(t.java, release)
            t.log("opened", kept[0].anext())
            createTask("left over", leftOver)
            sleep(ZERO)
            t.log("main ends")
        }

        t.run(main)
        t.log("loop closed", loops[0].isClosed)
    }

    @KotlinCase("RUNNER-16", plain = true)
    fun generatorsAreClosedEvenWhenMainAndALeftOverFailed(t: Trace) {
        val kept = ArrayList<AsyncGenerator<String, *>>()
        val spin = suspend {
            val spinner = RunnerGenerators.fidget(t.java, "spinner")
            kept += spinner
            try {
                for (name in spinner) {
                    t.log("spins", name)
                    sleep(100.seconds)
                }
            } catch (e: CancelledError) {
                t.log("fails")
                throw Bang("left over")
            }
        }
        val main: suspend () -> Unit = {
            t.catchReports()
            createTask("left over", spin)
            val own = RunnerGenerators.fidget(t.java, "main's")
            kept += own
            t.log("opened", own.anext())
            sleep(1.seconds)
            throw Boom("main")
        }

        try {
            t.run(main)
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    @KotlinCase("RUNNER-17", plain = true)
    fun workInThePoolIsFinishedFirst(t: Trace) {
        val mainEnded = CountDownLatch(1)
        val done = Collections.synchronizedList(ArrayList<String>())
        val main = suspend {
            for (name in listOf("a", "b")) {
                Asyncio.runningLoop().runInExecutor(null) {
                    mainEnded.await()
                    Thread.sleep(10)
                    done.add(name)
                }
            }
            sleep(ZERO)
            t.log("main ends, work done", done)
            mainEnded.countDown()
        }

        t.run(main)
        t.log("returned, work done", done.sorted())
    }

    /** Python's RuntimeWarning is a line of the logger `dev.braid`, at level WARNING. */
    @KotlinCase("RUNNER-18", plain = true)
    fun thePoolIsWaitedForFiveMinutesAtMost(t: Trace) {
        val release = CountDownLatch(1)
        val ended = CountDownLatch(1)
        val main = suspend {
            t.letTimePass()
            Asyncio.runningLoop().runInExecutor(null) {
                release.await()
                ended.countDown()
            }
            sleep(1.seconds)
            t.log("main ends")
        }

        Warnings().use { issued ->
            val loop = t.runner().use { runner ->
                val loop = runner.loop()
                runner.runSuspending(main)
                loop
            }
            t.log("closed", loop.isClosed, loop.timeNanos().nanoseconds)
            t.log("warnings", issued.count.get())
        }
        t.log("the job has ended", ended.count == 0L)
        release.countDown()
        ended.await()
        t.log("the job ends by itself", ended.count == 0L)
    }

    /** Counts the warnings that Braid logs, and keeps them off the console. */
    private class Warnings : Handler(), AutoCloseable {
        val count = AtomicInteger()
        private val levelBefore = LOGGER.level

        init {
            LOGGER.level = Level.WARNING
            LOGGER.useParentHandlers = false
            LOGGER.addHandler(this)
        }

        override fun publish(line: LogRecord) {
            if (line.level == Level.WARNING) count.incrementAndGet()
        }

        override fun flush() {}

        override fun close() {
            LOGGER.removeHandler(this)
            LOGGER.useParentHandlers = true
            LOGGER.level = levelBefore
        }

        private companion object {
            val LOGGER: Logger = Logger.getLogger("dev.braid")
        }
    }
}
