package dev.braid.kotlin

import dev.braid.Awaitable
import dev.braid.CancelledError
import dev.braid.Context
import dev.braid.Coroutine
import dev.braid.Future
import dev.braid.TaskOptions
import dev.braid.internal.DispatchedBlock
import dev.braid.internal.EnsureFuture
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.FutureImpl
import java.util.function.Consumer
import kotlin.coroutines.Continuation
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.intercepted
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.ensureActive

/**
 * Waits for the value, Python's `await`. Suspends only if it has to: on something finished it returns at once, without
 * letting other tasks run. The error of what is awaited is thrown as it is, the same object.
 *
 * **In the main line of a Kotlin task body** this is asyncio's `await`, event for event: cancelling the task cancels
 * what it awaits, and this throws [CancelledError], once; later awaits work.
 *
 * **In any other coroutine** (inside `coroutineScope`, `launch`, `withContext`; on any dispatcher, on any thread) it
 * waits by a callback and goes on through its own dispatcher. What happens to a coroutine's [Job] is passed on in the
 * same way:
 *
 * | event | what is awaited | this coroutine |
 * |---|---|---|
 * | the awaited ends with a value or an error | | returns or throws it |
 * | the awaited is cancelled by somebody else | | throws `CancellationException` |
 * | this coroutine is cancelled | is cancelled | goes on when the awaited has ended, clean-up included |
 * | the same, but the awaited ends with a value | has declined | returns the value; the next suspension throws |
 * | this coroutine is cancelled already | stays as it is | throws `CancellationException` at once |
 * | the loop is closed | stays pending | throws [IllegalStateException] |
 *
 * So awaiting a task makes it part of the coroutine that awaits it, as in asyncio and unlike `Deferred.await`; await
 * `Asyncio.shield(task)` to leave the task out of it.
 *
 * **Whose cancellation it is** when this throws: in a main line the task's own if `Asyncio.currentTask().cancelling()`
 * is greater than it was, else that of what is awaited. In any other coroutine
 * `currentCoroutineContext().ensureActive()` in the `catch` throws again if it is the coroutine's own. `isActive` is
 * false after one's own, in both.
 *
 * A [coroutine] runs inline, as a part of the caller. What else is no future, such as a coroutine written in Java, is
 * awaited by a task made for it.
 *
 * Source: Python 3.15, `await`; cases CORO-19, CORO-20, CORO-22, CORO-25, CORO-26, FUTURE-16 to FUTURE-19, TASK-24 to
 * TASK-27, and BRIDGE-22 to BRIDGE-29, BRIDGE-158.
 *
 * @throws CancelledError in a body's main line, if the task or what it awaits is cancelled
 * @throws IllegalStateException in a body's main line, if the future belongs to another loop:
 *   `Asyncio.runCoroutineThreadsafe` reaches that; elsewhere, if this is no future, and the caller belongs to no loop
 *   that could run it, or in `runBlocking` on the loop's own thread, which would wait for ever
 */
public suspend fun <T> Awaitable<T>.await(): T = suspendCoroutineUninterceptedOrReturn { caller ->
    if (this is KotlinCoroutine<T>) return@suspendCoroutineUninterceptedOrReturn start.startCoroutineUninterceptedOrReturn(caller)
    val context = caller.context
    val future = asFuture(context)
    if (context is KotlinBody<*> && context.onMainLine) {
        context.awaitHere(future, caller)
    } else {
        WaitElsewhere(future.loop() as EventLoopImpl, caller, future, null).begin()
    }
}

@Suppress("UNCHECKED_CAST")
private fun <T> Awaitable<T>.asFuture(context: CoroutineContext): FutureImpl<T> =
    if (this is FutureImpl<*>) this as FutureImpl<T> else EnsureFuture.of(this, context.loop()) as FutureImpl<T>

