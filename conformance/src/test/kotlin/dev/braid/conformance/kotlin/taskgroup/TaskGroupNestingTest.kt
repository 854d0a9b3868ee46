package dev.braid.conformance.kotlin.taskgroup

import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import kotlin.time.Duration.Companion.seconds

/** A group inside a group. */
class TaskGroupNestingTest : KotlinCases() {
    private fun fail(t: Trace, seconds: Int, error: RuntimeException): suspend () -> Unit = {
        sleep(seconds.seconds)
        t.log("fails with", error)
        throw error
    }

    private fun stay(t: Trace): suspend () -> Unit = {
        try {
            sleep(10.seconds)
            t.log("ends")
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            throw e
        }
    }

    @KotlinCase("TASKGROUP-38")
    suspend fun aFailureInTheOuterGroupCancelsTheInnerOne(t: Trace) {
        val me = currentTask()
        try {
            taskGroup {
                launch(named("bad"), fail(t, 1, Boom("outer")))
                try {
                    taskGroup {
                        launch(named("inner member"), stay(t))
                        try {
                            sleep(10.seconds)
                        } catch (e: CancelledError) {
                            t.log("inner body cancelled", e, me.cancelling())
                            throw e
                        }
                    }
                } catch (e: Throwable) {
                    t.log("left the inner block with", e, me.cancelling())
                    throw e
                }
                t.log("not reached")
            }
        } catch (e: Throwable) {
            t.log("left the outer block with", e, me.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-39")
    suspend fun aFailureInTheInnerGroupIsNestedInTheOuterOnes(t: Trace) {
        val me = currentTask()
        try {
            taskGroup {
                launch(named("outer member"), stay(t))
                try {
                    taskGroup {
                        launch(named("bad"), fail(t, 1, Boom("inner")))
                        launch(named("inner member"), stay(t))
                    }
                } catch (e: Throwable) {
                    t.log("left the inner block with", e, me.cancelling())
                    throw e
                }
                t.log("not reached")
            }
        } catch (e: Throwable) {
            t.log("left the outer block with", e, me.cancelling())
        }
    }

    @KotlinCase("TASKGROUP-40")
    suspend fun innerMembersThatFailOnACancellationEndBothGroups(t: Trace) {
        val failsOnCancel: suspend () -> Unit = {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                sleep(1.seconds)
                t.log("fails cleaning up")
                throw Boom("inner")
            }
        }
        val parent: suspend () -> Unit = {
            taskGroup {
                launch(named("outer member"), stay(t))
                taskGroup {
                    launch(named("inner member"), failsOnCancel)
                    sleep(10.seconds)
                }
                t.log("not reached")
            }
            t.log("not reached")
        }

        val task = createTask("parent", parent)
        sleep(1.seconds)
        t.log("cancel", task.cancel("outside"))
        try {
            task.await()
        } catch (e: Throwable) {
            t.log("parent ended with", e)
        }
    }

    @KotlinCase("TASKGROUP-41")
    suspend fun whenBothGroupsFailAtOnceTheOuterOneStillCancels(t: Trace) {
        try {
            taskGroup {
                val outer = this
                try {
                    taskGroup {
                        launch(named("inner member"), fail(t, 0, Boom("inner")))
                        outer.launch(named("outer member"), fail(t, 0, Bang("outer")))
                    }
                } catch (e: ExceptionGroup) {
                    t.log("handles the inner group", e)
                }
                try {
                    sleep(1.seconds)
                    t.log("not reached")
                } catch (e: CancelledError) {
                    t.log("outer body cancelled", e)
                    throw e
                }
            }
        } catch (e: ExceptionGroup) {
            t.log("handles the outer group", e)
        }
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-42")
    suspend fun whenBothGroupsFailAtOnceTheCountIsOneThenZero(t: Trace) {
        val me = currentTask()
        try {
            taskGroup {
                val outer = this
                try {
                    taskGroup {
                        launch(named("inner member"), fail(t, 0, Boom("inner")))
                        outer.launch(named("outer member"), fail(t, 0, Bang("outer")))
                    }
                } catch (e: ExceptionGroup) {
                    t.log("handles the inner group", e, me.cancelling())
                }
                t.log("inner handled", me.cancelling())
            }
        } catch (e: ExceptionGroup) {
            t.log("handles the outer group", e, me.cancelling())
        }
        t.log("outer handled", me.cancelling())
    }
}
