package dev.braid.conformance.kotlin.runner

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.LoopFactory
import dev.braid.Runner
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Where a runner's loop comes from, how long it lives, and who else may find it. */
class RunnerLoopTest : KotlinCases() {
    @KotlinCase("RUNNER-06", plain = true)
    fun everyRunHasALoopOfItsOwnAndClosesIt(t: Trace) {
        val loops = ArrayList<EventLoop>()
        val main = suspend {
            loops += Asyncio.runningLoop()
            sleep(1.seconds)
            t.log("closed while running", loops.map { it.isClosed })
        }

        t.run(main)
        t.log("closed", loops[0].isClosed)
        t.run(main)
        t.log("another loop", loops[0] !== loops[1], loops.map { it.isClosed })
        t.log("each with a time of its own", loops.map { Duration.ofNanos(it.timeNanos()) })
    }

    /** The global switch is the system property `braid.debug`. */
    @KotlinCase("RUNNER-07", plain = true)
    fun debugHasThreeStates(t: Trace) {
        t.log("the global switch is off", allThree(t))
        System.setProperty("braid.debug", "true")
        try {
            t.log("it is on", allThree(t))
        } finally {
            System.clearProperty("braid.debug")
        }
        t.log("off again", allThree(t))
    }

    private fun allThree(t: Trace): List<Boolean> = listOf(debug(t, true), debug(t, false), debug(t, null))

    private fun debug(t: Trace, debug: Boolean?): Boolean =
        Runner.builder().loopFactory { t.newLoop() }.debug(debug).build().use { runner ->
            runner.runSuspending { Asyncio.runningLoop().debug() }
        }

    @KotlinCase("RUNNER-08", plain = true)
    fun theLoopFactoryIsCalledOnce(t: Trace) {
        val loops = ArrayList<EventLoop>()
        val factory = LoopFactory {
            t.log("factory")
            loops += t.newLoop()
            loops.last()
        }
        val main = suspend {
            val running = Asyncio.runningLoop()
            t.log("running", loops.map { it === running })
            sleep(1.seconds)
            Asyncio.runningLoop() === running
        }

        Runner.builder().loopFactory(factory).build().use { runner -> t.log("run", runner.runSuspending(main)) }
        Runner.builder().loopFactory(factory).build().use { runner ->
            t.log("first", runner.runSuspending(main))
            t.log("second", runner.runSuspending(main))
            t.log("the factory's", runner.loop() === loops[1])
        }
    }

    /** Without a factory the loop is in real time: no line is logged while it runs. */
    @KotlinCase("RUNNER-09", plain = true)
    fun withoutAFactoryTheLoopIsRegisteredOnce(t: Trace) {
        val other = Runner().use { runner ->
            runner.loop()
            t.log("registered", currentLoop() === runner.loop())
            t.log("inside", runner.runSuspending { currentLoopIsTheRunningOne() })
            t.log("still", currentLoop() === runner.loop())
            Asyncio.setEventLoop(null) // a second registration would put it back
            t.log("inside", runner.runSuspending { currentLoopIsTheRunningOne() })
            t.log("registered again", currentLoop() != null)
            val other = t.newLoop()
            Asyncio.setEventLoop(other)
            t.log("inside", runner.runSuspending { currentLoopIsTheRunningOne() })
            t.log("other one kept", currentLoop() === other)
            other
        }
        t.log("cleared", currentLoop() == null)
        other.close()
    }

    @KotlinCase("RUNNER-10", plain = true)
    fun withAFactoryTheRegistrationIsLeftAlone(t: Trace) {
        val mine = t.newLoop()
        Asyncio.setEventLoop(mine)
        t.runner().use { runner ->
            t.log("untouched", currentLoop() === mine)
            t.log("inside", runner.runSuspending { currentLoopIsTheRunningOne() })
            t.log("untouched", currentLoop() === mine)
        }
        t.log("untouched", currentLoop() === mine)

        val loops = ArrayList<EventLoop>()
        val factory = LoopFactory {
            loops += t.newLoop()
            Asyncio.setEventLoop(loops[0])
            loops[0]
        }
        Runner.builder().loopFactory(factory).build().use { runner ->
            runner.runSuspending { currentLoopIsTheRunningOne() }
            t.log("the factory's business", currentLoop() === runner.loop())
        }
        t.log("left as it is", currentLoop() === loops[0], loops[0].isClosed)
        Asyncio.setEventLoop(null)
        mine.close()
    }

    @KotlinCase("RUNNER-11", plain = true)
    fun afterRunNothingIsRegistered(t: Trace) {
        val inside = runAsyncio { currentLoopIsTheRunningOne() }
        t.log("inside", inside)
        t.log("outside", shouldThrow<IllegalStateException> { Asyncio.eventLoop() })
        t.log("running", shouldThrow<IllegalStateException> { Asyncio.runningLoop() })
    }

    private fun currentLoopIsTheRunningOne(): Boolean = currentLoop() === Asyncio.runningLoop()

    /** The thread's registered loop, or null. */
    private fun currentLoop(): EventLoop? =
        try {
            Asyncio.eventLoop()
        } catch (none: IllegalStateException) {
            null
        }

    @KotlinCase("RUNNER-23", plain = true)
    fun theLoopIsMadeOnDemandAndStaysTheSame(t: Trace) {
        val factory = LoopFactory {
            t.log("factory")
            t.newLoop()
        }

        var runner = Runner.builder().loopFactory(factory).build()
        t.log("constructed")
        var loop = runner.loop()
        t.log("running, closed", loop.isRunning, loop.isClosed)
        t.log("same", runner.loop() === loop)
        t.log("same in run", runner.runSuspending { Asyncio.runningLoop() } === loop)
        t.log("same after run", runner.loop() === loop)
        runner.close()
        t.log("closed", loop.isClosed)

        runner = Runner.builder().loopFactory(factory).build()
        t.log("constructed")
        loop = runner.runSuspending { Asyncio.runningLoop() }
        t.log("the loop of run", runner.loop() === loop)
        runner.close()
    }
}
