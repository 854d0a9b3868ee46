package dev.braid.conformance.kotlin.timeout

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.Timeout
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import java.time.Duration.ofSeconds
import kotlin.time.Duration.Companion.seconds

/** What becomes of a block's own exceptions. */
class TimeoutErrorTest : KotlinCases() {
    @KotlinCase("TIMEOUT-19")
    suspend fun anEarlierExceptionPassesThrough(t: Trace) {
        val boom = Boom("a")
        lateinit var timeout: Timeout
        try {
            timeout(2.seconds) {
                timeout = this
                sleep(1.seconds)
                throw boom
            }
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom, "expired", timeout.expired())
        }
        sleep(5.seconds)
        t.log("never cancelled")
    }

    @KotlinCase("TIMEOUT-22")
    suspend fun aBlockMaySwallowTheCancellation(t: Trace) {
        val timeout = timeout(1.seconds) {
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                t.log("swallows", e, "requests", requests())
            }
            sleep(1.seconds)
            t.log("goes on inside")
            this
        }
        t.log("no exception", "expired", timeout.expired(), "requests", requests())
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TIMEOUT-23")
    suspend fun anotherExceptionWinsOverTheTimeout(t: Trace) {
        val boom = Boom("a")
        lateinit var timeout: Timeout
        try {
            timeout(1.seconds) {
                timeout = this
                try {
                    sleep(5.seconds)
                } catch (e: CancelledError) {
                    throw boom
                }
            }
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === boom, "expired", timeout.expired())
        }
        t.log("requests", requests())
    }

    /** Python puts the TimeoutError into the context; here it is suppressed, for the cause is the body's choice. */
    @KotlinCase("TIMEOUT-24")
    suspend fun anotherExceptionTellsOfTheTimeout(t: Trace) {
        val seen = ArrayList<CancelledError>()
        val sleeps = suspend {
            try {
                sleep(5.seconds)
            } catch (e: CancelledError) {
                seen += e
                throw e
            }
        }

        try {
            timeout(1.seconds) {
                try {
                    sleeps()
                } catch (e: CancelledError) {
                    throw because(Boom("a"), e)
                }
            }
        } catch (e: Boom) {
            val timedOut = told(e)
            t.log("caught", e, timedOut, "cause", timedOut.cause === seen[0])
        }

        try {
            timeout(1.seconds) {
                try {
                    try {
                        sleeps()
                    } catch (e: CancelledError) {
                        throw because(Bang("inner"), e)
                    }
                } catch (e: Bang) {
                    throw because(Boom("outer"), e)
                }
            }
        } catch (e: Boom) {
            val timedOut = told(e.cause!!)
            t.log("caught", e, e.cause, timedOut, "cause", timedOut.cause === seen[1])
        }

        try {
            timeout(2.seconds) {
                try {
                    val task = currentTask()
                    Asyncio.runningLoop().callLater(ofSeconds(1)) { task.cancel() }
                    sleeps()
                } catch (e: CancelledError) {
                    throw because(Boom("before the deadline"), e)
                }
            }
        } catch (e: Boom) {
            t.log("caught", e, "of no timeout", e.suppressed.isEmpty() && e.cause === seen[2])
        }
    }

    @KotlinCase("TIMEOUT-25")
    suspend fun eachExceptionOfAGroupTellsOfTheTimeout(t: Trace) {
        try {
            timeout(1.seconds) {
                taskGroup {
                    launch(body = fails("a"))
                    launch(body = fails("b"))
                    sleep(5.seconds)
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
            t.log("group", told(e))
            for (member in e.exceptions()) t.log("member", member, told(member), "cause", told(member).cause)
        }
    }

    private fun fails(name: String): suspend () -> Unit = {
        try {
            sleep(5.seconds)
        } catch (e: CancelledError) {
            throw because(Boom(name), e)
        }
    }

    private fun <E : Exception> because(error: E, cause: Throwable): E {
        error.initCause(cause)
        return error
    }

    /** The newest of the suppressed ones; a group has its members there as well, before. */
    private fun told(error: Throwable): Throwable = error.suppressed.last()

    @KotlinCase("TIMEOUT-26")
    suspend fun theCancellationIsItsCause(t: Trace) {
        lateinit var seen: CancelledError
        try {
            timeout(1.seconds) {
                try {
                    sleep(5.seconds)
                } catch (e: CancelledError) {
                    seen = e
                    throw e
                }
            }
        } catch (e: TimeoutException) {
            t.log("caught", e, "cause", e.cause, "the same object", e.cause === seen)
        }
    }
}
