package dev.braid.conformance.kotlin.threadsafe

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Sigint
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.acquire
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.runCoroutineThreadsafe
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Event
import dev.braid.sync.Lock
import dev.braid.sync.Queue
import java.time.Duration.ofHours
import java.time.Duration.ofSeconds
import java.util.concurrent.CountDownLatch
import kotlin.time.Duration.Companion.seconds

/** Callbacks that other threads give to a loop. */
class CallSoonThreadsafeTest : KotlinCases() {
    @KotlinCase("THREADSAFE-10")
    suspend fun aCallbackRunsOnTheLoopAndWakesIt(t: Trace) {
        val loop = Asyncio.runningLoop()
        val woken = Event()
        val threads = ArrayList<Thread>()
        val returned = CountDownLatch(1)
        val callback = {
            t.log("callback", Asyncio.runningLoop() === loop, Thread.currentThread() === threads[0])
            woken.set()
        }

        val timer = loop.callLater(ofHours(1)) { t.log("never") }
        t.thread {
            threads += Thread.currentThread()
            Thread.sleep(5) // the loop waits by now
            loop.callSoonThreadsafe(callback)
            returned.await()
        } // holds the clock: nothing but the callback can wake the loop
        woken.await()
        t.log("main woken")
        timer.cancel()
        returned.countDown()

        loop.callSoon {
            loop.callSoon { t.log("the loop's own, before") }
            elsewhere(t) { loop.callSoonThreadsafe { t.log("the other thread's") } }
            loop.callSoon { t.log("the loop's own, behind") }
        }
        yieldNow()
        t.log("none of them yet")
        yieldNow()
        t.log("main ends")
    }

    @KotlinCase("THREADSAFE-15")
    suspend fun aCallbackRunsInACopyOfTheCallersContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val loop = Asyncio.runningLoop()
        val done = Event()
        val given = Context()
        given.run<Exception> { variable.set("given") }
        variable.set("main's")
        val changes = {
            t.log("inside", variable.get())
            variable.set("the callback's")
            Unit
        }
        val child = suspend { t.log("in a coroutine", variable.get()) }

        loop.callSoon {
            elsewhere(t) {
                t.log("at first", variable.get())
                variable.set("when scheduled")
                loop.callSoonThreadsafe(changes)
                loop.callSoonThreadsafe(changes)
                loop.callSoonThreadsafe(changes, given)
                loop.runCoroutineThreadsafe(child)
                variable.set("later")
                loop.callSoonThreadsafe { done.set() }
            }
        }
        done.await()
        yieldNow()
        t.log("afterwards", given.get(variable), variable.get())
    }

    @KotlinCase("THREADSAFE-16")
    suspend fun fromAnotherThreadAllGoesThroughTheLoop(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.setDebug(true)
        val future = loop.createFuture<String>()
        val queue = Queue<String>()
        val event = Event()
        val lock = Lock()
        val waitedFor = loop.createFuture<String>()
        waitedFor.addDoneCallback { t.log("never") }

        loop.callSoon {
            elsewhere(t) {
                val calls = mapOf<String, () -> Unit>(
                    "a callback" to { loop.callSoon { t.log("never") } },
                    "a timer" to { loop.callLater(ofSeconds(1)) { t.log("never") } },
                    "a future" to { waitedFor.setResult("never") },
                )
                for ((what, call) in calls) {
                    try {
                        call()
                    } catch (e: IllegalStateException) {
                        t.log("refused in debug mode: $what", e)
                    }
                }
            }
        }
        yieldNow()

        lock.acquire()
        val waiting = ArrayList<Task<*>>()
        waiting += createTask(body = waits(t, "future") { future.await() })
        waiting += createTask(body = waits(t, "queue") { queue.get() })
        waiting += createTask(body = waits(t, "event") { event.await() })
        waiting += createTask(body = waits(t, "lock") { lock.acquire() })
        val sleeper = createTask(body = waits(t, "sleeper") { sleep(10.seconds) })
        waiting += sleeper
        yieldNow()
        loop.callSoon {
            elsewhere(t) {
                loop.callSoonThreadsafe { future.setResult("result") }
                loop.callSoonThreadsafe { queue.putNowait("item") }
                loop.callSoonThreadsafe { event.set() }
                loop.callSoonThreadsafe { lock.release() }
                loop.callSoonThreadsafe { sleeper.cancel("enough") }
            }
        }
        wait(waiting)
    }

    private fun waits(t: Trace, name: String, body: suspend () -> Any?): suspend () -> Unit = {
        try {
            t.log(name, body())
        } catch (e: CancelledError) {
            t.log(name, e)
        }
    }

    @KotlinCase("THREADSAFE-17", signals = true)
    suspend fun aSignalHandlerAndACallbackMayUseIt(t: Trace) {
        val loop = Asyncio.runningLoop()
        val woken = Event()
        val before = Sigint.install {
            loop.callSoonThreadsafe { t.log("scheduled by the handler") }
            loop.callSoonThreadsafe { woken.set() }
        }
        try {
            t.sigint()
            t.log("signalled")
            woken.await()
            t.log("main woken")
        } finally {
            Sigint.restore(before)
        }
        loop.callSoon {
            loop.callSoonThreadsafe { t.log("scheduled by the callback") }
            t.log("callback")
        }
        loop.callSoon { t.log("next callback") }
        yieldNow()
        yieldNow()
        t.log("main ends")
    }
}
