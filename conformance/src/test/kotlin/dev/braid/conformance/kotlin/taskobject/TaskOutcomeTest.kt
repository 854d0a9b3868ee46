package dev.braid.conformance.kotlin.taskobject

import dev.braid.CancelledError
import dev.braid.InvalidStateException
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** What a task ended with, as its accessors give it. */
class TaskOutcomeTest : KotlinCases() {
    @KotlinCase("TASK-04")
    suspend fun theResultOfAnUnfinishedTaskIsAnInvalidState(t: Trace) {
        val task = createTask {
            try {
                sleep(10.seconds)
                "not reached"
            } catch (e: CancelledError) {
                "ended"
            }
        }
        val look = { state: String ->
            try {
                t.log(state, task.result<Exception>())
            } catch (e: InvalidStateException) {
                t.log(state, e)
            }
        }
        look("not started")
        sleep(1.seconds)
        look("suspended")
        task.cancel()
        look("cancelling")
        yieldNow()
        look("finished")
    }

    @KotlinCase("TASK-05")
    suspend fun theResultOfAFailedOrCancelledTaskIsThrown(t: Trace) {
        val boom = Boom("a")
        val failed = createTask<Unit> { throw boom }
        val cancelled = createTask { sleep(10.seconds) }
        sleep(1.seconds)
        cancelled.cancel("enough")
        sleep(1.seconds)
        for (attempt in listOf("first", "second")) {
            try {
                failed.result<Exception>()
            } catch (e: Boom) {
                t.log(attempt, e, "the same object", e === boom)
            }
        }
        try {
            cancelled.result<Exception>()
        } catch (e: CancelledError) {
            t.log("cancelled", e)
        }
    }

    @KotlinCase("TASK-06")
    suspend fun theExceptionIsGivenNotThrown(t: Trace) {
        val boom = Boom("a")
        val failed = createTask<Unit> { throw boom }
        val returned = createTask { 1 }
        val cancelled = createTask { sleep(10.seconds) }
        val unfinished = createTask { sleep(10.seconds) }
        sleep(1.seconds)
        cancelled.cancel("enough")
        sleep(1.seconds)
        t.log("failed", failed.exception(), "the same object", failed.exception() === boom)
        t.log("returned", returned.exception())
        try {
            t.log("not reached", unfinished.exception())
        } catch (e: InvalidStateException) {
            t.log("unfinished", e)
        }
        try {
            t.log("not reached", cancelled.exception())
        } catch (e: CancelledError) {
            t.log("cancelled", e)
        }
        unfinished.cancel()
    }

    @KotlinCase("TASK-07")
    suspend fun theExceptionKeepsItsStackTrace(t: Trace) {
        class Bodies {
            // Does something after its call: of a function that ends in one Kotlin's compiler leaves no frame.
            suspend fun outer(): String = inner() + "!"

            suspend fun inner(): String {
                sleep(1.seconds)
                throw Boom("a")
            }
        }

        val task = createTask(body = Bodies()::outer)
        sleep(2.seconds)
        t.log("stored", functions(task.exception()!!, "outer", "inner"))
        try {
            task.await()
        } catch (e: Boom) {
            t.log("thrown", functions(e, "outer", "inner"))
        }
        t.log("afterwards", functions(task.exception()!!, "outer", "inner"))
    }

    @KotlinCase("TASK-39")
    suspend fun onlyTheFirstLookGivesTheOriginalCancelledError(t: Trace) {
        val seen = ArrayList<CancelledError>()
        class Body {
            suspend fun interrupted() {
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    seen += e
                    throw e
                }
            }

            suspend fun lookedAtTwice(look: (Task<Unit>) -> Unit) {
                val task = createTask(body = ::interrupted)
                sleep(1.seconds)
                task.cancel("enough")
                sleep(1.seconds)
                for (attempt in listOf("first", "second", "third")) {
                    try {
                        look(task)
                    } catch (e: CancelledError) {
                        t.log(attempt, e, "the original", e === seen.last(), functions(e, "interrupted"))
                    }
                }
            }
        }

        val body = Body()
        body.lookedAtTwice { it.result<Exception>() }
        body.lookedAtTwice { it.exception() }
    }

    /** Of the known functions, those that the trace goes through, oldest first. */
    private fun functions(error: Throwable, vararg known: String): List<String> =
        error.stackTrace.map { it.methodName }.filter { it in known }.reversed()
}
