package dev.braid.conformance.kotlin.queue

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.put
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.sync.LifoQueue
import dev.braid.sync.PriorityQueue
import dev.braid.sync.Queue
import kotlin.time.Duration.Companion.seconds

/** What a queue holds, and in which order it gives it. */
class QueueContentTest : KotlinCases() {
    @KotlinCase("QUEUE-01")
    suspend fun itemsComeOutInTheOrderTheyWentIn(t: Trace) {
        val queue = Queue<Int>().filledWith(2, 3, 1)
        queue.put(2)
        t.log("items", queue.get(), queue.getNowait(), items(queue))
    }

    @KotlinCase("QUEUE-04")
    suspend fun qsizeCountsWhatIsStored(t: Trace) {
        val queue = Queue<Int>(2)
        t.log("new", queue.qsize())
        queue.putNowait(1)
        queue.put(2)
        t.log("two", queue.qsize())
        val putter = createTask("putter", puts(t, queue, 3))
        sleep(1.seconds)
        t.log("one waits outside", queue.qsize())
        queue.getNowait()
        t.log("taken", queue.qsize())
        putter.await()
        t.log("two again", queue.qsize())
    }

    @KotlinCase("QUEUE-05")
    suspend fun emptyTellsThatNothingIsStored(t: Trace) {
        val queue = Queue<Int>()
        t.log("new", queue.empty())
        val getter = createTask("getter", gets(t, queue))
        sleep(1.seconds)
        queue.putNowait(1)
        t.log("one stored, somebody coming for it", queue.empty())
        getter.await()
        t.log("taken", queue.empty())
    }

    @KotlinCase("QUEUE-28")
    suspend fun itsTextShowsLimitItemsWaitersAndTasks(t: Trace) {
        val queue = Queue<String>(3)
        show(t, "new", queue)
        val getter = createTask("getter", gets(t, queue))
        sleep(1.seconds)
        show(t, "a getter", queue)
        for (item in listOf("fig", "apple", "pear")) {
            queue.putNowait(item)
        }
        getter.await()
        show(t, "items", queue)
        queue.putNowait("plum")
        val putter = createTask("putter", puts(t, queue, "late"))
        sleep(1.seconds)
        show(t, "a putter", queue)
        putter.cancel()
        wait(listOf(putter))
        repeat(4) { queue.taskDone() }
        items(queue)
        show(t, "all done", queue)
        queue.shutdown()
        show(t, "shut down", queue)
    }

    private fun show(t: Trace, what: String, queue: Queue<String>) {
        val words = listOf("maxsize=3", "apple", "pear", "plum", "getters", "putters", "tasks=", "shutdown")
        t.log(what, words.filter { it in queue.toString() })
    }

    @KotlinCase("QUEUE-29")
    suspend fun theSmallestComesFirst(t: Trace) {
        val queue = PriorityQueue<Int>().filledWith(1, 3, 2, 3)
        queue.put(0)
        t.log("items", queue.get(), queue.getNowait(), items(queue))
        for (item in listOf(5, 4, 8, 1, 9, 2, 7, 7, 3)) {
            queue.putNowait(item)
            if (item % 4 == 0) {
                t.log("the smallest", queue.getNowait())
            }
        }
        t.log("items", items(queue))
    }

    @KotlinCase("QUEUE-30")
    suspend fun theLatestComesFirst(t: Trace) {
        val queue = LifoQueue<Int>().filledWith(1, 3, 2)
        queue.put(0)
        t.log("items", queue.get(), queue.getNowait(), items(queue))
    }
}
