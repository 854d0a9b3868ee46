package dev.braid.conformance.kotlin.taskgroup

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.ExceptionGroup
import dev.braid.Future
import dev.braid.Task
import dev.braid.TaskFactory
import dev.braid.TaskGroup
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
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
import dev.braid.kotlin.use
import dev.braid.kotlin.yieldNow
import java.lang.ref.WeakReference
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Who is a member, for how long, and what leaving the block waits for. */
class TaskGroupMembersTest : KotlinCases() {
    /** How many members the group says it has. */
    private fun members(group: TaskGroup): Int =
        Regex("tasks=(\\d+)").find(group.toString())?.groupValues?.get(1)?.toInt() ?: 0

    @KotlinCase("TASKGROUP-01")
    suspend fun leavingWaitsForEveryMember(t: Trace) {
        val tasks = taskGroup {
            val created = listOf(2, 1).map { n ->
                async {
                    sleep(n.seconds)
                    t.log("child ends", n)
                    n * 10
                }
            }
            t.log("body ends")
            created
        }
        t.log("results", tasks.map { it.result<Exception>() })
    }

    @KotlinCase("TASKGROUP-02")
    suspend fun membersMayJoinAsLongAsTheBodyRuns(t: Trace) {
        val tasks = taskGroup {
            val one = async(named("one")) { child(t, "one", 1) }
            sleep(2.seconds)
            t.log("finished before two joined", one.done())
            val two = async(named("two")) { child(t, "two", 1) }
            t.log("two joined")
            two.await()
            t.log("all finished")
            val three = async(named("three")) { child(t, "three", 3) }
            t.log("body ends")
            listOf(one, two, three)
        }
        t.log("results", tasks.map { it.result<Exception>() })
    }

    private suspend fun child(t: Trace, text: String, seconds: Int): String {
        t.log("starts")
        sleep(seconds.seconds)
        t.log("ends")
        return text
    }

    @KotlinCase("TASKGROUP-03")
    suspend fun finishedMembersAreForgottenOneByOne(t: Trace) {
        val group = TaskGroup.create()
        val last = group.use {
            t.log("empty", members(group))
            for (n in 1..3) {
                launch { sleep(n.seconds) }
            }
            t.log("three joined", members(group))
            repeat(3) {
                sleep(1100.milliseconds)
                t.log("members", members(group))
            }
            repeat(1000) {
                launch { yieldNow() }.await()
            }
            yieldNow()
            t.log("after a thousand more", members(group))
            launch { sleep(1.seconds) }
        }
        t.log("left", last.done(), members(group))
    }

    @KotlinCase("TASKGROUP-04")
    suspend fun aMemberMayAddMembersWhileTheExitWaits(t: Trace) {
        taskGroup {
            launch { addsMembers(t, this@taskGroup, 1) }
            t.log("body ends")
        }
        t.log("left")
    }

    private suspend fun addsMembers(t: Trace, group: TaskGroup, depth: Int) {
        sleep(1.seconds)
        if (depth < 3) {
            group.launch { addsMembers(t, group, depth + 1) }
            t.log("added depth", depth + 1)
        }
        sleep(500.milliseconds)
        t.log("ends at depth", depth)
    }

    @KotlinCase("TASKGROUP-05")
    suspend fun enteringGivesTheGroupItself(t: Trace) {
        val group = TaskGroup.create()
        group.use {
            t.log("the same", this === group)
            launch { sleep(1.seconds) }
        }
        t.log("left")
    }

    @KotlinCase("TASKGROUP-06")
    suspend fun leavingWithNoPendingMemberDoesNotSuspend(t: Trace) {
        val child = suspend { t.log("child ends") }

        val loop = Asyncio.runningLoop()
        loop.callSoon { t.log("next pass") }
        taskGroup { t.log("empty body ends") }
        t.log("left the empty group")

        taskGroup {
            launch(body = child).await()
            yieldNow()
            loop.callSoon { t.log("next pass") }
            t.log("body ends, the member did before")
        }
        t.log("left the group of finished members")

        taskGroup {
            launch(body = child)
            loop.callSoon { t.log("next pass") }
            t.log("body ends")
        }
        t.log("left the group that had to wait")
    }

    @KotlinCase("TASKGROUP-07")
    suspend fun aMemberTakesANameAndAContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val child: suspend () -> Unit = {
            t.log("sees", variable.get())
            variable.set("the child's")
        }

