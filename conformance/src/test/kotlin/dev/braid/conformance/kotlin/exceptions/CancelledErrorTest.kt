package dev.braid.conformance.kotlin.exceptions

import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.async
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import kotlin.time.Duration.Companion.seconds

/** A cancellation is not an ordinary exception, and a program may make kinds of its own. */
class CancelledErrorTest : KotlinCases() {
    @KotlinCase("EXC-01")
    suspend fun aHandlerOfOrdinaryExceptionsLetsACancellationThrough(t: Trace) {
        val task = createTask("body") {
            try {
                sleep(10.seconds)
            } catch (e: Exception) {
                t.log("never", e)
            } finally {
                t.log("finally")
            }
            t.log("never either")
        }
        sleep(1.seconds)
        task.cancel()
        try {
            task.await()
        } catch (e: Exception) {
            t.log("never here", e)
        } catch (e: Throwable) {
            t.log("not ordinary", e)
        }
        t.log("cancelled", task.cancelled())
    }

    @KotlinCase("EXC-09")
    suspend fun aSubclassOfCancelledErrorIsTreatedLikeIt(t: Trace) {
        val turnsIntoItsOwn = suspend {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("cancelled", e)
                throw Stopped("mine")
            }
        }

        try {
            timeout(1.seconds) { turnsIntoItsOwn() }
        } catch (e: TimeoutException) {
            t.log("timed out, caused by", e.cause)
        } catch (e: Exception) {
            t.log("never", e)
        }

        val stops: suspend () -> Unit = {
            sleep(1.seconds)
            throw Stopped("child")
        }
        var stopped: Task<*>? = null
        var sibling: Task<String>? = null
        taskGroup {
            stopped = launch(body = stops)
            sibling = async { sleep(2.seconds, "not cancelled") }
        }
        t.log("no failure", stopped!!.cancelled(), sibling!!.result<Exception>())

        val fails: suspend () -> Unit = { throw Boom("child") }
        try {
            taskGroup {
                launch(body = fails)
                turnsIntoItsOwn()
            }
        } catch (e: ExceptionGroup) {
            t.log("only the failure", e)
        }
        t.log("cancelling", currentTask().cancelling())
    }

    private class Stopped(message: String) : CancelledError(message)
}
