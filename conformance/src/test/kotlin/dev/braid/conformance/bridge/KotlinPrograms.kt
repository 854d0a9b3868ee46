package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.Future
import dev.braid.Task
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
import dev.braid.TimeoutException
import dev.braid.kotlin.async
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import java.time.Duration as JavaDuration
import kotlin.time.Duration.Companion.milliseconds

/** Programs whose twins are in `JavaPrograms.java`, line by line. */
object KotlinPrograms {
    private fun sleeper(t: EventLog, millis: Int): suspend () -> Unit = {
        t.log("begins")
        try {
            sleep(millis.milliseconds)
            t.log("slept")
        } catch (cancelled: CancelledError) {
            t.log("cancelled", cancelled)
            sleep(1.milliseconds)
            t.log("cleaned up")
            throw cancelled
        } finally {
            t.log("ends")
        }
    }

    private fun failing(t: EventLog, millis: Int, message: String): suspend () -> Unit = {
        sleep(millis.milliseconds)
        t.log("fails")
        throw IllegalArgumentException(message)
    }

    private fun <T> task(name: String, body: suspend () -> T): Task<T> = task(named(name), body)

    private fun <T> task(options: TaskOptions, body: suspend () -> T): Task<T> =
        Asyncio.runningLoop().createTask(options, body)

    private fun self(): Task<*> = Asyncio.currentTask()!!

    suspend fun groupWithFailure(t: EventLog) {
        try {
            taskGroup {
                launch(named("a"), sleeper(t, 100))
                launch(named("b"), failing(t, 5, "first"))
                launch(named("c")) {
                    try {
                        sleep(100.milliseconds)
                    } finally {
                        throw IllegalStateException("second")
                    }
                }
                launch(named("d").eager()) { t.log("eager") }
                try {
                    sleep(50.milliseconds)
                } finally {
                    t.log("body ends", self().cancelling())
                }
            }
        } catch (group: ExceptionGroup) {
            t.log("group failed", group)
        }
        t.log("after", self().cancelling())
        sleep(1.milliseconds)
        t.log("slept again")
    }

    suspend fun groupCancelledFromOutside(t: EventLog) {
        val task = task("owner") {
            taskGroup {
                launch(named("a"), sleeper(t, 100))
                launch(named("b"), sleeper(t, 3))
            }
        }
        sleep(2.milliseconds)
        t.log("cancel", task.cancel("enough"))
        try {
            task.await()
        } catch (cancelled: CancelledError) {
            t.log("was cancelled", cancelled, task.cancelled())
        }
    }

    suspend fun cancellationWithCleanUp(t: EventLog) {
        val task = task<String>("stubborn") {
            try {
                sleep(10.milliseconds)
            } catch (first: CancelledError) {
                t.log("first", first)
                try {
                    sleep(10.milliseconds)
                } catch (second: CancelledError) {
                    t.log("second", second)
                }
                t.log("swallowed", self().cancelling())
                yieldNow()
                t.log("uncancel", self().uncancel())
                sleep(10.milliseconds)
                return@task "done"
            }
            "never"
        }
        yieldNow()
        task.cancel("one")
        sleep(1.milliseconds)
        task.cancel("two")
        yieldNow()
        t.log("result", task.await())
        val unborn = task("unborn") { t.log("never runs") }
        unborn.cancel()
        yieldNow()
        yieldNow()
        t.log("unborn", unborn.cancelled())
        val self = task("self") {
            self().cancel("self")
            t.log("goes on")
            sleep(10.milliseconds)
        }
        try {
            self.await()
        } catch (cancelled: CancelledError) {
            t.log("self", cancelled)
        }
    }

