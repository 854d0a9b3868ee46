package dev.braid.conformance.kotlin.taskgroup

import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.TaskGroup
import dev.braid.TaskOptions.named
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.use
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Ending a group early, without an error. */
class TaskGroupCancelCallTest : KotlinCases() {
    private fun stay(t: Trace, seconds: Int = 10, cleanUp: Int = 0): suspend () -> Unit = {
        t.log("starts")
        try {
            sleep(seconds.seconds)
            t.log("ends")
        } catch (e: CancelledError) {
            t.log("cancelled", e)
            if (cleanUp > 0) {
                sleep(cleanUp.seconds)
                t.log("clean")
            }
            throw e
        }
    }

    @KotlinCase("TASKGROUP-60")
    suspend fun cancellingTheGroupEndsMembersAndBlockWithoutAnError(t: Trace) {
        val me = currentTask()
        val tasks = ArrayList<Task<*>>()
        taskGroup {
            tasks += launch(named("one"), stay(t, 10, 1))
            tasks += launch(named("two"), stay(t))
            sleep(1.seconds)
            cancel()
            t.log("cancelled the group", me.cancelling())
        }
        t.log("left normally", me.cancelling())
        t.log("cancelled", tasks.map { it.cancelled() })
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-61")
    suspend fun theBodyRunsOnToItsNextSuspension(t: Trace) {
        val me = currentTask()
        taskGroup {
            launch(named("member"), stay(t))
            sleep(1.seconds)
            cancel()
            t.log("body runs on", me.cancelling())
            try {
                sleep(10.seconds)
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("body cancelled", e)
                throw e
            }
        }
        t.log("left normally", me.cancelling())
    }

    @KotlinCase("TASKGROUP-62")
    suspend fun aBodyWithoutAFurtherSuspensionRunsToItsEnd(t: Trace) {
        val me = currentTask()
        taskGroup {
            cancel()
            t.log("body ends", me.cancelling())
        }
        t.log("left the empty group", me.cancelling())
        sleep(1.seconds)
        t.log("the next await works")
        val member = taskGroup {
            val stays = launch(named("member"), stay(t, 10, 1))
            yieldNow()
            cancel()
            t.log("body ends", me.cancelling())
            stays
        }
        t.log("left the group", me.cancelling(), member.cancelled())
        sleep(1.seconds)
        t.log("the next await works")
    }

    @KotlinCase("TASKGROUP-63")
    suspend fun cancellingTwiceIsCancellingOnce(t: Trace) {
        val me = currentTask()
        taskGroup {
            val task = launch(named("member")) {
                repeat(3) { n ->
                    try {
                        sleep(1.seconds)
                        t.log("member awake", n)
                    } catch (e: CancelledError) {
                        t.log("member cancelled", n, e)
                        cancel()
                    }
                }
            }
            yieldNow()
            cancel()
            cancel()
            t.log("cancelled", me.cancelling(), task.cancelling())
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("body cancelled", e)
            }
            cancel()
            sleep(500.milliseconds)
            t.log("body goes on", me.cancelling(), task.cancelling())
        }
        t.log("left normally", me.cancelling())
    }

    @KotlinCase("TASKGROUP-64")
    suspend fun cancellingAfterTheExitDoesNothing(t: Trace) {
        val me = currentTask()
        val first = TaskGroup.create()
        first.use {
            launch(named("member"), stay(t, 1, 0))
        }
        first.cancel()
        t.log("cancelled", me.cancelling())
        sleep(1.seconds)
        t.log("goes on", me.cancelling())
        val second = TaskGroup.create()
        second.use {
            launch(named("member"), stay(t))
            yieldNow()
            cancel()
        }
        second.cancel()
        sleep(1.seconds)
        t.log("goes on", me.cancelling())
    }

    @KotlinCase("TASKGROUP-65")
    suspend fun cancellingBeforeTheEntryCancelsOnEntry(t: Trace) {
        val me = currentTask()
        val group = TaskGroup.create()
        group.cancel()
        t.log("not entered", me.cancelling())
        sleep(1.seconds)
        group.use {
            t.log("body starts", me.cancelling())
            try {
                sleep(10.seconds)
                t.log("not reached")
            } catch (e: CancelledError) {
                t.log("body cancelled", e)
                throw e
            }
        }
        t.log("left normally", me.cancelling())
        sleep(1.seconds)
        t.log("goes on")
    }

    @KotlinCase("TASKGROUP-66")
    suspend fun creatingAfterTheCancelCallIsRefused(t: Trace) {
        val neverRuns: suspend () -> Unit = { t.log("not reached") }

        taskGroup {
            launch(named("member")) {
                try {
                    sleep(10.seconds)
                } catch (cancelled: CancelledError) {
                    try {
                        launch(body = neverRuns)
                    } catch (e: IllegalStateException) {
                        t.log("refused", e)
                    }
                    throw cancelled
                }
            }
            yieldNow()
            cancel()
            try {
                launch(body = neverRuns)
                t.log("not reached")
            } catch (e: IllegalStateException) {
                t.log("refused", e)
            }
            t.log("body runs on")
        }
        t.log("left normally")
    }

    @KotlinCase("TASKGROUP-67")
    suspend fun theFirstWinnerEndsTheRace(t: Trace) {
        val winners = ArrayList<Int>()
        val racers = ArrayList<Task<*>>()
        taskGroup {
            for (n in listOf(3, 1, 2)) {
                racers += launch { racer(t, this@taskGroup, n, winners) }
            }
        }
        t.log("left normally", currentTask().cancelling())
        t.log("cancelled", racers.map { it.cancelled() })
        t.log("winners", winners)
    }

    private suspend fun racer(t: Trace, group: TaskGroup, seconds: Int, winners: MutableList<Int>) {
        try {
            sleep(seconds.seconds)
        } catch (e: CancelledError) {
            t.log("loses", e)
            throw e
        }
        t.log("wins")
        winners += seconds
        group.cancel()
    }

    @KotlinCase("TASKGROUP-68")
    suspend fun aMemberThatCancelsBeforeItsFirstSuspensionIsCancelledThere(t: Trace) {
        val me = currentTask()
        for (eager in listOf(false, true)) {
            t.log("eager", eager)
            val tasks = ArrayList<Task<*>>()
            taskGroup {
                launch(named("sibling"), stay(t))
                tasks += launch(named("member").eager(eager)) { cancelsAndSleeps(t, this@taskGroup) }
                t.log("created", me.cancelling())
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("body cancelled", e)
                    throw e
                }
            }
            t.log("left normally", me.cancelling(), tasks[0].cancelled())
        }
    }

    private suspend fun cancelsAndSleeps(t: Trace, group: TaskGroup) {
        group.cancel()
        t.log("member runs on")
        try {
            sleep(10.seconds)
            t.log("not reached")
        } catch (e: CancelledError) {
            t.log("member cancelled", e)
            throw e
        }
    }
}
