package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.internal.EventLoopImpl
import java.util.concurrent.ConcurrentHashMap
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.jvm.internal.CoroutineStackFrame

/**
 * A suspend function that is written in Java: runs its body for the Kotlin coroutine that has called it, and resumes
 * that when the body has ended. Any thread may resume it.
 */
internal class JavaImplementation<T> private constructor(private val caller: Continuation<T>) :
    Continuation<T>,
    CoroutineStackFrame {

    override val context get() = caller.context

    // A second body was asked for while the first one ran.
    @Volatile
    private var usedTwice = false

    private fun run(loop: EventLoopImpl?, body: Coroutine<T>): Any? {
        val running = RUNNING.putIfAbsent(Caller(caller), this)
        if (running != null) {
            // Thrown where the caller goes on; here it would go on while the first body runs.
            running.usedTwice = true
            return COROUTINE_SUSPENDED
        }
        var suspended = false
        try {
            val value = suspend { runFor(loop, body) }.startCoroutineUninterceptedOrReturn(this)
            suspended = value === COROUTINE_SUSPENDED
            return value
        } finally {
            if (!suspended) RUNNING.remove(Caller(caller))
        }
    }

    override fun resumeWith(result: Result<T>) {
        RUNNING.remove(Caller(caller))
        caller.resumeWith(if (usedTwice) Result.failure(twice(result.exceptionOrNull())) else result)
    }

    private fun twice(failure: Throwable?) = IllegalStateException(
        "cannot run two Java bodies for one call of a suspend function: while one body ran, Suspend.body was called " +
            "again with the same continuation, $caller; call it once and return what it returns",
    ).also { if (failure != null) it.addSuppressed(failure) }

    override val callerFrame: CoroutineStackFrame? get() = caller as? CoroutineStackFrame

    override fun getStackTraceElement(): StackTraceElement? = null

    /** A continuation by its identity. */
    private class Caller(private val continuation: Continuation<*>) {
        override fun equals(other: Any?): Boolean = other is Caller && other.continuation === continuation

        override fun hashCode(): Int = System.identityHashCode(continuation)
    }

    companion object {
        // The callers whose bodies have not ended. Kotlin uses one continuation for several calls, one after the other.
        private val RUNNING = ConcurrentHashMap<Caller, JavaImplementation<*>>()

        /** Returns what a suspend function returns. */
        fun <T> run(caller: Continuation<T>, loop: EventLoopImpl?, body: Coroutine<T>): Any? =
            JavaImplementation(caller).run(loop, body)
    }
}

private suspend fun <T> runFor(wanted: EventLoopImpl?, body: Coroutine<T>): T {
    val here = mainLine()
    if (here != null && (wanted == null || wanted === here.loop)) return runJava(body)
    return suspendCoroutineUninterceptedOrReturn { caller ->
        val loop = wanted ?: caller.context.loop() ?: BackgroundLoop.loop
        WaitElsewhere(loop, caller, null, body).begin()
    }
}
