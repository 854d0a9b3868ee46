package dev.braid.conformance.kotlin.taskobject

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.currentTask
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** How requests are counted, and what a task tells of them meanwhile. */
class TaskCancelCountTest : KotlinCases() {
    @KotlinCase("TASK-35")
    suspend fun everyRequestCounts(t: Trace) {
        val task = createTask("child") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("got", e, "requests", currentTask().cancelling())
            }
            sleep(1.seconds)
            t.log("got no second one")
        }
        sleep(1.seconds)
        t.log("first", task.cancel(), task.cancelling())
        t.log("second", task.cancel(), task.cancelling())
        yieldNow()
        t.log("third", task.cancel(), task.cancelling())
        Asyncio.gatherSettled(task).await()
        t.log("ended", "cancelled", task.cancelled(), "requests", task.cancelling())
        t.log("when done", task.cancel(), task.cancelling())
    }

    @KotlinCase("TASK-40")
    suspend fun cancelledIsTrueOnlyAtTheEnd(t: Trace) {
        val one = createTask("propagates") {
            try {
                sleep(10.seconds)
            } finally {
                t.log("in the body", currentTask().cancelled())
                sleep(1.seconds)
            }
        }
        val two = createTask("suppresses") {
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("in the body", currentTask().cancelled())
            }
        }
        t.log("created", one.cancelled(), two.cancelled())
        sleep(1.seconds)
        one.cancel()
        two.cancel()
        t.log("requested", one.cancelled(), two.cancelled())
        sleep(500.milliseconds)
        t.log("one is cleaning up, two has ended", one.cancelled(), two.cancelled())
        sleep(1.seconds)
        t.log("both have ended", one.cancelled(), two.cancelled())
    }

    @KotlinCase("TASK-41")
    suspend fun cancellingIsCancelsMinusUncancels(t: Trace) {
        val task = createTask("child") {
            repeat(2) { n ->
                try {
                    sleep(10.seconds)
                } catch (e: CancelledError) {
                    t.log("got one")
                }
            }
        }
        t.log("zero", task.cancelling())
        sleep(1.seconds)
        task.cancel()
        t.log("one", task.cancelling())
        task.cancel()
        t.log("two", task.cancelling())
        task.uncancel()
        t.log("one again", task.cancelling())
        sleep(1.seconds)
        task.cancel()
        t.log("two again", task.cancelling())
        task.uncancel()
        task.uncancel()
        t.log("zero again", task.cancelling())
        Asyncio.gatherSettled(task).await()
        t.log("in the end", task.cancelling(), "cancelled", task.cancelled())
    }

    @KotlinCase("TASK-42")
    suspend fun catchingDoesNotLowerTheCount(t: Trace) {
        val task = createTask("child") {
            val me = currentTask()
            try {
                sleep(10.seconds)
            } catch (e: CancelledError) {
                t.log("caught", me.cancelling())
            }
            t.log("after the handler", me.cancelling())
            sleep(1.seconds)
            t.log("after another await", me.cancelling())
        }
        sleep(1.seconds)
        task.cancel()
        task.await()
        t.log("ended", task.cancelling(), "cancelled", task.cancelled())
    }
}
