package dev.braid.kotlin

import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.Continuation
import kotlin.coroutines.resume
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withTimeoutOrNull

/**
 * Lets one coroutine wait until another thread wakes it. A wake-up that comes first is kept, and only one.
 *
 * ```
 *           wake                          await
 *  IDLE ----------> WOKEN ---await---> IDLE ----> a continuation ---wake---> IDLE, resumed
 * ```
 */
internal class Wakeup {
    // IDLE, WOKEN, or the continuation that waits.
    private val state = AtomicReference<Any>(IDLE)

    /** Any thread. */
    fun wake() {
        val before = state.getAndUpdate { if (it is Continuation<*>) IDLE else WOKEN }
        if (before is Continuation<*>) {
            @Suppress("UNCHECKED_CAST")
            (before as Continuation<Unit>).resume(Unit)
        }
    }

    /** Suspends until woken, or for a time; one coroutine at a time. */
    suspend fun await(nanos: Long) {
        if (state.compareAndSet(WOKEN, IDLE)) return
        if (nanos == Long.MAX_VALUE) {
            awaitWake()
        } else {
            withTimeoutOrNull(nanos.nanoseconds) { awaitWake() }
        }
    }

    private suspend fun awaitWake() {
        suspendCancellableCoroutine { waiting ->
            waiting.invokeOnCancellation { state.compareAndSet(waiting, IDLE) }
            if (!state.compareAndSet(IDLE, waiting)) {
                state.set(IDLE)
                waiting.resume(Unit)
            }
        }
    }

    private companion object {
        val IDLE = Any()
        val WOKEN = Any()
    }
}
