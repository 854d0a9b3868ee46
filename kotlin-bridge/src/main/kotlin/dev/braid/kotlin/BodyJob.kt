package dev.braid.kotlin

import java.util.concurrent.CancellationException
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.AbstractCoroutine
import kotlinx.coroutines.InternalCoroutinesApi

/**
 * The Job of a Kotlin body: parent of what the body launches. Any thread.
 *
 * The body [ends][end] it; it is completed when its children are.
 */
@OptIn(InternalCoroutinesApi::class)
internal class BodyJob(private val side: KotlinSide) :
    AbstractCoroutine<Unit>(EmptyCoroutineContext, initParentJob = false, active = true) {

    private val over = AtomicBoolean()

    /** Ends it, unless that was done: who makes it while the body ends and who ends the body both do. */
    fun end(error: Throwable? = null) {
        if (over.compareAndSet(false, true)) resumeWith(if (error == null) Result.success(Unit) else Result.failure(error))
    }

    override val isActive: Boolean
        get() = super.isActive.also { if (!it) side.inactivityTold() }

    override fun onCancelling(cause: Throwable?) {
        if (cause != null && cause !is TaskCancellation) side.jobCancelled(cause)
    }

    override fun onCancelled(cause: Throwable, handled: Boolean) {
        if (cause !is CancellationException) side.jobFailed(cause)
    }

    override fun cancellationExceptionMessage(): String = "the Job of a Kotlin task body was cancelled"
}
