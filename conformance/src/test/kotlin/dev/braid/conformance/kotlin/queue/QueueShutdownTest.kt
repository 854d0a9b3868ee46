package dev.braid.conformance.kotlin.queue

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.LifoQueue
import dev.braid.sync.PriorityQueue
import dev.braid.sync.Queue
import kotlin.time.Duration.Companion.seconds

/** Shutting a queue down, at once or when it is empty. */
class QueueShutdownTest : KotlinCases() {
    @KotlinCase("QUEUE-31")
    suspend fun afterAShutdownNothingCanBePut(t: Trace) {
        val queue = Queue<Int>(3)
        queue.shutdown()
        refused(t, "without waiting") { queue.putNowait(1) }
        puts(t, queue, 1)()
        t.log("nothing stored", queue.qsize())
    }

    @KotlinCase("QUEUE-32")
    suspend fun aShutdownWakesThePutters(t: Trace) {
        val queue = Queue<Any>(1).filledWith(0)
        val tasks = listOf("a", "b").map { createTask(it, puts(t, queue, it)) }
        sleep(1.seconds)
        queue.shutdown()
        t.log("not yet", tasks.map { it.done() })
        queue.getNowait()
        wait(tasks)
        t.log("nothing stored, though there was room", queue.qsize())
    }

    @KotlinCase("QUEUE-33")
    suspend fun whatIsInItCanStillBeGot(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2)
        queue.shutdown()
        t.log("size", queue.qsize())
        t.log("got", queue.get(), queue.getNowait())
    }

    @KotlinCase("QUEUE-34")
    suspend fun theLastOneGotNothingMoreCanBe(t: Trace) {
        val queue = Queue<Int>().filledWith(1)
        queue.shutdown()
        t.log("got", queue.getNowait())
        refused(t, "without waiting") { queue.getNowait() }
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        gets(t, queue)()
        yieldNow()
    }

    @KotlinCase("QUEUE-35")
    suspend fun aShutdownWakesTheGetters(t: Trace) {
        val queue = Queue<Int>()
        val tasks = listOf("a", "b").map { createTask(it, gets(t, queue)) }
        sleep(1.seconds)
        queue.shutdown()
        t.log("not yet", tasks.map { it.done() })
        wait(tasks)
    }

    @KotlinCase("QUEUE-36")
    suspend fun joinStillWaitsForWhatWasStored(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2)
        val joiner = createTask("joiner", joins(t, queue))
        sleep(1.seconds)
        queue.shutdown()
        items(queue)
        sleep(1.seconds)
        t.log("waits", !joiner.done())
        queue.taskDone()
        sleep(1.seconds)
        t.log("waits", !joiner.done())
        queue.taskDone()
        joiner.await()
    }

    @KotlinCase("QUEUE-38")
    suspend fun droppedItemsCountAsDone(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2, 3)
        val joiner = createTask("joiner", joins(t, queue))
        sleep(1.seconds)
        queue.shutdown(true)
        t.log("released in a later pass", joiner.done())
        joiner.await()
        refused(t, "nothing to do") { queue.taskDone() }
    }

    @KotlinCase("QUEUE-39")
    suspend fun itemsTakenBeforeStillHaveToBeDone(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2, 3, 4)
        queue.getNowait()
        queue.getNowait()
        val joiner = createTask("joiner", joins(t, queue))
        sleep(1.seconds)
        queue.shutdown(true)
        sleep(1.seconds)
        t.log("waits", !joiner.done(), queue.qsize())
        refused(t, "one") { queue.taskDone() }
        sleep(1.seconds)
        t.log("waits", !joiner.done())
        refused(t, "two") { queue.taskDone() }
        refused(t, "three") { queue.taskDone() }
        joiner.await()
    }

    @KotlinCase("QUEUE-40")
    suspend fun afterAnImmediateShutdownNothingCanBeGot(t: Trace) {
        val queue = Queue<Int>(2).filledWith(1, 2)
        val putter = createTask("putter", puts(t, queue, 3))
        sleep(1.seconds)
        queue.shutdown(true)
        refused(t, "without waiting") { queue.getNowait() }
        gets(t, queue)()
        putter.await()
        refused(t, "put") { queue.putNowait(1) }
        val waiting = Queue<Int>()
        val getter = createTask("getter", gets(t, waiting))
        sleep(1.seconds)
        waiting.shutdown(true)
        getter.await()
    }

    @KotlinCase("QUEUE-41")
    suspend fun shuttingDownAgainIsAllowed(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2)
        val joiner = createTask("joiner", joins(t, queue))
        sleep(1.seconds)
        queue.shutdown()
        queue.shutdown()
        t.log("size", queue.qsize())
        queue.shutdown(true)
        t.log("size", queue.qsize())
        joiner.await()
        queue.shutdown(true)
        queue.shutdown()
        refused(t, "get") { queue.getNowait() }
    }

    @KotlinCase("QUEUE-42")
    suspend fun theOtherKindsShutDownAlike(t: Trace) {
        for (queue in listOf(PriorityQueue<Int>(3), LifoQueue<Int>(3))) {
            t.log("kind", queue::class.simpleName)
            queue.filledWith(1, 3, 2)
            val putter = createTask("putter", puts(t, queue, 4))
            val joiner = createTask("joiner", joins(t, queue))
            sleep(1.seconds)
            queue.shutdown()
            putter.await()
            refused(t, "put") { queue.putNowait(5) }
            t.log("got", queue.get(), queue.qsize())
            queue.shutdown(true)
            t.log("size", queue.qsize())
            refused(t, "get") { queue.getNowait() }
            gets(t, queue)()
            t.log("joined", joiner.done())
            queue.taskDone()
            joiner.await()
        }
    }

    @KotlinCase("QUEUE-43")
    suspend fun joinOfAnEmptyQueueThatIsShutDownReturns(t: Trace) {
        val queue = Queue<Int>()
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        queue.shutdown()
        joins(t, queue)()
        queue.shutdown(true)
        joins(t, queue)()
        yieldNow()
    }
}
