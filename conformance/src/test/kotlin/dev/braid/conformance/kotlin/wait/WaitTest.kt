package dev.braid.conformance.kotlin.wait

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.ReturnWhen
import dev.braid.ReturnWhen.FIRST_COMPLETED
import dev.braid.ReturnWhen.FIRST_EXCEPTION
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
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** When the wait ends, and what it finds. */
class WaitTest : KotlinCases() {
    @KotlinCase("WAIT-01")
    suspend fun itWaitsForAllByDefault(t: Trace) {
        val tasks = listOf(sleeper("a", 2), sleeper("b", 1), sleeper("c", 3))
        val result = wait(tasks)
        t.log("done", names(result.done()), "pending", names(result.pending()))
    }

    @KotlinCase("WAIT-02")
    suspend fun theSetsHoldTheSameObjects(t: Trace) {
        val task = sleeper("task", 1)
        val plain = Asyncio.createFuture<String>()
        val late = Asyncio.createFuture<String>()
        plain.setResult("value")
        val result = wait(listOf(task, plain, late), returnWhen = FIRST_COMPLETED)
        val done = result.done()
        val pending = result.pending()
        t.log("done", plain in done, done.size, "pending", task in pending, late in pending, pending.size)
    }

    @KotlinCase("WAIT-03")
    suspend fun theFirstOneIsEnough(t: Trace) {
        val a = sleeper("a", 3)
        val b = sleeper("b", 1)
        val c = sleeper("c", 2)
        var result = wait(listOf(a, b, c), returnWhen = FIRST_COMPLETED)
        t.log("done", names(result.done()), "pending", names(result.pending()))
        Asyncio.runningLoop().callLater(ofMillis(500)) { a.cancel() }
        result = wait(listOf(a, c), returnWhen = FIRST_COMPLETED)
        t.log("a cancelled one", names(result.done()), "pending", names(result.pending()))
        t.log("still running", c.await())
    }

    @KotlinCase("WAIT-04")
    suspend fun whateverIsDoneByThenIsDone(t: Trace) {
        val a = sleeper("a", 1)
        val b = sleeper("b", 1)
        val c = sleeper("c", 2)
        val result = wait(listOf(a, b, c), returnWhen = FIRST_COMPLETED)
        t.log("done", names(result.done()), "pending", names(result.pending()))
        val first = Asyncio.createFuture<Unit>()
        val second = Asyncio.createFuture<Unit>()
        first.addDoneCallback { Asyncio.runningLoop().callSoon { second.setResult(Unit) } }
        Asyncio.runningLoop().callLater(ofSeconds(1)) { first.setResult(Unit) }
        val futures = wait(listOf(first, second), returnWhen = FIRST_COMPLETED)
        t.log("after the trigger", futures.done().size, futures.pending().size)
        c.cancel()
    }

    @KotlinCase("WAIT-05")
    suspend fun theFirstFailureIsEnough(t: Trace) {
        val a = sleeper("a", 1)
        val b = sleeper("b", 2, Boom("b"))
        val c = sleeper("c", 3)
        var result = wait(listOf(a, b, c), returnWhen = FIRST_EXCEPTION)
        t.log("done", names(result.done()), "pending", names(result.pending()), b.exception())
        result = wait(listOf(b, c), returnWhen = FIRST_EXCEPTION)
        t.log("one that has failed already", names(result.done()), "pending", names(result.pending()))
    }

    @KotlinCase("WAIT-06")
    suspend fun aCancelledOneIsNoFailure(t: Trace) {
        val a = sleeper("a", 5)
        val b = sleeper("b", 2)
        Asyncio.runningLoop().callLater(ofSeconds(1)) { a.cancel() }
        val result = wait(listOf(a, b), returnWhen = FIRST_EXCEPTION)
        t.log("done", names(result.done()), "pending", names(result.pending()), "cancelled", a.cancelled())
    }

    @KotlinCase("WAIT-07")
    suspend fun withoutAFailureItWaitsForAll(t: Trace) {
        val result = wait(listOf(sleeper("a", 1), sleeper("b", 2)), returnWhen = FIRST_EXCEPTION)
        t.log("done", names(result.done()), "pending", names(result.pending()))
    }

    @KotlinCase("WAIT-08")
    suspend fun failuresStayInTheFutures(t: Trace) {
        val boom = Boom("b")
        val a = sleeper("a", 1)
        val b = sleeper("b", 2, boom)
        val result = wait(listOf(a, b))
        t.log("done", names(result.done()), "failure", b.exception(), "the same object", b.exception() === boom)
        try {
            b.await()
        } catch (e: Boom) {
            t.log("awaited", e)
        }
    }

    @KotlinCase("WAIT-09")
    suspend fun theLimitEndsTheWaitOnly(t: Trace) {
        val a = sleeper("a", 1)
        val b = sleeper("b", 3)
        var result = wait(listOf(a, b), 2.seconds)
        t.log("done", names(result.done()), "pending", names(result.pending()), "requests", b.cancelling())
        t.log("runs on", b.await())
        result = wait(listOf(a, b), 100.seconds)
        t.log("in time", names(result.done()), "pending", names(result.pending()))
        sleep(200.seconds)
        t.log("nothing is left over")
    }

