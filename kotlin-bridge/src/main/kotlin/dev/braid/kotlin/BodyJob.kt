package dev.braid.kotlin

import java.util.concurrent.CancellationException
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.AbstractCoroutine
import kotlinx.coroutines.InternalCoroutinesApi

/**
 * The Job of a Kotlin body: parent of what the body launches. Any thread.
 *
 * The body ends it with `resumeWith`; it is completed when its children are.
 */
@OptIn(InternalCoroutinesApi::class)
internal class BodyJob(private val side: KotlinSide) :
    AbstractCoroutine<Unit>(EmptyCoroutineContext, initParentJob = false, active = true) {

    override fun onCancelling(cause: Throwable?) {
        if (cause != null && cause !is TaskCancellation) side.jobCancelled(cause)
    }

    override fun onCancelled(cause: Throwable, handled: Boolean) {
        if (cause !is CancellationException) side.jobFailed(cause)
    }

    override fun cancellationExceptionMessage(): String = "the Job of a Kotlin task body was cancelled"
}
