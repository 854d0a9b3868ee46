package dev.braid.conformance.kotlin.gather

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.once
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.sleep
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** What gather makes of its arguments, and whose loop the aggregate belongs to. */
class GatherArgumentTest : KotlinCases() {
    /** A suspend function is called anew each time it is given; what runs once is a coroutine of Java's. */
    @KotlinCase("GATHER-16")
    suspend fun whatIsGivenTwiceIsScheduledOnce(t: Trace) {
        val coroutine = once(child(t, "coroutine"))
        val task = createTask("task", child(t, "task"))
        val plain = Asyncio.runningLoop().createFuture<String>()
        Asyncio.runningLoop().callLater(Duration.ofSeconds(2)) { plain.setResult("future") }
        t.log("coroutine", Asyncio.gather(coroutine, once(child(t, "another")), coroutine).await())
        t.log("task and future", Asyncio.gather(plain, task, plain, task, plain).await())
    }

    private fun child(t: Trace, name: String): suspend () -> String = {
        t.log("begins", name)
        sleep(1.seconds)
        name
    }

    @KotlinCase("GATHER-17", plain = true)
    fun nothingToWaitForIsDoneAtOnce(t: Trace) {
        t.run {
            Asyncio.runningLoop().callSoon { t.log("next pass") }
            val aggregate = gather<Any>()
            t.log("running", "done", aggregate.done(), "result", aggregate.await())
            t.log("awaited without a pass", aggregate.await())
            t.log("of this loop", aggregate.loop() === Asyncio.runningLoop())
        }
        val loop = t.newLoop()
        Asyncio.setEventLoop(loop)
        val aggregate = gather<Any>()
        t.log("registered", "done", aggregate.done(), "result", aggregate.result<Exception>())
        t.log("of that loop", aggregate.loop() === loop)
        Asyncio.setEventLoop(null)
        loop.close()
    }

    @KotlinCase("GATHER-18", plain = true)
    fun withoutALoopThereIsNothingToGatherOn(t: Trace) {
        Asyncio.setEventLoop(null)
        try {
            gather<Any>()
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("no arguments", e)
        }
        try {
            gather({ t.log("not reached") })
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("coroutine", e)
        }
    }

    @KotlinCase("GATHER-19", plain = true)
    fun futuresOfTwoLoopsDoNotMix(t: Trace) {
        val one = t.newLoop()
        val two = t.newLoop()
        val a = one.createFuture<Int>()
        val b = two.createFuture<Int>()
        try {
            Asyncio.gather(a, b)
            t.log("not reached")
        } catch (e: IllegalArgumentException) {
            t.log("raised", e)
        }
        t.log("untouched", a.done(), b.done())
        one.close()
        two.close()
    }

    @KotlinCase("GATHER-20", plain = true)
    fun withoutARunningLoopTheFuturesTellTheLoop(t: Trace) {
        val loop = t.newLoop()
        val a = loop.createFuture<Int>()
        val b = loop.createFuture<Int>()
        val aggregate = Asyncio.gather(a, b)
        t.log("of their loop", aggregate.loop() === loop)
        b.setResult(2)
        a.setResult(1)
        t.log("done", aggregate.done())
        t.log("results", loop.runUntilComplete<List<Int>, Exception>(aggregate))
        loop.close()
    }
}
