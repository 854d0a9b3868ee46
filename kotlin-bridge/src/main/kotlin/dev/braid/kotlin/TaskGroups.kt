package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.Coroutine
import dev.braid.Task
import dev.braid.TaskGroup
import dev.braid.TaskOptions
import dev.braid.internal.GroupAccess
import kotlin.coroutines.coroutineContext

/**
 * Opens a group, runs a body in it, and suspends until all members have ended; cancelled there, it cancels them and
 * waits for their clean-up. An empty group does not suspend.
 *
 * ```
 * val user = taskGroup {
 *     val name = async { fetchName(id) }
 *     val mail = async { fetchMail(id) }
 *     User(name.await(), mail.await())
 * }
 * ```
 *
 * When a member fails, the others and the body are cancelled, the block waits until they have cleaned up, and then
 * throws all errors as one [dev.braid.ExceptionGroup]. Members may be Kotlin bodies ([launch], [async]) and Java bodies
 * (`createTask`).
 *
 * In the main line of a task body the block is part of that task, as in asyncio. In any other coroutine that belongs to
 * a loop it runs as a task of its own, which the coroutine awaits: a failing member must not cancel the whole task that
 * the coroutine is only a part of.
 *
 * Source: Python 3.15, `asyncio.TaskGroup`; cases TASKGROUP-01 to TASKGROUP-74, and BRIDGE-45, BRIDGE-91.
 *
 * @return the body's value; null if [TaskGroup.cancel] ended the body early
 * @throws dev.braid.ExceptionGroup if members or the body failed
 * @throws CancelledError if the calling task was cancelled and nothing failed
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <T> taskGroup(body: suspend TaskGroup.() -> T): T {
    val context = coroutineContext
    return if (context is KotlinBody<*> && context.onMainLine) {
        groupHere(context, TaskGroup.create(), body)
    } else {
        inTaskOfItsOwn("open a task group") { taskGroup(body) }
    }
}

/**
 * [taskGroup] of a group that is there already: `TaskGroup.create()`. A group is entered once. Suspends as that does.
 *
 * Source: Python 3.15, `async with group`; cases TASKGROUP-05, TASKGROUP-53, TASKGROUP-65.
 *
 * @throws IllegalStateException if the group has been entered before, or the caller belongs to no loop
 */
public suspend fun <T> TaskGroup.use(body: suspend TaskGroup.() -> T): T {
    val context = coroutineContext
    return if (context is KotlinBody<*> && context.onMainLine) {
        groupHere(context, this, body)
    } else {
        inTaskOfItsOwn("open a task group") { use(body) }
    }
}

@Suppress("UNCHECKED_CAST")
private suspend fun <T> groupHere(caller: KotlinBody<*>, group: TaskGroup, body: suspend TaskGroup.() -> T): T {
    val machine = GroupAccess.machine(group)
    machine.enter()
    var value: T? = null
    var error: Throwable? = null
    try {
        value = group.body()
    } catch (thrown: Throwable) {
        error = thrown.leavingKotlin().also(caller::seen)
    }
    machine.bodyEnded(error)
    while (true) {
        val members = machine.toAwait() ?: break
        var cancelled: CancelledError? = null
        try {
            awaitHere(caller, members)
        } catch (thrown: CancelledError) {
            cancelled = thrown
        }
        machine.awaited(cancelled)
    }
    machine.finish(error)?.let { throw it }
    return value as T
}

/**
 * Adds a member with a Kotlin body whose value nobody needs, while the group's body runs or a member is unfinished. Its
 * failure fails the group. See [EventLoop.createTask][createTask] for how such a body runs. Does not suspend.
 *
 * Source: Python 3.15, `asyncio.TaskGroup.create_task`; cases TASKGROUP-02, TASKGROUP-04, TASKGROUP-07 to TASKGROUP-09,
 * TASKGROUP-49 to TASKGROUP-52.
 *
 * @param options name, context, eager start
 * @throws IllegalStateException if the group is not entered yet, is finished, or is shutting down
 */
public fun TaskGroup.launch(options: TaskOptions = TaskOptions.DEFAULT, body: suspend () -> Unit): Task<Unit> =
    async(options, body)

/**
 * [launch] for a value: `async { … }.await()`. The member's failure fails the group, awaited or not.
 *
 * Source: Python 3.15, `asyncio.TaskGroup.create_task`; cases TASKGROUP-01, TASKGROUP-12.
 *
 * @param options name, context, eager start
 * @throws IllegalStateException if the group is not entered yet, is finished, or is shutting down
 */
public fun <T> TaskGroup.async(options: TaskOptions = TaskOptions.DEFAULT, body: suspend () -> T): Task<T> {
    val machine = GroupAccess.machine(this)
    // Without a loop it has not been entered, and refuses.
    val loop = machine.loop() ?: return machine.createTask(Coroutine<T> { error("refused by $machine") }, options)
    return machine.createTask(KotlinBody(loop, body), options)
}
