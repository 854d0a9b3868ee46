package dev.braid.kotlin

import dev.braid.EventLoop
import dev.braid.internal.DispatchedBlock
import dev.braid.internal.DispatchedTimer
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.LoopAttachment
import java.util.concurrent.CancellationException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.resume
import kotlinx.coroutines.AbstractCoroutine
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Delay
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.Job

/**
 * This loop as a dispatcher: what Kotlin coroutines do on it takes its turn among the loop's callbacks and tasks, in
 * the order in which it became ready. `delay` and `withTimeout` follow the loop's clock, virtual time included. Always
 * the same object for the same loop.
 *
 * A coroutine that a Kotlin task body launches here runs with that task as the current one, in its context; any other
 * one runs as a callback does. Dispatching is safe from any thread. While the loop is not running, dispatched code
 * waits for its next run. One coroutine runs at a time, so `limitedParallelism` gives this very object.
 *
 * Once the loop is closed, a coroutine that is dispatched to it or waits for its clock is cancelled, with an
 * [IllegalStateException] as the cause, and cleans up on [Dispatchers.IO].
 *
 * A coroutine of a `runBlocking` that blocks this loop's own thread fails with an [IllegalStateException] when it is
 * dispatched here, by whatever thread, instead of waiting for ever.
 *
 * Source: Python 3.15, `asyncio.loop.call_soon`, `call_soon_threadsafe`; cases LOOP-25, LOOP-26, THREADSAFE-10, and
 * BRIDGE-108 to BRIDGE-118, BRIDGE-172, BRIDGE-188, BRIDGE-367.
 */
public fun EventLoop.asCoroutineDispatcher(): CoroutineDispatcher = (this as EventLoopImpl).dispatcher()

internal fun EventLoopImpl.dispatcher(): LoopDispatcher = attachment { LoopDispatcher(it) }

@OptIn(InternalCoroutinesApi::class)
internal class LoopDispatcher(val loop: EventLoopImpl) :
    CoroutineDispatcher(),
    Delay,
    LoopAttachment {

    // Coroutines outside of main lines that wait for a future of this loop. Touched on the loop.
    val waiting: MutableSet<WaitElsewhere<*>> = LinkedHashSet()

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        if (loop.isClosed) return loop.reject(context, block)
        if (context is KotlinBody<*> && context.loop === loop) return context.dispatchMainLine(block)
        val owner = context[KotlinSide]?.body?.takeIf { it.loop === loop }
        if (!loop.runsHere()) return dispatchFromElsewhere(owner, context, block)
        if (owner != null) {
            // Only the coroutine itself: its children are refused where they start from it, and this is a hot path.
            if (BlockingCalls.isBlockingHere(context[Job])) BlockingCalls.refuseDispatch(loop)
            owner.dispatchAside(context, block)
        } else {
            if (BlockingCalls.awaitsHere(context[Job])) BlockingCalls.refuseDispatch(loop)
            DispatchedBlock(null, block) { loop.reject(context, block) }.schedule(loop)
        }
    }

    private fun dispatchFromElsewhere(owner: KotlinBody<*>?, context: CoroutineContext, block: Runnable) =
        UnlessBlocked.schedule(loop, context, block, { fail(context, block, it) }) { code ->
            if (owner != null) owner.dispatchAside(context, code)
            else DispatchedBlock(null, code) { loop.reject(context, code) }.schedule(loop)
        }

    private fun fail(context: CoroutineContext, block: Runnable, error: IllegalStateException) {
        // The cause, not only a cancellation: it is an error of the coroutine.
        (context[Job] as? AbstractCoroutine<*>)?.cancelCoroutine(error)
        Dispatchers.IO.dispatch(context, block)
    }

    /** This: one coroutine runs at a time as it is, and a view would hide from it whose they are. */
    override fun limitedParallelism(parallelism: Int, name: String?): CoroutineDispatcher {
        require(parallelism >= 1) { "cannot limit coroutines on $loop to $parallelism at a time: at least one has to run" }
        return this
    }

    // --- Delay

    override fun scheduleResumeAfterDelay(timeMillis: Long, continuation: CancellableContinuation<Unit>) {
        // Resumed by way of dispatch: the loop's order has a timer's callback first and then what it wakes.
        val timer = ResumeTimer(loop, deadline(timeMillis), continuation)
        start(timer)
        (continuation.context as? KotlinBody<*>)?.delayedBy(continuation)
        continuation.invokeOnCancellation { stop(timer) }
    }

    override fun invokeOnTimeout(timeMillis: Long, block: Runnable, context: CoroutineContext): DisposableHandle {
        val timer = RunTimer(deadline(timeMillis), block)
        start(timer)
        return DisposableHandle { stop(timer) }
    }

    private fun deadline(timeMillis: Long): Long = loop.timeNanos() + timeMillis.coerceAtMost(LONGEST_MILLIS) * 1_000_000

    private fun start(timer: DispatchedTimer) =
        onLoop({ timer.start(loop) }, otherwise = { timer.abandon() })

    private fun stop(timer: DispatchedTimer) = onLoop({ timer.stop(loop) }, otherwise = {})

    private fun onLoop(action: Runnable, otherwise: Runnable) {
        when {
            loop.isClosed -> otherwise.run()
            loop.runsHere() -> action.run()
            else -> DispatchedBlock(null, action, otherwise).schedule(loop)
        }
    }

    // --- The end

    override fun loopClosed() {
        val left = waiting.toList()
        waiting.clear()
        left.forEach { it.loopClosed() }
    }

    override fun toString(): String = "LoopDispatcher[$loop]"

    private companion object {
        // A quarter of what a long holds in nanoseconds: deadlines are compared by difference.
        const val LONGEST_MILLIS = Long.MAX_VALUE / 4 / 1_000_000
    }
}

/** Ends a delay. */
private class ResumeTimer(
    private val loop: EventLoopImpl,
    whenNanos: Long,
    private val continuation: CancellableContinuation<Unit>,
) : DispatchedTimer(whenNanos) {
    override fun due() = continuation.resume(Unit)

    override fun abandon() {
        continuation.cancel(loop.closedCancellation())
    }
}

/** Runs what is to happen at a timeout, unless the loop closes before. */
private class RunTimer(whenNanos: Long, private val block: Runnable) : DispatchedTimer(whenNanos) {
    override fun due() = block.run()

    override fun abandon() = Unit
}

/** Cancels a coroutine whose turn on the loop will not come, and lets it clean up elsewhere. */
internal fun EventLoopImpl.reject(context: CoroutineContext, block: Runnable) {
    context[Job]?.cancel(closedCancellation())
    Dispatchers.IO.dispatch(context, block)
}

internal fun EventLoopImpl.closedCancellation(): CancellationException =
    CancellationException("cannot go on: the event loop of this coroutine is closed").also { it.initCause(closedError("go on")) }

internal fun EventLoopImpl.closedError(action: String): IllegalStateException =
    IllegalStateException("cannot $action on $this: it is closed; keep the loop open until the coroutines on it have ended")
