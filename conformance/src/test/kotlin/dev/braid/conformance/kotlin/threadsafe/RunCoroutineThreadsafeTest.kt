package dev.braid.conformance.kotlin.threadsafe

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.TaskOptions
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.runCoroutineThreadsafe
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Event
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import kotlin.time.Duration.Companion.seconds

/** Bodies that another thread hands to the loop, and whose outcome it waits for. */
class RunCoroutineThreadsafeTest : KotlinCases() {
    @KotlinCase("THREADSAFE-01")
    suspend fun theCallingThreadGetsTheValue(t: Trace) {
        val child = suspend {
            sleep(1.seconds)
            t.log("child ends")
            7
        }

        val loop = Asyncio.runningLoop()
        val done = Event()

        t.thread(1) { // the clock is held until the thread has called the loop once
            val value = loop.runCoroutineThreadsafe(child).get()
            loop.callSoonThreadsafe { t.log("the other thread got", value) }
            loop.callSoonThreadsafe { done.set() }
        }
        done.await()
        t.log("main ends")
    }

    @KotlinCase("THREADSAFE-02")
    suspend fun theCallingThreadGetsTheException(t: Trace) {
        val boom = Boom("child")
        val child: suspend () -> Unit = {
            sleep(1.seconds)
            throw boom
        }

        val loop = Asyncio.runningLoop()
        val done = Event()
        t.catchReports()

        t.thread(1) {
            try {
                loop.runCoroutineThreadsafe(child).get()
            } catch (e: ExecutionException) {
                val error = e.cause
                loop.callSoonThreadsafe { t.log("the other thread caught", error, error === boom) }
            }
            loop.callSoonThreadsafe { done.set() }
        }
        done.await()
        t.log("main ends")
    }

    @KotlinCase("THREADSAFE-03")
    suspend fun aTimeoutConcernsTheCallingThreadOnly(t: Trace) {
        val loop = Asyncio.runningLoop()
        val timedOut = Event()
        val done = Event()
        val started = CountDownLatch(1)
        val goesOn = CountDownLatch(1)
        val child = suspend {
            started.countDown()
            timedOut.await()
            t.log("child goes on")
            goesOn.countDown()
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("child cancelled", e)
                done.set()
                throw e
            }
        }

        t.thread {
            val future = loop.runCoroutineThreadsafe(child)
            started.await()
            try {
                future.get(5, TimeUnit.MILLISECONDS)
            } catch (e: TimeoutException) {
                val ended = future.isDone
                loop.callSoonThreadsafe { t.log("the other thread caught", e, ended) }
            }
            loop.callSoonThreadsafe { timedOut.set() }
            goesOn.await()
            future.cancel(false)
        }
        done.await()
        t.log("main ends")
    }

    @KotlinCase("THREADSAFE-04")
    suspend fun cancellingTheFutureCancelsTheTask(t: Trace) {
        val loop = Asyncio.runningLoop()
        val started = Event()
        val futures = ArrayList<CompletableFuture<Unit>>()
        val child = suspend {
            started.set()
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("child cancelled", e)
                throw e
            }
        }

        loop.callSoon { elsewhere(t) { futures += loop.runCoroutineThreadsafe(child) } }
        started.await()
        loop.callSoon {
            elsewhere(t) {
                t.log("cancel", futures[0].cancel(false), futures[0].isCancelled)
                try {
                    futures[0].get()
                } catch (e: CancellationException) {
                    t.log("the other thread caught", e)
                }
            }
        }
        repeat(3) { yieldNow() }
        t.log("main ends", Asyncio.allTasks().size)
    }

    @KotlinCase("THREADSAFE-05")
    suspend fun aFutureCancelledBeforeItsTaskWasMadeCancelsTheTask(t: Trace) {
        val tasks = ArrayList<Task<*>>()
        val child = suspend { t.log("never") }
        val sleepsLong = suspend { sleep(10.seconds) }

        val loop = Asyncio.runningLoop()
        loop.setTaskFactory(
            object : TaskFactory {
                override fun <T> create(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
                    val task = Task.create(loop, coroutine, options.withName("child"))
                    tasks += task
                    return task
                }
            },
        )
        var future = loop.runCoroutineThreadsafe(child)
        t.log("cancel", future.cancel(false), tasks.size)
        yieldNow()
        t.log("task made", tasks[0], tasks[0].cancelling(), tasks[0].done())
        yieldNow()
        t.log("task cancelled", tasks[0].cancelled(), future.isCancelled)

        future = loop.runCoroutineThreadsafe(sleepsLong)
        yieldNow()
        t.log("cancel", future.cancel(false), tasks[1].cancelling())
        yieldNow()
        t.log("task cancelled", tasks[1].cancelled(), future.isCancelled)
        loop.setTaskFactory(null)
    }

    @KotlinCase("THREADSAFE-06")
    suspend fun aCancelledTaskCancelsTheFuture(t: Trace) {
        val loop = Asyncio.runningLoop()
        val done = Event()
        val started = Event()
        val tasks = ArrayList<Task<*>>()
        val child = suspend {
            currentTask().setName("child")
            tasks += currentTask()
            started.set()
            sleep(10.seconds)
        }

        t.thread {
            val future = loop.runCoroutineThreadsafe(child)
            try {
                future.get()
            } catch (e: CancellationException) {
                loop.callSoonThreadsafe { t.log("the other thread caught", e, future.isCancelled) }
            }
            loop.callSoonThreadsafe { done.set() }
        }
        started.await()
        t.log("cancel", tasks[0].cancel("enough"))
        done.await()
        t.log("main ends", tasks[0], tasks[0].cancelled())
    }

    @KotlinCase("THREADSAFE-07")
    suspend fun aFailingTaskFactoryIsToldToTheCallerAndReported(t: Trace) {
        val boom = Boom("factory")
        val child = suspend { t.log("never") }

        val loop = Asyncio.runningLoop()
        val done = Event()
        t.catchReports()
        loop.setTaskFactory(
            object : TaskFactory {
                override fun <T> create(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> =
                    throw boom
            },
        )

        t.thread {
            try {
                loop.runCoroutineThreadsafe(child).get()
            } catch (e: ExecutionException) {
                val error = e.cause
                loop.callSoonThreadsafe { t.log("the other thread caught", error, error === boom) }
            }
            loop.callSoonThreadsafe { done.set() }
        }
        done.await()
        loop.setTaskFactory(null)
        t.log("main ends")
    }

    @KotlinCase("THREADSAFE-09", plain = true)
    fun aClosedLoopTakesNoCoroutine(t: Trace) {
        val child = suspend { t.log("never") }

        val loop = t.newLoop()
        loop.close()
        try {
            loop.runCoroutineThreadsafe(child)
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
    }
}
