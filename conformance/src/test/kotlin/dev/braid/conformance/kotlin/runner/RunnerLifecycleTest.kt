package dev.braid.conformance.kotlin.runner

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ContextVar
import dev.braid.EventLoop
import dev.braid.LoopFactory
import dev.braid.Runner
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.anext
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/**
 * A runner from its construction to its end.
 *
 * Python's `with runner:` initialises the runner on entry. `use` runs no code of the runner's there, so a block whose
 * beginning matters begins with `runner.loop()`.
 */
class RunnerLifecycleTest : KotlinCases() {
    private fun logged(t: Trace) = LoopFactory {
        t.log("factory")
        t.newLoop()
    }

    @KotlinCase("RUNNER-21", plain = true)
    fun aNewRunnerAllocatesNothing(t: Trace) {
        val variable = ContextVar.withDefault("var", "before")
        val main = suspend { variable.get() }

        var runner = construct(t)
        variable.set("after construction")
        t.log("first run", runner.runSuspending(main))
        variable.set("after the first run")
        t.log("second run", runner.runSuspending(main))
        runner.close()

        runner = construct(t)
        variable.set("before get_loop")
        t.log("closed", runner.loop().isClosed)
        variable.set("after get_loop")
        t.log("run", runner.runSuspending(main))
        runner.close()

        val third = construct(t)
        variable.set("before the block")
        third.use {
            third.loop()
            t.log("entered")
            variable.set("in the block")
            t.log("run", third.runSuspending(main))
        }
    }

    private fun construct(t: Trace): Runner {
        t.log("construct")
        return Runner.builder().loopFactory(logged(t)).build()
    }

    @KotlinCase("RUNNER-22", plain = true)
    fun leavingTheBlockClosesTheRunner(t: Trace) {
        val leftOver = suspend {
            try {
                sleep(100.seconds)
            } finally {
                t.log("left over ends")
            }
        }

        val made = Runner.builder().loopFactory(logged(t)).build()
        var loop: EventLoop? = null
        var task: Task<Unit>? = null
        made.use { runner ->
            loop = runner.loop()
            t.log("itself", runner === made)
            t.log("open", loop.isClosed)
            task = loop.createTask(named("left over"), leftOver)
            runner.runSuspending { sleep(1.seconds) }
            t.log("leaving")
        }
        t.log("left", task!!.cancelled(), loop!!.isClosed)

        val error = Boom("block")
        var second: EventLoop? = null
        try {
            Runner.builder().loopFactory(logged(t)).build().use { runner ->
                second = runner.loop()
                task = second.createTask(named("left over"), leftOver)
                runner.runSuspending { sleep(1.seconds) }
                throw error
            }
        } catch (e: Boom) {
            t.log("the block's error", e === error, task.cancelled(), second!!.isClosed)
        }
    }

    @KotlinCase("RUNNER-24", plain = true)
    fun backgroundTasksAdvanceDuringLaterRuns(t: Trace) {
        val background = suspend {
            try {
                repeat(100) { n ->
                    t.log("background", n)
                    sleep(1.seconds)
                }
            } catch (e: CancelledError) {
                t.log("cancelled")
                throw e
            }
        }
        val first = suspend {
            createTask("background", background)
            sleep(1500.milliseconds)
            t.log("first ends")
            Asyncio.runningLoop()
        }
        val second = suspend {
            t.log("second starts", Asyncio.allTasks().size)
            sleep(2.seconds)
            t.log("second ends")
            Asyncio.runningLoop()
        }

        t.runner().use { runner ->
            val one = runner.runSuspending(first)
            t.log("between the runs", one.isRunning, one.isClosed)
            val two = runner.runSuspending(second)
            t.log("same loop", one === two)
        }
    }

    @KotlinCase("RUNNER-29", plain = true)
    fun runOfARunnerInsideARunningLoopIsRefused(t: Trace) {
        val inner = suspend {
            t.log("inner starts")
            "value"
        }
        t.runner().use { runner ->
            val other = Runner.builder().loopFactory(logged(t)).build()
            val main = suspend {
                t.log("the same runner", shouldThrow<IllegalStateException> { runner.runSuspending(inner) })
                t.log("another runner", shouldThrow<IllegalStateException> { other.runSuspending(inner) })
                sleep(1.seconds)
                t.log("main goes on")
            }

            runner.runSuspending(main)
            t.log("never awaited until here")
            t.log("other", other.runSuspending(inner))
            other.close()
        }
    }

    @KotlinCase("RUNNER-30", plain = true)
    fun closingEndsEverythingThatIsLeft(t: Trace) {
        val kept = ArrayList<AsyncGenerator<Int, *>>()
        val mainEnded = CountDownLatch(1)
        val finished = CountDownLatch(1)
        val job = Callable<Unit> {
            mainEnded.await()
            Thread.sleep(10)
            finished.countDown()
        }
        val leftOver = suspend {
            try {
                sleep(100.seconds)
            } catch (e: CancelledError) {
                t.log("task cancelled")
                throw e
            }
        }
        val main = suspend {
            Asyncio.runningLoop().runInExecutor(null, job)
            kept += RunnerGenerators.numbers(t.java)
            t.log("opened", kept[0].anext())
            createTask("left over", leftOver)
            sleep(ZERO)
            t.log("main ends")
            mainEnded.countDown()
        }

        val runner = t.runner()
        runner.runSuspending(main)
        val loop = runner.loop()
        t.log("closed before", loop.isClosed)
        runner.close()
        t.log("closed", loop.isClosed, finished.count == 0L)
        t.log("no new jobs", shouldThrow<IllegalStateException> { loop.runInExecutor(null, job) })
        t.log("no new runs", shouldThrow<IllegalStateException> { runner.runSuspending(leftOver) })
    }

    @KotlinCase("RUNNER-31", plain = true)
    fun closingTwiceDoesNothing(t: Trace) {
        val runner = t.runner()
        var loop = runner.runSuspending { Asyncio.runningLoop() }
        runner.close()
        t.log("closed", loop.isClosed)
        runner.close()
        t.log("again", loop.isClosed)
        t.runner().use { inBlock ->
            loop = inBlock.runSuspending { Asyncio.runningLoop() }
            inBlock.close()
            t.log("closed in the block", loop.isClosed)
        }
        t.log("left the block", loop.isClosed)
    }

    @KotlinCase("RUNNER-32", plain = true)
    fun aClosedRunnerCanNeverBeUsedAgain(t: Trace) {
        val main = suspend { t.log("runs") }
        val runner = Runner.builder().loopFactory(logged(t)).build()
        runner.runSuspending(main)
        runner.close()

        val uses = mapOf<String, () -> Unit>(
            "run" to { runner.runSuspending(main) },
            "loop" to { runner.loop() },
            "block" to {
                runner.use {
                    runner.loop()
                    t.log("never")
                }
            },
        )
        for ((name, use) in uses) {
            repeat(2) {
                try {
                    use()
                    t.log("never")
                } catch (e: IllegalStateException) {
                    t.log(name, e)
                }
            }
        }
    }

    @KotlinCase("RUNNER-33", plain = true)
    fun closingAnUnusedRunnerLeavesItUsable(t: Trace) {
        val runner = Runner.builder().loopFactory(logged(t)).build()
        runner.close()
        runner.close()
        t.log("not initialised yet")
        t.log("run", runner.runSuspending { sleep(1.seconds, "value") })
        val loop = runner.loop()
        t.log("closed", loop.isClosed)
        runner.close()
        t.log("closed", loop.isClosed)
    }
}
