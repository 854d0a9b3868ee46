package dev.braid.conformance.kotlin.queue

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.join
import dev.braid.kotlin.put
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Queue
import io.kotest.assertions.throwables.shouldThrow
import kotlin.time.Duration.Companion.seconds

/** Putting and getting, with and without a wait. */
class QueueWaitTest : KotlinCases() {
    @KotlinCase("QUEUE-07")
    suspend fun whereThereIsRoomPutDoesNotSuspend(t: Trace) {
        val queue = Queue<Int>(2)
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        queue.put(1)
        queue.put(2)
        t.log("stored", queue.qsize())
        yieldNow()
    }

    @KotlinCase("QUEUE-08")
    suspend fun aFullQueueIsWaitedFor(t: Trace) {
        val queue = Queue<Int>(1).filledWith(1)
        val putter = createTask("putter", puts(t, queue, 2))
        sleep(1.seconds)
        t.log("waits", !putter.done(), queue.qsize())
        t.log("got", queue.getNowait())
        t.log("not yet stored", queue.qsize())
        putter.await()
        t.log("items", items(queue))
    }

    @KotlinCase("QUEUE-10")
    suspend fun whatIsThereIsGotWithoutSuspending(t: Trace) {
        val queue = Queue<Int?>().filledWith(1, null)
        Asyncio.runningLoop().callSoon { t.log("the next pass") }
        t.log("got", queue.get(), queue.qsize())
        t.log("got", queue.get(), queue.qsize())
        yieldNow()
    }

    @KotlinCase("QUEUE-11")
    suspend fun anEmptyQueueIsWaitedFor(t: Trace) {
        val queue = Queue<String>()
        val getter = createTask("getter", gets(t, queue))
        sleep(1.seconds)
        t.log("waits", !getter.done())
        queue.putNowait("item")
        t.log("stored", queue.qsize())
        getter.await()
        t.log("left", queue.qsize())
    }

    @KotlinCase("QUEUE-13")
    suspend fun aGetWakesThePutterWhoWaitsLongest(t: Trace) {
        val queue = Queue<Any>(1).filledWith(0)
        val tasks = listOf("a", "b", "c").map { createTask(it, puts(t, queue, it)) }
        repeat(3) {
            sleep(1.seconds)
            t.log("got", queue.get())
        }
        wait(tasks)
        t.log("items", items(queue))
    }

    @KotlinCase("QUEUE-14")
    suspend fun aPutWakesTheGetterWhoWaitsLongest(t: Trace) {
        val queue = Queue<Int>()
        val tasks = listOf("a", "b", "c").map { createTask(it, gets(t, queue)) }
        repeat(3) { item ->
            sleep(1.seconds)
            queue.put(item)
        }
        wait(tasks)
    }

    @KotlinCase("QUEUE-15")
    suspend fun producerAndConsumerGetAlongWithRoomForOne(t: Trace) {
        val queue = Queue<Int>(1)
        val produces = suspend {
            repeat(5) { item ->
                queue.put(item)
                t.log("put", item)
            }
        }
        val consumes = suspend {
            repeat(5) { t.log("got", queue.get()) }
        }

        wait(listOf(createTask("producer", produces), createTask("consumer", consumes)))
        t.log("empty", queue.empty())
    }

    @KotlinCase("QUEUE-16")
    suspend fun aWokenGetterMayFindNothing(t: Trace) {
        val queue = Queue<String>()
        val a = createTask("a", gets(t, queue))
        val b = createTask("b", gets(t, queue))
        sleep(1.seconds)
        queue.putNowait("first")
        t.log("taken in between", queue.getNowait())
        sleep(1.seconds)
        t.log("wait again", a.done(), b.done())
        queue.putNowait("second")
        sleep(1.seconds)
        queue.putNowait("third")
        wait(listOf(a, b))
    }

    @KotlinCase("QUEUE-17")
    suspend fun aWokenPutterMayFindNoRoom(t: Trace) {
        val queue = Queue<Any>(1).filledWith(0)
        val a = createTask("a", puts(t, queue, "a"))
        val b = createTask("b", puts(t, queue, "b"))
        sleep(1.seconds)
        t.log("got", queue.getNowait())
        queue.putNowait("in between")
        sleep(1.seconds)
        t.log("wait again", a.done(), b.done())
        repeat(3) {
            t.log("got", queue.getNowait())
            sleep(1.seconds)
        }
        wait(listOf(a, b))
    }

    @KotlinCase("QUEUE-27", plain = true)
    fun theFirstWaitBindsItToALoop(t: Trace) {
        val queue = Queue<Any>(1)
        val uncontended = suspend {
            queue.put(1)
            t.log("got", queue.get())
        }
        val contended = suspend {
            val getter = createTask("getter", gets(t, queue))
            sleep(1.seconds)
            queue.put("item")
            getter.await()
        }
        val elsewhere = suspend {
            t.log("refused", shouldThrow<IllegalStateException> { queue.get() })
            queue.putNowait(1)
            t.log("refused", shouldThrow<IllegalStateException> { queue.put(2) }, queue.qsize())
            queue.getNowait()
        }
        val joined = suspend {
            createTask("joiner", joins(t, queue))
            sleep(1.seconds)
            repeat(4) { queue.taskDone() }
            sleep(1.seconds)
        }
        val joinedElsewhere = suspend {
            queue.put(1)
            t.log("refused", shouldThrow<IllegalStateException> { queue.join() })
        }

        t.run(uncontended)
        t.run(uncontended)
        t.run(contended)
        t.run(elsewhere)
        t.run(joined)
        t.run(joinedElsewhere)
    }
}