    @KotlinCase("WAIT-10")
    suspend fun noTimeLetsWhatIsReadyRunAStep(t: Trace) {
        val tasks = listOf(passesBy(t, "now", 0), passesBy(t, "once", 1), passesBy(t, "often", 5))
        for (n in 0..1) {
            Asyncio.runningLoop().callSoon { t.log("ready") }
            val result = wait(tasks, ZERO)
            t.log("done", names(result.done()), "pending", names(result.pending()))
        }
        wait(tasks, (-1).seconds)
        wait(tasks)
    }

    private fun passesBy(t: Trace, name: String, times: Int): Task<Unit> = createTask(name) {
        t.log("begins", name)
        repeat(times) { yieldNow() }
        t.log("ends", name)
    }

    @KotlinCase("WAIT-11")
    suspend fun othersGetAChanceEvenIfAllIsDone(t: Trace) {
        val done = Asyncio.createFuture<Unit>()
        done.setResult(Unit)
        Asyncio.runningLoop().callSoon { t.log("queued before") }
        t.log("waits")
        wait(listOf(done))
        t.log("returned")
    }

    @KotlinCase("WAIT-12")
    suspend fun cancellingTheWaiterSparesTheFutures(t: Trace) {
        val a = sleeper("a", 2)
        val b = sleeper("b", 3)
        val waiter = createTask("waiter") {
            try {
                wait(listOf(a, b))
            } catch (e: CancelledError) {
                t.log("caught", e)
                throw e
            }
        }
        sleep(1.seconds)
        waiter.cancel("enough")
        sleep(500.milliseconds)
        t.log("waiter", waiter.cancelled(), "requests", a.cancelling(), b.cancelling())
        t.log("results", a.await(), b.await())
    }

    @KotlinCase("WAIT-13")
    suspend fun nothingToWaitForIsRefused(t: Trace) {
        for (returnWhen in listOf(ReturnWhen.ALL_COMPLETED, FIRST_COMPLETED)) {
            try {
                wait(emptyList<Future<Unit>>(), returnWhen = returnWhen)
                t.log("not reached")
            } catch (e: IllegalArgumentException) {
                t.log("refused", e)
            }
        }
    }

    @KotlinCase("WAIT-17")
    suspend fun whatIsGivenTwiceCountsOnce(t: Trace) {
        val a = sleeper("a", 1)
        val b = sleeper("b", 2)
        var result = wait(listOf(a, b, a, b, a))
        t.log("done", names(result.done()), result.done().size, "pending", result.pending().size)
        val c = sleeper("c", 1)
        val d = sleeper("d", 2)
        result = wait(listOf(d, c, c, d), returnWhen = FIRST_COMPLETED)
        t.log("done", names(result.done()), "pending", names(result.pending()))
        d.await()
    }

    /** A collection whose iterator makes the tasks: it may be iterated once. */
    @KotlinCase("WAIT-18")
    suspend fun tasksMayBeMadeLazily(t: Trace) {
        val lazily = collection {
            sequenceOf("a", "b").map { name ->
                t.log("creates", name)
                sleeper(name, if (name == "a") 2 else 1)
            }.iterator()
        }
        var result = wait(lazily)
        t.log("done", names(result.done()), "pending", names(result.pending()))
        val iterator = listOf(sleeper("c", 1)).iterator()
        result = wait(collection { iterator })
        t.log("done", names(result.done()), "pending", names(result.pending()))
    }

    private fun collection(tasks: () -> Iterator<Task<String>>): Collection<Task<String>> =
        object : AbstractCollection<Task<String>>() {
            override fun iterator() = tasks()

            override val size: Int
                get() = throw UnsupportedOperationException("nobody knows before they are made")
        }

    @KotlinCase("WAIT-19")
    suspend fun theWaiterIsRecordedWhileItWaits(t: Trace) {
        val a = Asyncio.createFuture<Unit>()
        val b = Asyncio.createFuture<Unit>()
        val loop = Asyncio.runningLoop()
        val look = { text: String -> t.log(text, waiters(a), waiters(b)) }
        loop.callLater(ofSeconds(1)) { look("while waiting") }
        loop.callLater(ofSeconds(2)) { a.setResult(Unit) }
        wait(listOf(a, b), returnWhen = FIRST_COMPLETED)
        look("after the first")
        loop.callLater(ofMillis(500)) { look("while waiting again") }
        wait(listOf(b), 1.seconds)
        look("after a timeout")
    }

    private fun waiters(future: Future<*>): List<String> =
        CallGraph.capture(future).awaitedBy().map { (it.future() as Task<*>).name() }

    private fun sleeper(name: String, seconds: Int, error: Boom? = null): Task<String> = createTask(name) {
        sleep(seconds.seconds)
        if (error != null) throw error
        name
    }

    private fun names(tasks: Collection<Task<*>>): List<String> = tasks.map { it.name() }.sorted()
}