    suspend fun gathering(t: EventLog) {
        val all = Asyncio.gather(
            listOf(
                task("x") { slowly(t, 3, "x") },
                task("y") { slowly(t, 1, "y") },
                task("z") { slowly(t, 2, "z") },
            ),
        )
        t.log("all", all.await())
        val failing: Future<*> = Asyncio.gather(
            listOf(task("bad", failing(t, 2, "bad")), task("good", sleeper(t, 5))),
        )
        try {
            failing.await()
        } catch (error: IllegalArgumentException) {
            t.log("failed", error)
        }
        sleep(5.milliseconds)
        val cancelled: Future<*> = Asyncio.gather(listOf(task("p", sleeper(t, 5)), task("q", sleeper(t, 6))))
        yieldNow()
        cancelled.cancel()
        try {
            cancelled.await()
        } catch (error: CancelledError) {
            t.log("gather cancelled", error)
        }
    }

    private suspend fun slowly(t: EventLog, millis: Int, value: String): String {
        sleep(millis.milliseconds)
        t.log("gives", value)
        return value
    }

    suspend fun timeouts(t: EventLog) {
        try {
            timeout(5.milliseconds) {
                try {
                    sleep(50.milliseconds)
                } catch (cancelled: CancelledError) {
                    t.log("expires", self().cancelling())
                    sleep(2.milliseconds)
                    t.log("cleaned up")
                    throw cancelled
                }
            }
        } catch (expired: TimeoutException) {
            t.log("timed out", self().cancelling())
        }
        t.log(
            "in time",
            timeout(5.milliseconds) {
                sleep(1.milliseconds)
                7
            },
        )
        try {
            timeout(2.milliseconds) {
                timeout(20.milliseconds) {
                    reschedule(Asyncio.runningLoop().timeNanos() + 1_000_000)
                    sleep(50.milliseconds)
                }
            }
        } catch (expired: TimeoutException) {
            t.log("inner first", self().cancelling())
        }
        sleep(1.milliseconds)
        val cancelled = task("limited") { timeout(50.milliseconds) { sleep(70.milliseconds) } }
        sleep(1.milliseconds)
        cancelled.cancel("not the timeout")
        try {
            cancelled.await()
        } catch (error: CancelledError) {
            t.log("outside", error)
        }
    }

    suspend fun order(t: EventLog) {
        val loop = Asyncio.runningLoop()
        val future = loop.createFuture<String>()
        for (name in listOf("a", "b", "c")) {
            task(name) {
                t.log("begins")
                yieldNow()
                t.log("yielded")
                sleep((if (name == "b") 0 else 2).milliseconds)
                t.log("slept")
                t.log("got", future.await())
                t.log("again", future.await())
            }
        }
        task(named("e").eager()) {
            t.log("eager begins")
            yieldNow()
            t.log("eager ends")
        }
        loop.callSoon { t.log("callback") }
        yieldNow()
        t.log("main yielded")
        loop.callLater(JavaDuration.ofMillis(3)) {
            t.log("sets")
            future.setResult("value")
        }
        t.log("main got", future.await())
        yieldNow()
        val broken = loop.createFuture<String>()
        val error = IllegalStateException("broken")
        loop.callSoon { broken.setException(error) }
        try {
            broken.await()
        } catch (thrown: IllegalStateException) {
            t.log("the same", thrown === error)
        }
    }

    suspend fun awaitingWhatIsCancelled(t: EventLog) {
        val inner = task("inner", sleeper(t, 50))
        val outer = task("outer") {
            try {
                inner.await()
            } catch (cancelled: CancelledError) {
                t.log("passed on", cancelled, self().cancelling())
                throw cancelled
            }
        }
        sleep(2.milliseconds)
        outer.cancel("down")
        yieldNow()
        t.log("inner is cleaning up", inner.done(), outer.done())
        try {
            outer.await()
        } catch (cancelled: CancelledError) {
            t.log("outer", cancelled)
        }
        val victim = task("victim", sleeper(t, 50))
        task("another") { victim.cancel("by another") }
        try {
            victim.await()
        } catch (cancelled: CancelledError) {
            t.log("not mine", cancelled, self().cancelling())
        }
        sleep(1.milliseconds)
        t.log("goes on")
    }
}