/** The loop that a coroutine belongs to: that of the body it is part of, else that of its dispatcher. */
internal fun CoroutineContext.loop(): EventLoopImpl? =
    this[KotlinSide]?.body?.loop ?: (this[ContinuationInterceptor] as? LoopDispatcher)?.loop

/**
 * A coroutine that waits for a future by a callback: one that is there, or the task of a body that is started on the
 * loop. Touched on the loop, but for [begin].
 */
@OptIn(InternalCoroutinesApi::class)
internal class WaitElsewhere<T>(
    private val loop: EventLoopImpl,
    caller: Continuation<T>,
    private var awaited: FutureImpl<T>?,
    private val body: Coroutine<T>?,
    private val options: TaskOptions = STARTED,
) : Consumer<Future<T>> {
    private val continuation = caller.intercepted()
    private val context = caller.context
    private val job = context[Job]

    // Watches the coroutine's Job.
    private var watch: DisposableHandle? = null

    /**
     * Called by the coroutine, on any thread; returns what a suspend function returns.
     *
     * @param owning the coroutine answers for what it awaits: if it is cancelled already, it cancels that and waits
     */
    fun begin(owning: Boolean = false): Any? {
        val here = loop.runsHere()
        // A closed loop has done its last, and everybody sees it.
        awaited?.let { if ((here || loop.isClosed) && it.done()) return it.valueOrThrow() }
        if (!owning) job?.ensureActive()
        if (here && BlockingCalls.blocksThisThread(context)) BlockingCalls.refuse(awaited ?: body)
        if (!here) {
            UnlessBlocked.schedule(loop, context, ::registerLate, ::refusedLate) {
                DispatchedBlock(null, it, ::loopClosed).schedule(loop)
            }
            return COROUTINE_SUSPENDED
        }
        val future = future()
        if (future.done()) return future.valueOrThrow()
        register(future)
        return COROUTINE_SUSPENDED
    }

    private fun refusedLate(error: IllegalStateException) = continuation.resumeWithException(error)

    private fun registerLate() {
        register(
            try {
                future()
            } catch (refused: Throwable) {
                continuation.resumeWithException(refused)
                return
            },
        )
    }

    @Suppress("UNCHECKED_CAST")
    private fun future(): FutureImpl<T> {
        awaited?.let { return it }
        val task = loop.createTask(body!!.carrying(context), options.namedLike(context)) as FutureImpl<T>
        awaited = task
        return task
    }

    private fun register(future: FutureImpl<T>) {
        loop.dispatcher().waiting += this
        future.addDoneCallback(this, Context())
        watch = job?.invokeOnCompletion(onCancelling = true) { cause -> passOn(future, cause) }
    }

    /** The coroutine is cancelled. Any thread. */
    private fun passOn(future: FutureImpl<T>, cause: Throwable?) {
        val error = (cause as? TaskCancellation)?.error as? CancelledError
        val cancel = Runnable { if (error != null) future.cancelAs(error) else future.cancel(cause?.message) }
        if (loop.runsHere()) cancel.run() else DispatchedBlock(null, cancel, {}).schedule(loop)
    }

    /** The future is done. */
    override fun accept(done: Future<T>) {
        loop.dispatcher().waiting -= this
        watch?.dispose()
        continuation.resumeWith(runCatching { (done as FutureImpl<T>).valueOrThrow() })
    }

    fun loopClosed() {
        watch?.dispose()
        continuation.resumeWithException(loop.closedError("await ${awaited ?: body}"))
    }

    private fun FutureImpl<T>.valueOrThrow(): T =
        try {
            result<Exception>()
        } catch (cancelled: CancelledError) {
            throw job?.takeIf { it.isCancelled }?.getCancellationException() ?: TaskCancellation(cancelled)
        } catch (error: Throwable) {
            if (body != null && body !is KotlinBody) Border.reachedKotlin(error, continuation)
            throw error
        }

    private companion object {
        // An eager start: what need not wait is done at once.
        val STARTED: TaskOptions = TaskOptions.DEFAULT.eager()
    }
}
