package dev.braid.kotlin

import dev.braid.Future
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.FollowingFuture
import dev.braid.internal.FutureImpl
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async

/**
 * This task or future as Kotlin's [Deferred], for code that knows nothing of Braid. Does not suspend; any thread may
 * call it and use what it returns.
 *
 * | event | this | the [Deferred] |
 * |---|---|---|
 * | this ends with a value or an error | | ends with the same, the same object |
 * | this is cancelled by somebody | | is cancelled, with the message |
 * | the `Deferred` is cancelled | is asked to cancel, with the message | is cancelling until this has ended, clean-up included |
 * | the same, but this ends with a value | has declined | is cancelled nevertheless: a Job cannot take that back |
 * | the same, but this ends with an error | | fails with it, the same object |
 * | a coroutine that awaits the `Deferred` is cancelled | goes on | goes on: `Deferred.await` only looks |
 * | this loop is closed before this is done | stays pending | fails with [IllegalStateException] |
 *
 * When both sides end at once, on different threads, each `Deferred` has one outcome: cancelled if its own `cancel`
 * came before this future's end had been passed on, else that end.
 *
 * The error counts as looked at, for it is in the `Deferred` now. A future that came out of [Deferred.asFuture] gives
 * that `Deferred` again. Each other call makes a new one, which this keeps until it is done: for `select` in a loop, call it
 * before the loop.
 *
 * Await the task itself, with [await], where that is possible: it passes a cancellation on.
 *
 * Source: none in asyncio; the nearest is `asyncio.wrap_future`. Cases BRIDGE-70 to BRIDGE-83.
 */
public fun <T> Future<T>.asDeferred(): Deferred<T> {
    val source = (this as? FollowingFuture<T>)?.source()
    @Suppress("UNCHECKED_CAST")
    return if (source is Deferred<*>) source as Deferred<T> else ownedBy(EmptyCoroutineContext)
}

/** This task or future as Kotlin's [Job]: to be joined, cancelled, watched. Like [asDeferred], without the value. */
public fun Future<*>.asJob(): Job {
    val source = (this as? FollowingFuture<*>)?.source()
    return if (source is Job) source else asDeferred()
}

/** A coroutine that waits for this future and answers for it. */
internal fun <T> Future<T>.ownedBy(owner: CoroutineContext): Deferred<T> {
    val origin = ViewOrigin(this)
    val future = this as FutureImpl<T>
    // Unconfined: it runs no code of a program's.
    val view = CoroutineScope(owner + Dispatchers.Unconfined + origin).async<T>(start = CoroutineStart.UNDISPATCHED) {
        suspendCoroutineUninterceptedOrReturn { caller ->
            WaitElsewhere(future.loop() as EventLoopImpl, caller, future, null).begin(owning = true)
        }
    }
    origin.view = view
    return view
}

/** In the context of a [Deferred] that is a view: what it is a view of. */
internal class ViewOrigin(val future: Future<*>) : AbstractCoroutineContextElement(Key) {
    // Written before the view is handed out.
    @Volatile
    var view: Deferred<*>? = null

    companion object Key : CoroutineContext.Key<ViewOrigin> {
        /** The future that a [Deferred] is a view of, if it is one. */
        @Suppress("UNCHECKED_CAST")
        fun <T> of(deferred: Deferred<T>): Future<T>? =
            (deferred as? CoroutineScope)?.coroutineContext?.get(Key)
                ?.takeIf { it.view === deferred }?.future as Future<T>?
    }
}
