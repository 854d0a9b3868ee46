package dev.braid.kotlin

import dev.braid.GeneratorExit
import java.util.concurrent.CancellationException
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/**
 * Keeps both sides in the stack trace of an error that crosses the border between the languages. Each side runs on a
 * stack of its own, so the trace an error is made with ends where its language was called. Where it arrives, the frames
 * of those who called are added, newest first, below one that says so: `dev.braid.kotlin.Border.calledFrom(Java)`.
 *
 * Cancellations are left as they are: they are many, and tell who asked by themselves.
 */
internal object Border {
    // An error that is thrown across again and again keeps its first frames.
    private const val MOST = 16

    private const val METHOD = "calledFrom"

    /** An error of a Java body has reached the Kotlin code that called it. */
    fun reachedKotlin(error: Throwable, caller: Continuation<*>) {
        if (isTraced(error)) add(error, "Kotlin", KotlinFrames.of(caller).asReversed())
    }

    /** An error of Kotlin code has reached the Java body that called it, whose stack is the calling thread's. */
    fun reachedJava(error: Throwable) {
        if (!isTraced(error)) return
        val callers = Throwable().stackTrace
            .dropWhile { it.className == Border.javaClass.name || it.className == Suspend.javaClass.name }
        // Kotlin code that no other Java body called in between has been running on the very stack.
        if (callers.firstOrNull() in error.stackTrace) return
        add(error, "Java", callers)
    }

    private fun add(error: Throwable, side: String, callers: List<StackTraceElement>) {
        val trace = error.stackTrace
        if (callers.isEmpty() || trace.count { it.className == Border.javaClass.name } >= MOST) return
        val border = StackTraceElement(Border.javaClass.name, METHOD, side, -1)
        error.stackTrace = (trace.toList() + border + callers).toTypedArray()
    }

    private fun isTraced(error: Throwable): Boolean =
        error !is CancellationException && error !is dev.braid.CancelledError && error !is GeneratorExit
}

/** Runs Java code that a Kotlin coroutine has called, and keeps the coroutine's frames in its errors. */
internal suspend inline fun <T> withCallersInErrors(block: () -> T): T =
    try {
        block()
    } catch (error: Throwable) {
        suspendCoroutineUninterceptedOrReturn<Unit> { Border.reachedKotlin(error, it) }
        throw error
    }