        variable.set("the body's")
        val own = Context.copyCurrent()
        own.run<Exception> { variable.set("the given context's") }
        val tasks = taskGroup {
            val named = launch(named("first"), child)
            val given = launch(named("second").withContext(own), child)
            val plain: Any = launch(body = child)
            t.log("returned", named.name(), given.name(), plain is Task<*>)
            t.log("context", named.context() === own, given.context() === own)
            listOf(named, given, plain as Task<*>)
        }
        t.log("done", tasks.map { it.done() })
        t.log("body sees", variable.get())
        t.log("the given context holds", own.get(variable))
    }

    @KotlinCase("TASKGROUP-08")
    suspend fun furtherOptionsReachTheTaskFactory(t: Trace) {
        val child = suspend {
            t.log("child starts")
            sleep(1.seconds)
            t.log("child ends")
        }

        taskGroup {
            launch(named("eager").eager(true), child)
            t.log("created an eager one")
            launch(named("lazy").eager(false), child)
            t.log("created a lazy one")
        }
        Asyncio.runningLoop().setTaskFactory(object : TaskFactory {
            override fun <T> create(loop: EventLoop, coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
                t.log("factory", options.name(), options.eagerStart())
                return Task.create(loop, coroutine, options)
            }
        })
        taskGroup {
            launch(named("eager").eager(true), child)
            t.log("created an eager one")
            launch(named("plain"), child)
            t.log("created a plain one")
        }
        Asyncio.runningLoop().setTaskFactory(null)
    }

    @KotlinCase("TASKGROUP-09")
    suspend fun anOpenGroupKeepsItsMembersAlive(t: Trace) {
        val woken = HashMap<String, WeakReference<Future<String>>>()
        val child: suspend () -> Unit = {
            val future = Asyncio.runningLoop().createFuture<String>()
            woken["future"] = WeakReference(future) // only the child refers to it, and only it to the child
            t.log("child waits")
            t.log("child got", future.await())
        }

        t.catchReports()
        taskGroup {
            launch(body = child)
            yieldNow()
            t.gc()
            t.log("still there", woken.getValue("future").get() != null)
            woken.getValue("future").get()!!.setResult("a value")
            t.log("body ends")
        }
        t.log("left")
    }

    @KotlinCase("TASKGROUP-10")
    suspend fun cancellingOneMemberIsNoFailure(t: Trace) {
        val child = suspend {
            try {
                sleep(2.seconds)
                t.log("child ends")
                7
            } catch (e: CancelledError) {
                t.log("cancelled", e)
                throw e
            }
        }

        val (one, two) = taskGroup {
            val one = async(named("one"), child)
            val two = async(named("two"), child)
            sleep(1.seconds)
            t.log("cancel", one.cancel("just this one"))
            sleep(500.milliseconds)
            t.log("body goes on")
            listOf(one, two)
        }
        t.log("one cancelled", one.cancelled())
        t.log("two", two.cancelled(), two.result<Exception>())
        t.log("cancelling", currentTask().cancelling())
    }

    @KotlinCase("TASKGROUP-57")
    suspend fun aGroupThatWasLeftKeepsNothingAlive(t: Trace) {
        val gone = LinkedHashMap<String, WeakReference<*>>()
        val group = TaskGroup.create()
        val other = TaskGroup.create()
        createTask("parent") { parent(t, group, gone) }.await()
        createTask("canceller") { cancels(t, other, gone) }.await()
        t.gc()
        gone.forEach { (what, reference) -> t.log("gone", what, reference.get() == null) }
        t.log("the groups are still here", members(group) == 0, members(other) == 0)
    }

    private class Collected : RuntimeException()

    private suspend fun parent(t: Trace, group: TaskGroup, gone: MutableMap<String, WeakReference<*>>) {
        val fails: suspend () -> Unit = {
            val error = Collected()
            gone["error"] = WeakReference(error)
            throw error
        }

        gone["parent"] = WeakReference(currentTask())
        try {
            group.use {
                gone["failed member"] = WeakReference(launch(body = fails))
                gone["cancelled member"] = WeakReference(launch { sleep(10.seconds) })
                sleep(5.seconds)
            }
        } catch (e: ExceptionGroup) {
            t.log("caught", e.exceptions().size)
        }
    }

    private suspend fun cancels(t: Trace, group: TaskGroup, gone: MutableMap<String, WeakReference<*>>) {
        val task = createTask("cancelled parent") {
            group.use { launch { sleep(10.seconds) } }
        }
        sleep(1.seconds)
        val reason = Any()
        gone["cancelled parent"] = WeakReference(task)
        gone["reason of the cancellation"] = WeakReference(reason)
        task.cancel(reason)
        try {
            task.await()
        } catch (e: CancelledError) {
            t.log("cancelled", e.message() === reason)
        }
    }
}
