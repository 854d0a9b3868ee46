package dev.braid.conformance.kotlin.queue

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.sync.Queue
import kotlin.time.Duration.Companion.seconds

/** Cancelling tasks that wait at a queue: no item, no room and no release is lost. */
class QueueCancellationTest : KotlinCases() {
    @KotlinCase("QUEUE-18")
    suspend fun aCancelledGetterTakesNothingAway(t: Trace) {
        val queue = Queue<String>()
        val a = createTask("a", gets(t, queue))
        val b = createTask("b", gets(t, queue))
        val c = createTask("c", gets(t, queue))
        sleep(1.seconds)
        a.cancel("enough")
        queue.putNowait("item")
        wait(listOf(a, b))
        c.cancel()
        wait(listOf(c))
        queue.putNowait("another")
        t.log("items", items(queue))
    }

    @KotlinCase("QUEUE-19")
    suspend fun aWokenGetterThatIsCancelledLeavesTheItem(t: Trace) {
        val queue = Queue<String>()
        val a = createTask("a", gets(t, queue))
        val b = createTask("b", gets(t, queue))
        sleep(1.seconds)
        queue.putNowait("item")
        a.cancel("too late")
        wait(listOf(a, b))
        t.log("ended", a.cancelled(), b.cancelled())
        val only = createTask("only", gets(t, queue))
        sleep(1.seconds)
        queue.putNowait("kept")
        only.cancel()
        wait(listOf(only))
        t.log("items", items(queue))
    }

    @KotlinCase("QUEUE-20")
    suspend fun aCancelledPutterStoresNothing(t: Trace) {
        val queue = Queue<Any>(1).filledWith(0)
        val a = createTask("a", puts(t, queue, "a"))
        val b = createTask("b", puts(t, queue, "b"))
        val c = createTask("c", puts(t, queue, "c"))
        sleep(1.seconds)
        b.cancel("enough")
        repeat(3) { t.log("got", queue.get()) }
        wait(listOf(a, b, c))
        t.log("empty", queue.empty())
    }

    @KotlinCase("QUEUE-21")
    suspend fun aWokenPutterThatIsCancelledLeavesTheRoom(t: Trace) {
        val queue = Queue<Any>(1).filledWith(0)
        val a = createTask("a", puts(t, queue, "a"))
        val b = createTask("b", puts(t, queue, "b"))
        sleep(1.seconds)
        t.log("got", queue.getNowait())
        a.cancel("too late")
        wait(listOf(a, b))
        t.log("items", items(queue))
    }

    @KotlinCase("QUEUE-44")
    suspend fun aCancelledJoinerChangesNothing(t: Trace) {
        val queue = Queue<Int>().filledWith(1)
        val a = createTask("a", joins(t, queue))
        val b = createTask("b", joins(t, queue))
        sleep(1.seconds)
        a.cancel("enough")
        sleep(1.seconds)
        t.log("one waits on", a.cancelled(), b.done())
        refused(t, "one to do") { queue.taskDone() }
        b.await()
        refused(t, "no more") { queue.taskDone() }
    }
}
