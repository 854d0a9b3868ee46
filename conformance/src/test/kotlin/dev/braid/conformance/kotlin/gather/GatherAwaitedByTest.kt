package dev.braid.conformance.kotlin.gather

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.NoOracle
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds
import org.junit.jupiter.api.Assertions.assertEquals

/** Whose call graph the children are in. */
class GatherAwaitedByTest : KotlinCases() {
    @NoOracle("3.15.0rc1 still keeps the records of the survivors, 3.15.1 drops them")
    @KotlinCase("GATHER-25")
    suspend fun survivorsOfAnEarlyEndAreAwaitedByNobody(t: Trace) {
        val main = currentTask()
        val failing = createTask<Unit>("failing") {
            sleep(1.seconds)
            throw Boom("a")
        }
        val survivor = Asyncio.createFuture<Unit>()
        var aggregate = Asyncio.gather(failing, survivor)
        assertEquals(listOf(main), waitersOf(failing))
        assertEquals(listOf(main), waitersOf(survivor))
        try {
            aggregate.await()
            t.log("not reached")
        } catch (e: Boom) {
            t.log("caught", e)
        }
        assertEquals(listOf<Future<*>>(), waitersOf(failing))
        assertEquals(listOf<Future<*>>(), waitersOf(survivor), "after a failure")

        val cancelled = Asyncio.createFuture<Unit>()
        aggregate = Asyncio.gather(cancelled, survivor)
        assertEquals(listOf(main), waitersOf(survivor), "gathered again")
        cancelled.cancel()
        try {
            aggregate.await()
            t.log("not reached")
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        assertEquals(listOf<Future<*>>(), waitersOf(survivor), "after a cancellation")
        assertEquals(false, survivor.done())

        val other = Asyncio.createFuture<Unit>()
        val settled = Asyncio.gatherSettled(other, survivor)
        other.cancel()
        yieldNow()
        assertEquals(listOf(main), waitersOf(survivor), "this one goes on after the cancellation")
        survivor.setResult(Unit)
        settled.await()
        assertEquals(listOf<Future<*>>(), waitersOf(survivor))
    }

    private fun waitersOf(future: Future<*>): List<Future<*>> = CallGraph.capture(future).awaitedBy().map { it.future() }
}
