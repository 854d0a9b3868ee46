package dev.braid.conformance.kotlin.runner

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.KeyboardInterrupt
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Sigint
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import java.time.Duration.ofSeconds
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

/** Ctrl-C: the first one asks the main task to end, the second one does not ask. */
class RunnerInterruptTest : KotlinCases() {
    private fun isDefault(): Boolean = Sigint.isDefault(Sigint.current())

    @KotlinCase("RUNNER-34", plain = true, signals = true)
    fun theInterruptHandlerIsInstalledForTheRunOnly(t: Trace) {
        val main = suspend {
            sleep(1.seconds)
            isDefault()
        }
        val fails: suspend () -> Unit = {
            t.log("default in a failing run", isDefault())
            throw Boom("run")
        }

        t.log("default before", isDefault())
        t.runner().use { runner ->
            runner.loop()
            t.log("default with a loop", isDefault())
            t.log("default in a run", runner.runSuspending(main))
            t.log("default between the runs", isDefault())
            t.log("default in a run", runner.runSuspending(main))
            try {
                runner.runSuspending(fails)
            } catch (e: Boom) {
                t.log("default after a failed run", isDefault())
            }
        }
        val inside = AtomicBoolean()
        val thread = Thread { inside.set(t.run(main)) }
        thread.start()
        thread.join()
        t.log("default in a run on another thread", inside.get())
        t.log("default after", isDefault())
    }

    @KotlinCase("RUNNER-35", plain = true, signals = true)
    fun aHandlerOfTheUsersOwnIsLeftAlone(t: Trace) {
        val seen = AtomicInteger()
        val before = Sigint.install { seen.incrementAndGet() }
        try {
            val handler = Sigint.current()
            val main = suspend {
                val loop = Asyncio.runningLoop()
                loop.callLater(ofSeconds(1)) { t.sigint() }
                loop.callLater(ofSeconds(2)) { t.sigint() }
                sleep(3.seconds)
                t.log("main ends, interrupts seen", seen.get(), currentTask().cancelling())
                Sigint.current() === handler
            }
            t.log("the user's handler, inside", t.run(main))
            t.log("and after", Sigint.current() === handler)
        } finally {
            Sigint.restore(before)
        }
    }

    @KotlinCase("RUNNER-36", plain = true, signals = true)
    fun theFirstInterruptCancelsTheMainTask(t: Trace) {
        val main = suspend {
            Asyncio.runningLoop().callLater(ofSeconds(1)) { t.sigint() }
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("cancelled", e, currentTask().cancelling())
                sleep(1.seconds)
                t.log("cleaned up")
                throw e
            }
        }
        val neverWaits = suspend {
            Asyncio.runningLoop().callLater(ofSeconds(1)) { t.sigint() }
            repeat(1000) {
                sleep(ZERO)
                t.burn(500.milliseconds)
            }
        }

        val inItsLastStep = suspend { t.sigint() }

        for (interrupted in listOf(main, neverWaits, inItsLastStep)) {
            try {
                t.run(interrupted)
                t.log("never")
            } catch (e: Throwable) {
                t.log("escapes", e)
            }
        }
    }

    @KotlinCase("RUNNER-37", plain = true, signals = true)
    fun anInterruptCancelsTheFutureThatMainWaitsFor(t: Trace) {
        val child = suspend {
            try {
                sleep(10.seconds)
            } finally {
                t.log("child ends")
            }
        }
        t.runner().use { runner ->
            val future = runner.loop().createFuture<String>()
            val main = suspend {
                try {
                    future.await()
                } finally {
                    t.log("main ends, future cancelled", future.cancelled())
                }
            }
            runner.loop().callLater(ofSeconds(1)) { t.sigint() }
            try {
                runner.runSuspending(main)
            } catch (e: KeyboardInterrupt) {
                t.log("escapes", e, future.cancelled())
            }

            val waitsForATask = suspend { createTask("child", child).await() }
            runner.loop().callLater(ofSeconds(1)) { t.sigint() }
            try {
                runner.runSuspending(waitsForATask)
            } catch (e: KeyboardInterrupt) {
                t.log("escapes", e)
            }
        }
    }

    @KotlinCase("RUNNER-38", plain = true, signals = true)
    fun mainMaySwallowTheInterrupt(t: Trace) {
        val main = suspend {
            Asyncio.runningLoop().callLater(ofSeconds(1)) { t.sigint() }
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("swallowed", e)
            }
            sleep(1.seconds)
            "value"
        }

        t.log("returned", t.run(main))
    }

    @KotlinCase("RUNNER-39", plain = true, signals = true)
    fun mainMayTurnTheInterruptIntoAFailure(t: Trace) {
        val main = suspend {
            Asyncio.runningLoop().callLater(ofSeconds(1)) { t.sigint() }
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("cancelled", e)
                throw Boom("instead")
            }
        }

        try {
            t.run(main)
        } catch (e: Throwable) {
            t.log("escapes", e)
        }
    }

    @KotlinCase("RUNNER-40", plain = true, signals = true)
    fun theSecondInterruptEndsTheRunAtOnce(t: Trace) {
        val swallows = suspend {
            Asyncio.runningLoop().callLater(ofSeconds(1)) { t.sigint() }
            try {
                sleep(10.seconds)
                "never"
            } catch (e: CancelledError) {
                "counted anew"
            }
        }
        t.runner().use { runner ->
            val loop = runner.loop()
            for (name in listOf("one run", "next run")) {
                loop.callLater(ofSeconds(1)) { t.sigint() }
                loop.callLater(ofSeconds(3)) { t.sigint() }
                try {
                    runner.runSuspending(swallowsTheFirst(t, name))
                } catch (e: Throwable) {
                    t.log("escapes", e, loop.timeNanos().nanoseconds)
                }
            }
            t.log("returned", runner.runSuspending(swallows), loop.timeNanos().nanoseconds)
        }
    }

    private fun swallowsTheFirst(t: Trace, name: String): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            t.log("first", name, currentTask().cancelling())
        }
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            t.log("only at the end", name, currentTask().cancelling())
            throw e
        }
    }

    @KotlinCase("RUNNER-41", plain = true, signals = true)
    fun anInterruptOfACancelledMainTaskStaysACancellation(t: Trace) {
        val main = suspend {
            val mainTask = currentTask()
            val other = suspend {
                sleep(1.seconds)
                t.log("cancels", mainTask.cancel("by other code"))
                t.sigint()
            }
            createTask("other", other)
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("cancelled", e, currentTask().cancelling())
                throw e
            }
        }

        try {
            t.run(main)
        } catch (e: Throwable) {
            t.log("escapes", e)
        }
    }
}
