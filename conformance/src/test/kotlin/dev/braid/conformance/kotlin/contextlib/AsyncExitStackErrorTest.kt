package dev.braid.conformance.kotlin.contextlib

import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.asyncExitStack
import dev.braid.kotlin.pushAsyncCallback
import dev.braid.kotlin.pushAsyncExit
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.seconds

/** What becomes of the errors of exits. */
class AsyncExitStackErrorTest : KotlinCases() {
    /** What Python keeps as the context of an error, the JVM keeps as suppressed. */
    @KotlinCase("CTXLIB-31")
    suspend fun anErrorOfAnExitReplacesTheOneBeforeAndKeepsIt(t: Trace) {
        val boom = Boom("in the block")
        val bang = Bang("of an exit")
        val last = Bang("of a callback")
        val told: suspend (Throwable?) -> Boolean = { error ->
            t.log("told", error)
            false
        }
        val fails: suspend (Throwable?) -> Boolean = { error ->
            t.log("fails with", error)
            sleep(1.seconds)
            throw bang
        }
        val callback: suspend () -> Unit = { throw last }
        try {
            asyncExitStack {
                pushAsyncExit(told)
                pushAsyncCallback(callback)
                pushAsyncExit(told)
                pushAsyncExit(fails)
                throw boom
            }
        } catch (e: Bang) {
            t.log("caught", e)
            t.log("carries", carries(e, bang), "which carries", carries(bang, boom))
        }

        val alone = Bang("alone")
        try {
            asyncExitStack {
                pushAsyncExit(told)
                pushAsyncCallback { throw alone }
            }
        } catch (e: Bang) {
            t.log("caught", e, "carries", e.suppressed.firstOrNull())
        }

        val suppresses: suspend (Throwable?) -> Boolean = { error ->
            t.log("suppresses", error)
            true
        }
        asyncExitStack {
            pushAsyncExit(told)
            pushAsyncExit(suppresses)
            pushAsyncCallback(callback)
            throw Boom("in another block")
        }
        t.log("behind the block")
    }

    private fun carries(error: Throwable, carried: Throwable): Boolean = error.suppressed.toList() == listOf(carried)
}
