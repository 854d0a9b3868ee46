package dev.braid.conformance.kotlin.timeout

import dev.braid.Asyncio
import dev.braid.Timeout
import dev.braid.TimeoutException
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import java.util.OptionalLong
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Moving the deadline. */
class TimeoutRescheduleTest : KotlinCases() {
    @KotlinCase("TIMEOUT-11")
    suspend fun theDeadlineCanBeMoved(t: Trace) {
        lateinit var timeout: Timeout
        try {
            timeout(2.seconds) {
                timeout = this
                reschedule(4.seconds.inWholeNanoseconds)
                t.log("later", deadline(this))
                sleep(3.seconds)
                reschedule(OptionalLong.empty())
                t.log("none", deadline(this))
                sleep(3.seconds)
                reschedule(100.seconds.inWholeNanoseconds)
                t.log("set again", deadline(this))
                sleep(1.seconds)
                reschedule(nowPlus(1500.milliseconds))
                t.log("earlier", deadline(this))
                sleep(50.seconds)
                t.log("not reached")
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, deadline(timeout))
        }
    }

    @KotlinCase("TIMEOUT-12")
    suspend fun movingItToThePastExpiresInTheNextPass(t: Trace) {
        sleep(5.seconds)
        for (deadline in listOf(now(), nowPlus((-1).seconds))) {
            try {
                timeout(10.seconds) {
                    Asyncio.runningLoop().callSoon { t.log("queued before", expired()) }
                    reschedule(deadline)
                    Asyncio.runningLoop().callSoon { t.log("queued after", expired()) }
                    t.log("still runs", expired())
                    yieldNow()
                    t.log("not reached")
                }
            } catch (e: TimeoutException) {
                t.log("caught", e)
            }
        }
    }

    @KotlinCase("TIMEOUT-14")
    suspend fun aFinishedOneCannotBeMoved(t: Trace) {
        val timeout = timeout(2.seconds) {
            sleep(1.seconds)
            this
        }
        try {
            timeout.reschedule(nowPlus(5.seconds))
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("refused", e, deadline(timeout))
        }
        try {
            timeout.reschedule(OptionalLong.empty())
            t.log("not reached")
        } catch (e: IllegalStateException) {
            t.log("refused", e, deadline(timeout))
        }
    }

    @KotlinCase("TIMEOUT-15")
    suspend fun anExpiredOneCannotBeMoved(t: Trace) {
        lateinit var timeout: Timeout
        try {
            timeout(1.seconds) {
                timeout = this
                try {
                    sleep(5.seconds)
                } finally {
                    try {
                        reschedule(nowPlus(5.seconds))
                        t.log("not reached")
                    } catch (e: IllegalStateException) {
                        t.log("inside", e, deadline(this))
                    }
                }
            }
        } catch (expired: TimeoutException) {
            try {
                timeout.reschedule(nowPlus(5.seconds))
                t.log("not reached")
            } catch (e: IllegalStateException) {
                t.log("after", e, deadline(timeout))
            }
        }
    }
}
