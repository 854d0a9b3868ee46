package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.EventLoop
import dev.braid.Future
import dev.braid.internal.CurrentLoop
import dev.braid.internal.DispatchedBlock
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.FollowingFuture
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job

/**
 * This [Deferred] as a future of a loop: for `gather`, `wait`, `shield`, done callbacks, and for Java. Does not
 * suspend.
 *
 * | event | this `Deferred` | the future |
 * |---|---|---|
 * | this ends with a value or an error | | ends with the same, the same object |
 * | this is cancelled by somebody | | is cancelled, with the message |
 * | this ends by kotlinx's `withTimeout` | | ends with [dev.braid.TimeoutException], as nobody has cancelled anything |
 * | the future is cancelled | is cancelled, with the message | stays pending until this has ended, clean-up included, then is cancelled |
 * | a task that awaits the future is cancelled | the same | the same: the task goes on when this has ended |
 * | the future is cancelled, but this has ended already, on another thread | keeps its outcome | `cancel` returns false and the future takes that outcome; a task that awaits it is cancelled all the same |
 * | the loop is closed | goes on | stays pending |
 *
 * So awaiting it makes this part of the task that awaits, which `Deferred.await` does not; wrap it in `Asyncio.shield`
 * to leave it out.
 *
 * The outcome is this `Deferred`'s alone: `setResult` and `setException` are refused. A `Deferred` that came out of
 * [Future.asDeferred] on the same loop gives that future again. Each other call makes a new one, which this keeps until it
 * has ended: for [wait] in a loop, call it before the loop.
 *
 * Source: Python 3.15, `asyncio.wrap_future`, which does not wait for the end of what it cancels. Cases BRIDGE-53 to
 * BRIDGE-69.
 *
 * @param loop whose future it is to be; the running one, else the one registered for the thread. Any thread may call
 *     this if it names the loop
 * @throws IllegalStateException if no loop is given, running or registered
 */
@OptIn(ExperimentalCoroutinesApi::class)
public fun <T> Deferred<T>.asFuture(loop: EventLoop = loopForJob()): Future<T> =
    ViewOrigin.of(this)?.takeIf { it.loop() === loop } ?: follow(this, loop as EventLoopImpl) { getCompleted() }

/**
 * This [Job] as a future of a loop, which ends with [Unit] when the Job is completed. Like [Deferred.asFuture]
 * otherwise: the failure of the Job is the failure of the future, and cancelling either cancels the other.
 *
 * @param loop whose future it is to be; the running one, else the one registered for the thread
 * @throws IllegalStateException if no loop is given, running or registered
 */
public fun Job.asFuture(loop: EventLoop = loopForJob()): Future<Unit> = follow(this, loop as EventLoopImpl) { }

private fun <T> follow(job: Job, loop: EventLoopImpl, value: () -> T): Future<T> {
    val future = FollowingFuture<T>(loop, job) { error -> job.cancelUnlessEnded(error) }
    job.invokeOnCompletion { cause ->
        val pass = Runnable { if (cause == null) future.ended(value()) else future.ended(cause.leavingKotlin()) }
        if (loop.runsHere()) pass.run() else DispatchedBlock(null, pass, {}).schedule(loop)
    }
    return future
}

/** Cancels the Job, unless it has an outcome that is only not known on the loop yet. */
private fun Job.cancelUnlessEnded(error: CancelledError): Boolean {
    if (isCompleted) return false
    cancel(TaskCancellation(error))
    // Still not: it has ended with a value in between, on another thread.
    return isCancelled
}

private fun loopForJob(): EventLoop = CurrentLoop.find() ?: error(
    "cannot follow a Job: no event loop is running on this thread (${Thread.currentThread().name}) and none is " +
        "registered for it; call it from a task's body, or name the loop",
)
