package dev.braid.conformance.kotlin.queue

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.join
import dev.braid.kotlin.put
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Queue
import kotlin.time.Duration.Companion.seconds

/** Counting what is done, and waiting until all is. */
class QueueJoinTest : KotlinCases() {
    @KotlinCase("QUEUE-22")
    suspend fun everyItemCountsUntilItIsDone(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2)
        queue.put(3)
        items(queue)
        val joiner = createTask("joiner", joins(t, queue))
        repeat(3) {
            sleep(1.seconds)
            queue.taskDone()
            t.log("done")
        }
        joiner.await()
    }

    @KotlinCase("QUEUE-24")
    suspend fun joinWaitsForTheDoneNotForTheEmpty(t: Trace) {
        val queue = Queue<Int>().filledWith(1, 2)
        val joiner = createTask("joiner", joins(t, queue))
        sleep(1.seconds)
        items(queue)
        sleep(1.seconds)
        t.log("empty", queue.empty(), joiner.done())
        queue.taskDone()
        sleep(1.seconds)
        t.log("one to do", joiner.done())
        queue.taskDone()
        joiner.await()
    }

    @KotlinCase("QUEUE-25")
    suspend fun withoutItemsJoinReturnsAtOnce(t: Trace) {
        val queue = Queue<Int>()
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        queue.join()
        queue.join()
        queue.putNowait(1)
        queue.taskDone()
        queue.join()
        t.log("joined")
        yieldNow()
    }

    @KotlinCase("QUEUE-26")
    suspend fun allWhoJoinAreReleased(t: Trace) {
        val queue = Queue<Int>().filledWith(1)
        val tasks = listOf("a", "b", "c").map { createTask(it, joins(t, queue)) }
        sleep(1.seconds)
        queue.taskDone()
        wait(tasks)
    }

    @KotlinCase("QUEUE-45")
    suspend fun aReleasedJoinerStaysReleased(t: Trace) {
        val queue = Queue<Int>().filledWith(1)
        val joiner = createTask("joiner", joins(t, queue))
        sleep(1.seconds)
        queue.taskDone()
        queue.putNowait(2)
        val late = createTask("late", joins(t, queue))
        joiner.await()
        sleep(1.seconds)
        t.log("who came later waits", late.done())
        queue.taskDone()
        late.await()
    }
}
