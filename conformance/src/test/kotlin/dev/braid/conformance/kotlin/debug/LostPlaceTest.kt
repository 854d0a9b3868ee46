package dev.braid.conformance.kotlin.debug

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** In debug mode reports about what is lost tell who created it. The functions here are named for what they create. */
class LostPlaceTest : KotlinCases() {
    /** In Braid a task is lost when its loop closes (CORO-17). */
    @KotlinCase("DEBUG-10", plain = true)
    fun theReportOfALostTaskTellsWhoCreatedIt(t: Trace) {
        run(t, false)
        run(t, true)
    }

    private fun run(t: Trace, debug: Boolean) {
        val loop = t.newLoop()
        loop.setDebug(debug)
        val reports = creatorsOfReports(loop)
        loop.runSuspending { spawns { loop.createFuture<Any>().await() } }
        t.log("pending", reports)
        loop.close()
        t.collect()
        t.log("lost", reports)
    }

    private suspend fun spawns(body: suspend () -> Unit) {
        Asyncio.runningLoop().createTask(body = body)
        yieldNow()
    }

    @KotlinCase("DEBUG-11")
    suspend fun theReportOfAnErrorThatNobodySawTellsWhoCreatedIt(t: Trace) {
        val loop = Asyncio.runningLoop()
        val body: suspend () -> Unit = { throw Boom("task") }
        for (debug in listOf(false, true)) {
            loop.setDebug(debug)
            val reports = creatorsOfReports(loop)
            fails()
            t.gc()
            spawns(body)
            sleep(1.seconds)
            t.gc()
            t.log("reports", reports)
        }
    }

    private fun makes(): Future<String> = Asyncio.runningLoop().createFuture()

    private fun fails() {
        makes().setException(Boom("future"))
    }
}
