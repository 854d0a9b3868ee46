package dev.braid.conformance.kotlin.taskgroup

import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.KeyboardInterrupt
import dev.braid.Task
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.conformance.kotlin.harness.runUntil
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.createTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** Errors that are no ordinary exceptions. {@link InternalError} stands where Python has SystemExit. */
class TaskGroupBaseErrorTest : KotlinCases() {
    private fun stay(t: Trace, cleanUp: Int, error: Throwable? = null): suspend () -> Unit = {
        try {
            sleep(10.seconds)
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            if (cleanUp > 0) {
                sleep(cleanUp.seconds)
                t.log("clean")
            }
            throw error ?: e
        }
    }

    private fun fail(t: Trace, seconds: Int, error: Throwable): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("fails with", error)
        throw error
    }

    @KotlinCase(value = "TASKGROUP-43", plain = true)
    fun aFatalErrorOfTheBodyLeavesTheBlockBare(t: Trace) {
        for (fatal in listOf(KeyboardInterrupt(), InternalError())) {
            t.run {
                val members = ArrayList<Task<*>>()
                val body: suspend TaskGroup.() -> Unit = {
                    members.add(launch(named("one"), stay(t, 1)))
                    members.add(launch(named("two"), stay(t, 2, Boom("discarded"))))
                    sleep(1.seconds)
                    t.log("body ends with", fatal)
                    throw fatal
                }
                try {
                    taskGroup(body)
                } catch (e: Throwable) {
                    t.log("escaped", e, e === fatal, currentTask().cancelling())
                }
                t.log("members ended", members[0].cancelled(), members[1].exception())
            }
        }
    }

    @KotlinCase(value = "TASKGROUP-44", plain = true)
    fun theFirstFatalErrorOfTheMembersLeavesTheBlockBare(t: Trace) {
        for (fatal in listOf(KeyboardInterrupt(), InternalError())) {
            val main: suspend () -> Unit = {
                try {
                    taskGroup {
                        launch(named("slow"), stay(t, 1))
                        launch(named("failing"), stay(t, 0, Boom("discarded")))
                        launch(named("fatal"), fail(t, 1, fatal))
                    }
                    t.log("not reached")
                } catch (e: Throwable) {
                    t.log("escaped from the block", e, e === fatal)
                    throw e
                }
            }

            val loop = t.newLoop()
            val task = loop.createTask(named("parent"), main)
            repeat(2) {
                try {
                    t.log("the loop stopped for", loop.runUntil(task))
                } catch (e: Throwable) {
                    t.log("the loop stopped for", e, e === fatal)
                }
            }
            loop.close()
        }

        val first = KeyboardInterrupt()
        val later = InternalError()
        val anotherMemberLater: suspend () -> Unit = {
            taskGroup {
                launch(named("first"), fail(t, 1, first))
                launch(named("later"), stay(t, 1, later))
            }
        }
        val theBodyLater: suspend () -> Unit = {
            taskGroup {
                launch(named("first"), fail(t, 1, first))
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("body ends with", later)
                    throw later
                }
            }
        }
        for (main in listOf(anotherMemberLater, theBodyLater)) {
            val loop = t.newLoop()
            val task = loop.createTask(named("parent"), main)
            while (!task.done()) {
                try {
                    loop.runUntil(task)
                } catch (e: Throwable) {
                    t.log("the loop stopped for", e, e === first)
                }
            }
            t.log("the parent's exception is the first one", task.exception() === first)
            loop.close()
        }
    }

    @KotlinCase(value = "TASKGROUP-45", plain = true)
    fun aMembersFatalErrorLeavesTheLoopFirst(t: Trace) {
        for (fatal in listOf(KeyboardInterrupt(), InternalError())) {
            try {
                t.run(memberFailsWith(t, fatal))
            } catch (e: Throwable) {
                t.log("escaped from run", e, e === fatal)
            }
        }

        val loop = t.newLoop()
        val task = loop.createTask(named("parent"), memberFailsWith(t, KeyboardInterrupt()))
        try {
            loop.runUntil(task)
        } catch (e: KeyboardInterrupt) {
            t.log("escaped from the loop", e, task.done(), task.cancelling())
        }
        try {
            loop.runUntil(task)
        } catch (e: KeyboardInterrupt) {
            t.log("driven again", e, task.done())
        }
        loop.close()
    }

    private fun memberFailsWith(t: Trace, fatal: Error): suspend () -> Unit {
        val works: suspend () -> Unit = {
            sleep(1.seconds)
            t.log("runs when the loop is driven again")
            sleep(10.seconds)
        }
        return {
            try {
                taskGroup {
                    launch(named("sibling"), stay(t, 1))
                    launch(named("fatal"), fail(t, 1, fatal))
                    launch(named("next in the queue"), works)
                    try {
                        sleep(10.seconds)
                    } catch (e: CancelledError) {
                        t.log("body cancelled", e)
                        throw e
                    }
                }
            } catch (e: Throwable) {
                t.log("escaped from the block", e)
                throw e
            }
        }
    }

    @KotlinCase("TASKGROUP-46")
    suspend fun aGeneratorExitOfTheBodyStaysWhatItIs(t: Trace) {
        val closing = GeneratorExit()
        val body: suspend TaskGroup.() -> Unit = {
            launch(named("member"), stay(t, 1))
            sleep(1.seconds)
            throw closing
        }
        try {
            taskGroup(body)
        } catch (e: Throwable) {
            t.log("escaped", e, e === closing, currentTask().cancelling())
        }
        val empty: suspend TaskGroup.() -> Unit = {
            throw closing
        }
        try {
            taskGroup(empty)
        } catch (e: Throwable) {
            t.log("escaped from an empty group", e, e === closing)
        }
        val innermost: suspend TaskGroup.() -> Unit = {
            launch(named("inner member"), stay(t, 0))
            yieldNow()
            throw closing
        }
        try {
            taskGroup {
                launch(named("outer member"), stay(t, 0))
                taskGroup(innermost)
            }
        } catch (e: Throwable) {
            t.log("escaped from nested groups", e, e === closing)
        }

        val items = GeneratorsWithGroups.withAPatientMember(t.java)
        t.log("item", items.anext())
        items.aclose()
        t.log("closed without an error")
    }

    @KotlinCase("TASKGROUP-47")
    suspend fun aGeneratorExitOfAMemberIsAFailureLikeOthers(t: Trace) {
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, GeneratorExit()))
                launch(named("sibling"), stay(t, 0))
            }
        } catch (e: Throwable) {
            t.log("escaped", e)
        }
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, GeneratorExit()))
                launch(named("sibling"), stay(t, 0, Boom("sibling")))
                yieldNow()
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    throw Bang("body")
                }
            }
        } catch (e: Throwable) {
            t.log("escaped", e)
        }
    }

    @KotlinCase("TASKGROUP-48")
    suspend fun aGeneratorExitOfTheBodyDoesNotHideAMembersFailure(t: Trace) {
        val body: suspend TaskGroup.() -> Unit = {
            launch(named("bad"), stay(t, 1, Boom("member")))
            sleep(1.seconds)
            throw GeneratorExit()
        }
        try {
            taskGroup(body)
        } catch (e: Throwable) {
            t.log("escaped", e)
        }
        try {
            taskGroup {
                launch(named("bad first"), fail(t, 1, Bang("member")))
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    throw GeneratorExit()
                }
            }
        } catch (e: Throwable) {
            t.log("escaped", e, currentTask().cancelling())
        }

        val items = GeneratorsWithGroups.withAFailingMember(t.java)
        t.log("item", items.anext())
        try {
            items.aclose()
        } catch (e: Throwable) {
            t.log("closing raised", e)
        }
    }
}
