package dev.braid.conformance.kotlin.sleep

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import java.lang.ref.WeakReference
import kotlin.time.Duration
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** How long a sleep takes, what it gives, and what its cancellation leaves behind. */
class SleepTest : KotlinCases() {
    @KotlinCase("SLEEP-01")
    suspend fun sleepingSuspendsTheCallerOnly(t: Trace) {
        val sleeper = suspend {
            val seconds = 2500.milliseconds
            t.log("falls asleep", seconds)
            sleep(seconds)
            t.log("wakes up")
        }
        val worker = suspend {
            for (n in 0..2) {
                t.log("works", n)
                sleep(1.seconds)
            }
        }

        val sleeping = createTask("sleeper", sleeper)
        val working = createTask("worker", worker)
        sleeping.await()
        working.await()
        t.log("both done")
        sleep(1.milliseconds)
        t.log("never early")
    }

    @KotlinCase("SLEEP-02")
    suspend fun theResultIsWhatSleepEvaluatesTo(t: Trace) {
        val value = Any()
        t.log("same object", sleep(1.seconds, value) === value)
        t.log("also without a wait", sleep(ZERO, value) === value)
        t.log("also in the past", sleep((-1).seconds, "text"))
        t.log("of a task", createTask { sleep(2.seconds, 42) }.await())
        t.log("an explicit null", sleep(1.seconds, null))
    }

    @KotlinCase("SLEEP-03")
    suspend fun zeroGivesUpExactlyOnePass(t: Trace) {
        val loop = Asyncio.runningLoop()
        loop.callSoon { t.log("queued before") }
        loop.callSoon { loop.callSoon { t.log("queued by a callback") } }
        sleep(ZERO)
        t.log("after one pass")
        yieldNow()
        t.log("after two")
    }

    @KotlinCase("SLEEP-04")
    suspend fun aNegativeDelayBehavesLikeZero(t: Trace) {
        val loop = Asyncio.runningLoop()
        val zero = createTask(body = sleepsTwice(t, "zero", ZERO))
        val negative = createTask(body = sleepsTwice(t, "negative", (-5).seconds))
        loop.callLater(java.time.Duration.ZERO) { t.log("timer that is due") }
        loop.callSoon { loop.callSoon { t.log("queued by a callback") } }
        zero.await()
        negative.await()
        t.log("no time has passed")
    }

    private fun sleepsTwice(t: Trace, name: String, delay: Duration): suspend () -> Unit = {
        t.log("one", name)
        sleep(delay)
        t.log("two", name)
        sleep(delay)
        t.log("three", name)
    }

    @KotlinCase("SLEEP-06")
    suspend fun cancellingASleeperRevokesItsTimer(t: Trace) {
        val values = ArrayList<WeakReference<Any>>()
        var task: Task<Unit>? = createTask("sleeper") {
            val value = Any()
            values += WeakReference(value)
            try {
                sleep(5.seconds, value)
                t.log("never")
            } catch (e: CancelledError) {
                t.log("cancelled at the sleep", e)
                sleep(1.seconds)
                t.log("cleaned up")
                throw e
            }
        }

        sleep(2.seconds)
        t.log("cancel", task!!.cancel("enough"))
        t.log("done yet", task.done())
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("caught", e)
        }
        t.log("cancelled", task.cancelled())
        task = null
        t.gc()
        t.log("the timer keeps the result", values[0].get() != null) // a timer that is still set would
        sleep(10.seconds)
        t.log("end")
    }

    @KotlinCase("SLEEP-07")
    suspend fun sleepsEndInTheOrderOfTheirDeadlines(t: Trace) {
        val sleeps = mapOf(
            "c" to 3.seconds,
            "a" to 1.seconds,
            "d" to 3500.milliseconds,
            "b" to 1250.milliseconds,
            "0" to ZERO,
            "a again" to 1.seconds,
            "-" to (-1).seconds,
        )

        taskGroup {
            sleeps.forEach { (name, delay) ->
                launch {
                    t.log("sleeps", name)
                    sleep(delay)
                    t.log("wakes", name)
                }
            }
        }
    }
}
