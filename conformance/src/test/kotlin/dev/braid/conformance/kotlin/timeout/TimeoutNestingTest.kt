package dev.braid.conformance.kotlin.timeout

import dev.braid.CancelledError
import dev.braid.Timeout
import dev.braid.TimeoutException
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.timeoutAt
import kotlin.time.Duration.Companion.seconds

/** Timeouts inside timeouts. */
class TimeoutNestingTest : KotlinCases() {
    @KotlinCase("TIMEOUT-28")
    suspend fun ofTwoWithOneDeadlineTheOuterThrows(t: Trace) {
        val entered = Entered()
        val deadline = nowPlus(1.seconds)
        try {
            timeoutAt(deadline) {
                entered += this
                try {
                    timeoutAt(deadline) {
                        entered += this
                        sleep(5.seconds)
                    }
                } catch (e: CancelledError) {
                    t.log("between", e, entered.expired(0), entered.expired(1), "requests", requests())
                    throw e
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, entered.expired(0), entered.expired(1), "requests", requests())
        }
    }

    @KotlinCase("TIMEOUT-29")
    suspend fun anOuterOneThatIsEarlierThrows(t: Trace) {
        val entered = Entered()
        try {
            timeout(1.seconds) {
                entered += this
                try {
                    timeout(2.seconds) {
                        entered += this
                        sleep(5.seconds)
                    }
                } catch (e: CancelledError) {
                    t.log("between", e, entered.expired(0), entered.expired(1))
                    throw e
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, entered.expired(0), entered.expired(1), "requests", requests())
        }
        sleep(5.seconds)
        t.log("nothing is left over")
    }

    @KotlinCase("TIMEOUT-30")
    suspend fun afterABusyLoopTheOuterOneInterruptsWhatFollows(t: Trace) {
        var entered = Entered()
        try {
            timeout(2.seconds) {
                entered += this
                try {
                    timeout(1.seconds) {
                        entered += this
                        t.burn(3.seconds)
                        sleep(5.seconds)
                        t.log("not reached")
                    }
                } catch (e: TimeoutException) {
                    t.log("not reached", e)
                } catch (e: CancelledError) {
                    t.log("between", e, entered.expired(0), entered.expired(1))
                    throw e
                }
                t.log("not reached")
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, entered.expired(0), entered.expired(1))
        }

        entered = Entered()
        try {
            timeout(2.seconds) {
                entered += this
                try {
                    timeout(1.seconds) {
                        entered += this
                        try {
                            sleep(5.seconds)
                        } finally {
                            t.burn(3.seconds)
                        }
                    }
                } catch (e: TimeoutException) {
                    t.log("inner", e, entered.expired(0), entered.expired(1))
                }
                t.log("goes on to its first suspension")
                sleep(5.seconds)
                t.log("not reached")
            }
        } catch (e: TimeoutException) {
            t.log("outer", e, entered.expired(0), "requests", requests())
        }
    }

    @KotlinCase("TIMEOUT-31")
    suspend fun cleanUpMayHaveATimeoutOfItsOwn(t: Trace) {
        val entered = Entered()
        try {
            timeout(1.seconds) {
                entered += this
                try {
                    sleep(5.seconds)
                } finally {
                    try {
                        timeout(2.seconds) {
                            entered += this
                            sleep(5.seconds)
                        }
                    } catch (e: TimeoutException) {
                        t.log("cleaned up", e, entered.expired(0), entered.expired(1), requests())
                    }
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, "requests", requests())
        }
    }

    /** The timeouts of a case, the outer one first. */
    private class Entered {
        private val timeouts = ArrayList<Timeout>()

        operator fun plusAssign(timeout: Timeout) {
            timeouts += timeout
        }

        fun expired(which: Int): Boolean = timeouts[which].expired()
    }
}
