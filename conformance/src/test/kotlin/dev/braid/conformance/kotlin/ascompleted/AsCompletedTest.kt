package dev.braid.conformance.kotlin.ascompleted

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.Coroutine
import dev.braid.Future
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.NoOracle
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.conformance.kotlin.harness.once
import dev.braid.kotlin.asCompleted
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.seconds
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse

/** What comes, in which order, and what does not come. */
class AsCompletedTest : KotlinCases() {
    @KotlinCase("ASCOMPLETED-01")
    suspend fun resultsComeInTheOrderOfCompletion(t: Trace) {
        val before = Asyncio.allTasks().size
        val completions = asCompleted(listOf(child("a", 3), child("b", 1), child("c", 2)))
        t.log("scheduled by the call", Asyncio.allTasks().size - before)
        for (done in completions) t.log("done", done.await())
    }

    @KotlinCase("ASCOMPLETED-02")
    suspend fun theFuturesThemselvesCome(t: Trace) {
        val a = task("a", 2)
        val plain = Asyncio.createFuture<String>()
        Asyncio.runningLoop().callLater(ofSeconds(1)) { plain.setResult("value") }
        for (done in asCompleted(listOf(a, plain))) {
            t.log("task", done === a, "future", done === plain, "done", done.done())
        }
    }

    @KotlinCase("ASCOMPLETED-03")
    suspend fun forCoroutinesTheirTasksCome(t: Trace) {
        for (done in asCompleted(listOf(child("a", 2), child("b", 1)))) {
            val given: Any = done
            t.log("a task", given is Task<*>, "done", done.done(), done.await())
        }
    }

    @KotlinCase("ASCOMPLETED-04")
    suspend fun eachItemGivesTheNextOutcome(t: Trace) {
        val failed = Asyncio.createFuture<String>()
        failed.setException(Boom("d"))
        var outcomes = 0
        for (item in asCompleted(listOf(task("a", 3), task("b", 1), failed))) {
            outcomes++
            try {
                t.log("outcome", item.await())
            } catch (e: Boom) {
                t.log("outcome", e)
            }
        }
        t.log("items", outcomes)
    }

    /** Python's items are coroutines that give the next outcome; here they are the steps of the iterator. */
    @KotlinCase("ASCOMPLETED-05")
    suspend fun theFirstToAwaitGetsTheFirstCompletion(t: Trace) {
        val items = items(listOf(task("a", 2), task("b", 1)))
        t.log("awaited first", items[1]())
        t.log("awaited second", items[0]())
    }

    @KotlinCase("ASCOMPLETED-06")
    suspend fun itemsCanBeAwaitedConcurrently(t: Trace) {
        val items = items(listOf(task("a", 3), task("b", 1), task("c", 2)))
        t.log("outcomes", gather(items).await())
    }

    private fun items(tasks: List<Task<String>>): List<suspend () -> String> {
        val completions = asCompleted(tasks).iterator()
        return tasks.map { suspend { completions.next().await() } }
    }

    /** A suspend function is called anew each time it is given; what runs once is a coroutine of Java's. */
    @KotlinCase("ASCOMPLETED-07")
    suspend fun whatIsGivenTwiceComesOnce(t: Trace) {
        val a = task("a", 1)
        val b = task("b", 2)
        for (done in asCompleted(listOf(a, b, a, b, a))) t.log("done", done.await())
        val c = once(child("c", 1))
        val d = once(child("d", 2))
        val coroutines: Iterable<Coroutine<String>> = listOf(c, d, c, d, c)
        for (done in Asyncio.asCompleted(coroutines)) t.log("done", done.await())
        t.log("no more")
    }

    @KotlinCase("ASCOMPLETED-14")
    suspend fun nothingGivesNothing(t: Trace) {
        val completions = asCompleted(listOf<Task<String>>(), 1.seconds)
        sleep(2.seconds)
        for (done in completions) t.log("not reached", done)
        t.log("no timeout")
    }

    @KotlinCase("ASCOMPLETED-16", plain = true)
    fun withoutALoopCoroutinesAreRefused(t: Trace) {
        Asyncio.setEventLoop(null)
        try {
            asCompleted(listOf(child("a", 1)))
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
    }

    @KotlinCase("ASCOMPLETED-17")
    suspend fun theRunningLoopRunsTheCoroutines(t: Trace) {
        for (done in asCompleted(listOf(child("a", 1)))) t.log("of this loop", done.loop() === Asyncio.runningLoop())
    }

    @KotlinCase("ASCOMPLETED-18")
    suspend fun aFailureShowsWhenItIsAwaited(t: Trace) {
        val tasks = listOf(task("a", 1), task("b", 2, Boom("b")), task("c", 3))
        for (done in asCompleted(tasks)) {
            try {
                t.log("outcome", done.await())
            } catch (e: Boom) {
                t.log("outcome", e)
            }
        }
    }

    /** A collection whose iterator makes the tasks: it may be iterated once. */
    @KotlinCase("ASCOMPLETED-19")
    suspend fun tasksMayBeMadeLazily(t: Trace) {
        val lazily = object : AbstractCollection<Task<String>>() {
            override fun iterator() = sequenceOf("a", "b").map { name ->
                t.log("creates", name)
                task(name, if (name == "a") 2 else 1)
            }.iterator()

            override val size: Int
                get() = throw UnsupportedOperationException("nobody knows before they are made")
        }
        for (done in asCompleted(lazily)) t.log("done", done.await())
    }

    @NoOracle("3.15.0rc1 records nothing for as_completed (gh-156523), 3.15 does")
    @KotlinCase("ASCOMPLETED-20")
    suspend fun theCallerIsRecordedWhileTheyRun(t: Trace) {
        val main = currentTask()
        val a = task("a", 1)
        val b = task("b", 5)
        val completions = asCompleted(listOf(a, b), 2.seconds).iterator()
        assertEquals(listOf(main), waiters(a))
        assertEquals(listOf(main), waiters(b))
        assertEquals(a, completions.next())
        assertEquals(listOf<Future<*>>(), waiters(a), "it is done")
        assertEquals(listOf(main), waiters(b), "still running")
        try {
            completions.next()
            t.log("not reached")
        } catch (e: TimeoutException) {
            assertEquals(listOf<Future<*>>(), waiters(b), "given up")
        }
        assertFalse(b.done())
        b.cancel()
    }

    private fun waiters(future: Future<*>): List<Future<*>> =
        CallGraph.capture(future).awaitedBy().map { it.future() }

    private fun task(name: String, seconds: Int, error: Boom? = null): Task<String> =
        createTask(name, child(name, seconds, error))

    private fun child(name: String, seconds: Int, error: Boom? = null): suspend () -> String = {
        sleep(seconds.seconds)
        if (error != null) throw error
        name
    }
}
