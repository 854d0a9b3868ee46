package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.TaskOptions
import dev.braid.internal.EventLoopImpl
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async

/**
 * Starts a Kotlin body as a task that this scope owns: `scope.async` with a task's body, for servers and screens that
 * keep their work in a `CoroutineScope`. Does not suspend; any thread may call it.
 *
 * ```
 * val page = scope.asyncTask(loop) { fetch(url) }   // in it, Asyncio.currentTask() is the task
 * page.await()
 * ```
 *
 * - Cancelling the scope, or the [Deferred], cancels the task; the scope waits until it has ended, clean-up included.
 * - The task's failure fails the scope, unless that is a supervisor. A task that somebody else cancels does not.
 * - In a scope that is cancelled already nothing is started.
 *
 * On the loop the task is created by this call, elsewhere in the loop's next iteration. Its name is that of [options],
 * else the scope's `CoroutineName`. While the loop is not running the task waits for its next run, and the scope for
 * the task.
 *
 * Source: none in asyncio; `asyncio.run_coroutine_threadsafe` is the nearest. Cases BRIDGE-84 to BRIDGE-95.
 *
 * @param loop where the task runs; that of the scope if it belongs to one
 * @param options name, context, eager start
 * @param body run once
 * @return the task's outcome; it fails with [IllegalStateException] if the loop is closed before
 * @throws IllegalStateException if no loop is given, and the scope belongs to none
 */
public fun <T> CoroutineScope.asyncTask(
    loop: EventLoop = ownLoop(),
    options: TaskOptions = TaskOptions.DEFAULT,
    body: suspend () -> T,
): Deferred<T> = asyncTask(loop, KotlinBody(loop as EventLoopImpl, body), options)

/** [asyncTask] with a body written in Java. */
public fun <T> CoroutineScope.asyncTask(
    loop: EventLoop,
    body: Coroutine<T>,
    options: TaskOptions = TaskOptions.DEFAULT,
): Deferred<T> = async(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
    suspendCoroutineUninterceptedOrReturn { caller ->
        WaitElsewhere(loop as EventLoopImpl, caller, null, body, options).begin()
    }
}

/**
 * Makes a task or future that exists part of a scope: cancelling the scope cancels it, the scope waits until it has
 * ended, and its failure fails the scope. In a scope that is cancelled already it is cancelled at once. Does not
 * suspend; any thread may call it.
 *
 * Other owners stay what they are: a task of a `TaskGroup` is still that group's, and whoever is first to cancel it
 * does.
 *
 * Cases BRIDGE-85 to BRIDGE-92.
 *
 * @return its outcome, as a child of the scope
 * @throws IllegalStateException if the scope is part of the task itself, which would wait for its own end
 */
public fun <T> Future<T>.attachTo(scope: CoroutineScope): Deferred<T> {
    check(scope.coroutineContext[KotlinSide]?.isOf(this) != true) {
        "cannot attach $this: the scope is part of that task, which would wait for its own end; " +
            "use a scope outside of it"
    }
    return ownedBy(scope.coroutineContext)
}

private fun CoroutineScope.ownLoop(): EventLoop = coroutineContext.loop()
    ?: error("cannot start a task: the scope $this belongs to no event loop; name the loop, asyncTask(loop) { ... }")
