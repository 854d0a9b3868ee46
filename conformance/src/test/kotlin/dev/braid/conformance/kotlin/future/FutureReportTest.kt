package dev.braid.conformance.kotlin.future

import dev.braid.Asyncio
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** Failures that nobody looked at are reported when their future is reclaimed. */
class FutureReportTest : KotlinCases() {
    @KotlinCase("FUTURE-31")
    suspend fun aFailureThatNobodyLookedAtIsReported(t: Trace) {
        t.catchReports()
        var future: Future<String>? = failed("kept")
        failed("lost")
        t.gc()
        t.log("still in use", future!!.done())
        sleep(1.seconds)
        future = null
        t.gc()
        t.log("end")
    }

    @KotlinCase("FUTURE-32")
    suspend fun lookingAtTheFailureIsEnough(t: Trace) {
        t.catchReports()
        readsTheException(t)
        readsTheResult(t)
        awaits(t)
        cancels(t)
        t.gc()
        t.log("no report so far")
        asksOnly(t)
        t.gc()
        t.log("end")
    }

    // Functions of their own: what they hold must be out of reach when they have returned.

    private fun failed(name: String): Future<String> {
        val future = Asyncio.runningLoop().createFuture<String>()
        future.setException(Boom(name))
        return future
    }

    private fun readsTheException(t: Trace) {
        t.log("exception", failed("exception").exception())
    }

    private fun readsTheResult(t: Trace) {
        try {
            failed("result").result<Exception>()
        } catch (e: Boom) {
            t.log("result", e)
        }
    }

    private suspend fun awaits(t: Trace) {
        try {
            failed("await").await()
        } catch (e: Boom) {
            t.log("await", e)
        }
    }

    private fun cancels(t: Trace) {
        t.log("cancel", failed("cancel").cancel())
    }

    private fun asksOnly(t: Trace) {
        t.log("done", failed("done").done())
    }

    @KotlinCase("FUTURE-33")
    suspend fun whatHasNotFailedIsDroppedInSilence(t: Trace) {
        t.catchReports()
        t.log("dropped", pending(), unread(), read(), cancelled())
        t.gc()
        t.log("no report so far")
        failed("lost")
        t.gc()
        t.log("end")
    }

    private fun pending(): Boolean = Asyncio.runningLoop().createFuture<String>().done()

    private fun unread(): Boolean {
        val future = Asyncio.runningLoop().createFuture<String>()
        future.setResult("unread")
        return future.done()
    }

    private fun read(): String {
        val future = Asyncio.runningLoop().createFuture<String>()
        future.setResult("read")
        return future.result<Exception>()
    }

    private fun cancelled(): Boolean = Asyncio.runningLoop().createFuture<String>().cancel()
}
