package dev.braid.conformance.kotlin.debug

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.seconds

/** In debug mode things remember who created them. The functions here are named for what they create. */
class CreationPlaceTest : KotlinCases() {
    private fun raising(message: String) = Runnable { throw Boom(message) }

    // --- Reports

    private fun schedules() {
        Asyncio.runningLoop().callSoon(raising("callback"))
    }

    private fun delays() {
        Asyncio.runningLoop().callLater(ofSeconds(1), raising("timer"))
    }

    private fun sends() {
        Asyncio.runningLoop().callSoonThreadsafe(raising("from any thread"))
    }

    private fun finishes() {
        val future = Asyncio.runningLoop().createFuture<String>()
        future.addDoneCallback { raising("done").run() }
        future.setResult("value")
    }

    private fun makes(): Future<String> = Asyncio.runningLoop().createFuture()

    private fun spawns(): Task<Unit> = createTask { throw Boom("task") }

    @KotlinCase("DEBUG-07")
    suspend fun reportsTellWhoCreatedWhatTheyAreAbout(t: Trace) {
        val loop = Asyncio.runningLoop()
        for (debug in listOf(false, true)) {
            loop.setDebug(debug)
            val reports = creatorsOfReports(loop)
            everything(t)
            for ((error, creator) in reports) t.log("report", error, creator)
        }
    }

    private suspend fun everything(t: Trace) {
        schedules()
        delays()
        sends()
        finishes()
        // A list, and no variables: those that a suspended function will not use again are not kept.
        val held = arrayListOf<Future<*>>(makes())
        held[0].setException(Boom("future"))
        held.add(spawns())
        sleep(2.seconds)
        held.removeAt(0)
        t.gc()
        held.clear()
        t.gc()
    }

    // --- Texts

    /** A callback whose printed form is known. */
    private class Named(private val name: String) : Runnable {
        override fun run() {}

        override fun toString(): String = name
    }

    @KotlinCase("DEBUG-08")
    suspend fun theTextualFormsShowThePlace(t: Trace) {
        texts(t)
        t.log("debug")
        Asyncio.runningLoop().setDebug(true)
        texts(t)
        sleep(1.seconds)
    }

    private fun texts(t: Trace) {
        val loop = Asyncio.runningLoop()
        val handle = loop.callSoon(Named("callback"))
        val timer = loop.callLater(ofSeconds(1), Named("callback"))
        val task = loop.createTask { yieldNow() }
        t.log("future", showsPlace(loop.createFuture<Any>()))
        t.log("task", showsPlace(task))
        t.log("handle", showsPlace(handle))
        t.log("timer", showsPlace(timer))
        handle.cancel()
        timer.cancel()
        for (cancelled in listOf(handle, timer)) {
            val text = cancelled.toString()
            t.log("cancelled", showsPlace(cancelled), "cancelled" in text, "callback" in text)
        }
    }

    private fun showsPlace(thing: Any): Boolean =
        "created at ${CreationPlaceTest::class.java.name}.texts(CreationPlaceTest.kt:" in thing.toString()
}
