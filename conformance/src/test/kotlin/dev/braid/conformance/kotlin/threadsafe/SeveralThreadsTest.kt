package dev.braid.conformance.kotlin.threadsafe

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import dev.braid.kotlin.yieldNow
import java.lang.ref.WeakReference
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CyclicBarrier
import kotlin.time.Duration.Companion.seconds

/** Loops on several threads, and threads that look at the loop of another. */
class SeveralThreadsTest : KotlinCases() {
    @KotlinCase("THREADSAFE-18", plain = true)
    fun eachThreadHasALoopOfItsOwn(t: Trace) {
        val meet = CyclicBarrier(2)
        val seen = ArrayList<List<Any>>()
        val threads = ArrayList<Thread>()
        for (n in 0..1) {
            val lines = ArrayList<Any>()
            seen += lines
            val main = suspend {
                val loop = Asyncio.runningLoop()
                val me = currentTask()
                val children = (0..n).map { m -> createTask("child $n.$m") { sleep(10.seconds) } }
                yieldNow()
                repeat(3) {
                    meet.await() // both loops are in a step here
                    val mine = Asyncio.runningLoop() === loop
                    lines.add(listOf(mine, currentTask() === me, currentTask().name(), names(loop)))
                    meet.await()
                    sleep(1.seconds)
                }
                for (child in children) child.cancel()
                lines.add(Duration.ofNanos(loop.timeNanos()))
            }
            threads += Thread { t.run(main) }
        }
        for (thread in threads) thread.start()
        for (thread in threads) thread.join()
        for (n in 0..1) for (line in seen[n]) t.log("loop $n", line)
    }

    @KotlinCase("THREADSAFE-19")
    suspend fun anotherThreadSeesTheTasksOfALoop(t: Trace) {
        val loop = Asyncio.runningLoop()
        val look = { moment: String -> elsewhere(t) { t.log(moment, names(loop)) } }
        val child = suspend { sleep(1.seconds) }
        val eager = suspend {
            look("in the eager step")
            sleep(2.seconds)
        }
        val eagerAtItsEnd = suspend { "value" }

        val one = createTask("scheduled", child)
        createTask(named("ended eagerly").eager(), eagerAtItsEnd)
        val two = createTask(named("eager").eager(), eager)
        look("one scheduled, one suspended")
        one.await()
        look("one has ended")
        two.await()
        look("both have ended")
    }

    @KotlinCase("THREADSAFE-20")
    suspend fun aWrappedFutureEndsOnTheLoop(t: Trace) {
        val loop = Asyncio.runningLoop()
        val failure = Boom("pool")
        val ends = listOf<(CompletableFuture<String>) -> Unit>(
            { it.complete("value") },
            { it.completeExceptionally(failure) },
            { it.cancel(false) },
        )
        for (end in ends) {
            val pool = CompletableFuture<String>()
            val threads = ArrayList<Thread>()
            val wrapped = Future.of(pool)
            wrapped.addDoneCallback {
                t.log("callback", Asyncio.runningLoop() === loop, Thread.currentThread() === threads[0])
            }

            loop.callSoon {
                elsewhere(t) {
                    threads += Thread.currentThread()
                    end(pool)
                    t.log("ended, the wrapping future", pool.isDone, wrapped.done())
                }
            }
            try {
                t.log("value", wrapped.await())
            } catch (e: Boom) {
                t.log("caught", e, e === failure)
            } catch (e: CancelledError) {
                t.log("caught", e)
            }
        }
    }

    @KotlinCase("THREADSAFE-21", plain = true)
    fun aFinishedTaskIsReclaimedOnAnotherThread(t: Trace) {
        val tasks = ArrayList<Task<Any>>()
        runElsewhere(t, tasks)
        t.log("done", tasks.map { it.done() })
        val left = tasks.map { WeakReference(it) }
        tasks.clear()
        t.collect()
        t.log("left", left.map { it.get() != null })
    }

    private fun runElsewhere(t: Trace, tasks: MutableList<Task<Any>>) {
        val main = suspend {
            for (n in 0..2) {
                tasks += createTask {
                    sleep(1.seconds)
                    if (n == 1) throw Boom("child")
                    if (n == 2) {
                        currentTask().cancel()
                        sleep(1.seconds)
                    }
                    Any()
                }
            }
            wait(tasks)
            t.catchReports()
        }
        val thread = Thread { t.run(main) }
        thread.start()
        thread.join()
    }
}
