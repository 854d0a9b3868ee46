package dev.braid.conformance.kotlin.shield

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.Future
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** What a shield that was cancelled still does: nothing. */
class ShieldDetachedTest : KotlinCases() {
    @KotlinCase("SHIELD-09")
    suspend fun aLateResultIsIgnored(t: Trace) {
        t.catchReports()
        setsALateResult(t)
        t.gc()
        t.log("nothing was reported")
    }

    private suspend fun setsALateResult(t: Trace) {
        val inner = Asyncio.createFuture<String>()
        var shield = Asyncio.shield(inner)
        sleep(1.seconds)
        shield.cancel()
        yieldNow()
        inner.setResult("late")
        sleep(1.seconds)
        t.log("shield", shield.cancelled(), "inner", inner.await())
        val one = Asyncio.createFuture<String>()
        shield = Asyncio.shield(one)
        one.setResult("together")
        shield.cancel()
        sleep(1.seconds)
        t.log("in one pass", shield.cancelled(), one.await())
    }

    @KotlinCase("SHIELD-10")
    suspend fun aLateExceptionStaysWithTheInnerFuture(t: Trace) {
        t.catchReports()
        failsLateAndIsAsked(t)
        t.gc()
        t.log("nor later")
    }

    private suspend fun failsLateAndIsAsked(t: Trace) {
        val inner = Asyncio.createFuture<Unit>()
        val shield = Asyncio.shield(inner)
        val again = Asyncio.shield(inner)
        shield.cancel()
        again.cancel()
        sleep(1.seconds)
        inner.setException(Boom("late"))
        sleep(1.seconds)
        t.log("nothing was reported", inner.exception())
    }

    @KotlinCase("SHIELD-11")
    suspend fun aLateExceptionThatNobodyRetrievesIsReported(t: Trace) {
        t.catchReports()
        failsLate()
        t.log("dropped")
        t.gc()
        t.log("reported")
    }

    private suspend fun failsLate() {
        val inner = Asyncio.createFuture<Unit>()
        val shield = Asyncio.shield(inner)
        shield.cancel()
        sleep(1.seconds)
        inner.setException(Boom("late"))
        sleep(1.seconds)
    }

    @KotlinCase("SHIELD-12")
    suspend fun aCancelledShieldLeavesNothingBehind(t: Trace) {
        val inner = Asyncio.createFuture<Unit>()
        t.log("before", waiters(inner), "callbacks", "callbacks=[" in inner.toString())
        for (n in 0..1) {
            val waiter = createTask("waiter $n") { Asyncio.shield(inner).await() }
            sleep(1.seconds)
            t.log("waiting", waiters(inner), "callbacks", "callbacks=[" in inner.toString())
            waiter.cancel()
            wait(listOf(waiter))
            t.log("cancelled", waiters(inner), "callbacks", "callbacks=[" in inner.toString())
        }
    }

    private fun waiters(future: Future<*>): List<String> =
        CallGraph.capture(future).awaitedBy().map { (it.future() as Task<*>).name() }
}
