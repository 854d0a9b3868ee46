package dev.braid.kotlin

import dev.braid.CancelledError
import dev.braid.TimeoutException
import java.util.concurrent.CancellationException
import kotlinx.coroutines.CopyableThrowable
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.TimeoutCancellationException

/**
 * Braid's cancellation as Kotlin's code sees it. It carries the error it stands for, so that the same object comes out
 * again where the cancellation leaves Kotlin.
 */
@OptIn(ExperimentalCoroutinesApi::class)
internal class TaskCancellation(val error: Throwable) :
    CancellationException(error.message ?: "the task was cancelled"),
    CopyableThrowable<TaskCancellation> {

    init {
        initCause(error)
    }

    /** None: kotlinx's stack trace recovery would otherwise make copies, which are not the same object any more. */
    override fun createCopy(): TaskCancellation? = null
}

/** What a structured Kotlin scope gets for an error of Braid's. */
internal fun Throwable.enteringKotlin(): Throwable = if (this is CancelledError) TaskCancellation(this) else this

/**
 * What Braid gets for an error that leaves Kotlin code: a cancellation becomes [CancelledError], the timeout of
 * kotlinx's `withTimeout` becomes [TimeoutException], since nobody has cancelled anything, and all others stay as they are.
 */
internal fun Throwable.leavingKotlin(): Throwable = when (this) {
    is TimeoutCancellationException -> TimeoutException(message ?: "timed out", this)
    is CancellationException -> carriedError() ?: CancelledError(message).also { it.initCause(this) }
    else -> this
}

// kotlinx wraps a cancellation once for each scope it passes.
private fun CancellationException.carriedError(): Throwable? =
    generateSequence<Throwable>(this) { it.cause }.take(100).filterIsInstance<TaskCancellation>().firstOrNull()?.error
