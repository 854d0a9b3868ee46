package dev.braid.conformance.kotlin.timeout

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Timeout
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.timeoutAt
import dev.braid.kotlin.yieldNow
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.startCoroutine
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** When a timeout expires, when it does not, and what it tells about itself. */
class TimeoutExpiryTest : KotlinCases() {
    @KotlinCase("TIMEOUT-01")
    suspend fun aBlockThatTakesTooLongTimesOut(t: Trace) {
        try {
            timeout(2.seconds) {
                try {
                    sleep(5.seconds)
                    t.log("not reached")
                } finally {
                    t.log("cancelled", "requests", requests())
                    sleep(3.seconds)
                    t.log("cleaned up", "requests", requests())
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, "requests", requests())
        }
    }

    @KotlinCase("TIMEOUT-02")
    suspend fun codeInsideSeesTheCancellationOnly(t: Trace) {
        try {
            timeout(1.seconds) {
                try {
                    sleep(5.seconds)
                } catch (e: TimeoutException) {
                    t.log("not reached")
                } catch (e: CancelledError) {
                    t.log("inside", e)
                    throw e
                }
            }
        } catch (e: TimeoutException) {
            t.log("outside", e)
        }
    }

    @KotlinCase("TIMEOUT-03")
    suspend fun aBlockThatEndsInTimeIsLeftAlone(t: Trace) {
        val timeout = timeout(2.seconds) {
            sleep(1.seconds)
            this
        }
        t.log("ended", "expired", timeout.expired())
        sleep(5.seconds)
        t.log("never cancelled", requests(), "expired", timeout.expired())
    }

    @KotlinCase("TIMEOUT-04")
    suspend fun withoutADelayThereIsNoLimit(t: Trace) {
        val timeout = timeout(INFINITE) {
            t.log("deadline", deadline(this))
            sleep(1_000_000.seconds)
            t.log("expired", expired())
            this
        }
        t.log("after", deadline(timeout), "expired", timeout.expired())
    }

    @KotlinCase("TIMEOUT-05")
    suspend fun theDelayCountsFromTheCall(t: Trace) {
        sleep(1.seconds)
        try {
            timeout(2.seconds) {
                t.burn(1500.milliseconds)
                t.log("deadline", deadline(this))
                sleep(1.seconds)
                t.log("not reached")
            }
        } catch (e: TimeoutException) {
            t.log("caught", e)
        }
    }

    @KotlinCase("TIMEOUT-06")
    suspend fun noTimeAtAllLastsToTheFirstSuspension(t: Trace) {
        for (delay in listOf(0, -1)) {
            lateinit var timeout: Timeout
            try {
                timeout(delay.seconds) {
                    timeout = this
                    t.log("runs", "expired", expired())
                    yieldNow()
                    t.log("not reached")
                }
            } catch (e: TimeoutException) {
                t.log("caught", e, "expired", timeout.expired())
            }
        }
    }

    @KotlinCase("TIMEOUT-07")
    suspend fun aBlockThatNeverSuspendsIsInTime(t: Trace) {
        var timeout = timeout((-1).seconds) {
            t.log("runs")
            t.burn(2.seconds)
            this
        }
        t.log("expired", timeout.expired())
        timeout = timeout(1.seconds) {
            t.burn(2.seconds)
            this
        }
        t.log("expired", timeout.expired())
        yieldNow()
        t.log("nothing is left over", requests())
    }

    @KotlinCase("TIMEOUT-08")
    suspend fun aDeadlineMayBeATimeOfTheClock(t: Trace) {
        sleep(1.seconds)
        val deadline = nowPlus(2500.milliseconds)
        lateinit var timeout: Timeout
        try {
            timeoutAt(deadline) {
                timeout = this
                t.log("deadline", deadline(this), "the same", `when`().asLong == deadline)
                sleep(10.seconds)
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, timeout.`when`().asLong == deadline)
        }
    }

    @KotlinCase("TIMEOUT-09")
    suspend fun theDeadlineIsReadableDuringAndAfterTheBlock(t: Trace) {
        sleep(1.seconds)
        val timeout = timeout(3.seconds) {
            t.log("during", deadline(this))
            sleep(1.seconds)
            t.log("later", deadline(this))
            this
        }
        t.log("after", deadline(timeout))
        lateinit var expiring: Timeout
        try {
            timeout(1.seconds) {
                expiring = this
                try {
                    sleep(5.seconds)
                } finally {
                    t.log("expired", deadline(this))
                }
            }
        } catch (e: TimeoutException) {
            t.log("after it expired", deadline(expiring))
        }
    }

    @KotlinCase("TIMEOUT-10")
    suspend fun itHasExpiredFromTheDeadlineOn(t: Trace) {
        val loop = Asyncio.runningLoop()
        lateinit var timeout: Timeout
        try {
            timeout(1.seconds) {
                timeout = this
                loop.callLater(ofMillis(500)) { t.log("before", expired()) }
                loop.callLater(ofSeconds(1)) { t.log("at the deadline", expired()) }
                try {
                    sleep(5.seconds)
                } finally {
                    t.log("inside", expired())
                }
            }
        } catch (e: TimeoutException) {
            t.log("outside", timeout.expired())
        }
        sleep(1.seconds)
        t.log("for ever", timeout.expired())
    }

    /** A coroutine that belongs to no task and no loop, begun in a callback. */
    @KotlinCase("TIMEOUT-17")
    suspend fun outsideOfATaskThereIsNothingToLimit(t: Trace) {
        val block = suspend {
            timeout(1.seconds) { t.log("entered") }
            t.log("not reached")
        }
        Asyncio.runningLoop().callSoon {
            block.startCoroutine(
                Continuation(EmptyCoroutineContext) {
                    val refused = it.exceptionOrNull()
                    if (refused is IllegalStateException) t.log("refused", refused)
                },
            )
        }
        sleep(2.seconds)
        t.log("nothing expired")
    }

    @KotlinCase("TIMEOUT-18")
    suspend fun theBlockIsGivenTheTimeoutItself(t: Trace) {
        timeout(1.seconds) {
            val given: Any = this
            t.log("a timeout", given is Timeout, deadline(this))
        }
    }

    @KotlinCase("TIMEOUT-27")
    suspend fun theTaskIsNotLeftCancelled(t: Trace) {
        val task = createTask("task") {
            try {
                timeout(1.seconds) { sleep(5.seconds) }
            } catch (e: TimeoutException) {
                t.log("caught", "requests", requests())
            }
            sleep(1.seconds)
            t.log("goes on")
            "value"
        }
        t.log("result", task.await(), "cancelled", task.cancelled())
    }

    @KotlinCase("TIMEOUT-34")
    suspend fun theTextTellsThePhase(t: Trace) {
        val timeout = timeout(INFINITE) {
            t.log("disabled", phase(this), shownDeadline(this))
            reschedule(12_345_678_900L)
            t.log("active", phase(this), shownDeadline(this), "rounded", "12.346" in toString())
            this
        }
        t.log("after", phase(timeout), shownDeadline(timeout))
        lateinit var expiring: Timeout
        try {
            timeout(1.seconds) {
                expiring = this
                try {
                    sleep(5.seconds)
                } finally {
                    t.log("cancelled", phase(this), shownDeadline(this))
                }
            }
        } catch (e: TimeoutException) {
            t.log("after", phase(expiring), shownDeadline(expiring))
        }
    }

    private fun phase(timeout: Timeout): String =
        Regex("\\[(\\w+)").find(timeout.toString())?.groupValues?.get(1) ?: "no phase"

    private fun shownDeadline(timeout: Timeout): Double? =
        Regex("when=([\\d.]+)").find(timeout.toString())?.groupValues?.get(1)?.toDouble()

    @KotlinCase("TIMEOUT-35")
    suspend fun leavingEarlyRevokesTheTimer(t: Trace) {
        try {
            timeout(1.seconds) { throw Boom("a") }
        } catch (e: Boom) {
            t.log("caught", e)
        }
        timeout(ZERO) { t.log("the expiry is queued already") }
        yieldNow()
        sleep(5.seconds)
        t.log("never cancelled", requests())
    }
}
