package dev.braid.conformance.kotlin.contextlib

import dev.braid.AsyncExitStack
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
import dev.braid.Timeout
import dev.braid.TimeoutException
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.aclose
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.asyncExitStack
import dev.braid.kotlin.enterAsyncContext
import dev.braid.kotlin.launch
import dev.braid.kotlin.pushAsyncCallback
import dev.braid.kotlin.pushAsyncExit
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import dev.braid.kotlin.use
import kotlin.time.Duration.Companion.seconds

/** What an exit stack takes, and the order it leaves things in. */
class AsyncExitStackTest : KotlinCases() {
    @KotlinCase("CTXLIB-24")
    suspend fun whatWasRegisteredLastIsLeftFirst(t: Trace) {
        asyncExitStack {
            enterAsyncContext(loggingManager(t, "a"))
            pushAsyncCallback { t.log("callback") }
            enterAsyncContext(loggingManager(t, "b"))
            t.log("block")
        }
        t.log("behind the block")
        try {
            asyncExitStack {
                enterAsyncContext(loggingManager(t, "c"))
                enterAsyncContext(loggingManager(t, "d"))
                throw Boom("in the block")
            }
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    @KotlinCase("CTXLIB-25")
    suspend fun enteringGivesTheValueAndRegistersTheExit(t: Trace) {
        asyncExitStack {
            t.log("got", enterAsyncContext(loggingManager(t, "a")))
            t.log("block")
        }
        t.log("behind the block")
        aGroupAndATimeoutCoverTheBlock(t)
    }

    private fun told(t: Trace): suspend (Throwable?) -> Boolean = { error ->
        t.log("told", error)
        false
    }

    @KotlinCase("CTXLIB-27")
    suspend fun anExitCanBePushedWithoutEntering(t: Trace) {
        val told: suspend (Throwable?) -> Boolean = { error ->
            t.log("told", error)
            sleep(1.seconds)
            false
        }
        val manager = loggingManager(t, "a")
        try {
            asyncExitStack {
                t.log("the same", pushAsyncExit(manager) === manager, pushAsyncExit(told) === told)
                throw Boom("in the block")
            }
        } catch (e: Boom) {
            t.log("caught", e)
        }
        asyncExitStack { pushAsyncExit(told) }
    }

    @KotlinCase("CTXLIB-28")
    suspend fun afterAnExitThatSuppressesTheOthersSeeNoError(t: Trace) {
        val told = told(t)
        val suppresses: suspend (Throwable?) -> Boolean = { error ->
            t.log("suppresses", error)
            sleep(1.seconds)
            true
        }
        asyncExitStack {
            pushAsyncExit(told)
            pushAsyncExit(loggingManager(t, "outer"))
            pushAsyncExit(suppresses)
            pushAsyncExit(loggingManager(t, "inner"))
            throw Boom("in the block")
        }
        t.log("behind the block")
        asyncExitStack {
            pushAsyncExit(told)
            pushAsyncExit(suppresses)
        }
        t.log("nothing to suppress")
    }

    /** Arguments are what the lambda captures. */
    @KotlinCase("CTXLIB-29")
    suspend fun aCallbackIsNotToldAndCannotSuppress(t: Trace) {
        val a = 1
        val b = 2
        val callback = suspend {
            t.log("callback", a, b)
            sleep(1.seconds)
        }
        try {
            asyncExitStack {
                val pushed = pushAsyncCallback(callback)
                t.log("the same", pushed === callback)
                throw Boom("in the block")
            }
        } catch (e: Boom) {
            t.log("caught", e)
        }
    }

    /** A callback that does not wait is one that could: there is one function for both. */
    @KotlinCase("CTXLIB-30")
    suspend fun whatDoesNotWaitCanBeMixedIn(t: Trace) {
        val first = AutoCloseable { t.log("closes", "first") }
        asyncExitStack {
            t.log("the same", enterContext(first) === first)
            enterAsyncContext(loggingManager(t, "a"))
            pushAsyncCallback { t.log("plain callback") }
            pushAsyncCallback { t.log("callback") }
            enterContext(AutoCloseable { t.log("closes", "last") })
            t.log("block")
        }
        t.log("behind the block")
    }

    @KotlinCase("CTXLIB-32")
    suspend fun closingUnwindsAtOnceAsWithoutAnError(t: Trace) {
        val stack = AsyncExitStack()
        stack.enterAsyncContext(loggingManager(t, "a"))
        stack.enterAsyncContext(loggingManager(t, "b"))
        try {
            throw Boom("around the close")
        } catch (e: Boom) {
            stack.aclose()
        }
        t.log("closed")
        stack.aclose()
        t.log("closed again")
        stack.use {
            stack.pushAsyncExit(loggingManager(t, "c"))
            stack.aclose()
            t.log("block")
        }
        t.log("behind the block")
    }

    @KotlinCase("CTXLIB-33")
    suspend fun whatIsRegisteredCanMoveToAnotherStack(t: Trace) {
        lateinit var moved: AsyncExitStack
        asyncExitStack {
            enterAsyncContext(loggingManager(t, "a"))
            enterAsyncContext(loggingManager(t, "b"))
            moved = popAll()
            t.log("another one", moved !== this)
            pushAsyncExit(loggingManager(t, "c"))
        }
        t.log("behind the block")
        moved.aclose()
        t.log("closed")
    }

    private suspend fun aGroupAndATimeoutCoverTheBlock(t: Trace) {
        asyncExitStack {
            enterAsyncContext(loggingManager(t, "a"))
            val group = enterAsyncContext(group())
            group.launch(named("slow"), member(t, 5))
            t.log("block")
        }
        t.log("behind the block")
        try {
            asyncExitStack {
                enterAsyncContext(loggingManager(t, "b"))
                val group = enterAsyncContext(group())
                group.launch(named("failing"), member(t, 1, Boom("of a member")))
                group.launch(named("sibling"), member(t, 5))
                try {
                    sleep(60.seconds)
                } catch (e: CancelledError) {
                    t.log("block is cancelled")
                    throw e
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e)
        }
        t.log("cancelling", currentTask().cancelling())
        try {
            asyncExitStack {
                enterAsyncContext(loggingManager(t, "c"))
                enterAsyncContext(asyncContextManager<Timeout> { timeout(2.seconds) { yield(this) } })
                sleep(60.seconds)
            }
        } catch (e: TimeoutException) {
            t.log("caught", e)
        }
        t.log("cancelling", currentTask().cancelling())
    }

    private fun group() = asyncContextManager<TaskGroup> { taskGroup { yield(this) } }

    private fun member(t: Trace, seconds: Int, error: Boom? = null): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("member ends", seconds)
        error?.let { throw it }
    }
}
