package dev.braid.kotlin

import dev.braid.ExceptionContext
import dev.braid.internal.DispatchedBlock
import dev.braid.internal.EventLoopImpl
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.jvm.internal.CoroutineStackFrame

/** The body that a Java call of a suspend function is: for a task, or inside one. */
internal fun <T> SuspendCall<T>.asBody(loop: EventLoopImpl): KotlinBody<T> = KotlinBody(loop) {
    suspendCoroutineUninterceptedOrReturn { caller -> CallOnce(loop, caller).call(this) }
}

/**
 * The continuation that Java code gets for one call of a suspend function. Who hands it to two functions would have the
 * second one resume what has gone on long ago: that is reported to the loop's exception handler, and changes nothing.
 *
 * Any thread.
 */
private class CallOnce<T>(private val loop: EventLoopImpl, private val caller: Continuation<T>) :
    Continuation<T>,
    CoroutineStackFrame {

    private val ended = AtomicBoolean()

    override val context get() = caller.context

    fun call(call: SuspendCall<T>): Any? {
        val outcome = runCatching { call.invoke(this) }
        if (outcome.getOrNull() === COROUTINE_SUSPENDED || ended.compareAndSet(false, true)) return outcome.getOrThrow()
        // It has not suspended, so this is an end of the call, but the caller has been resumed.
        report(outcome)
        return COROUTINE_SUSPENDED
    }

    override fun resumeWith(result: Result<T>) {
        if (ended.compareAndSet(false, true)) caller.resumeWith(result) else report(result)
    }

    private fun report(result: Result<*>) {
        val report = Runnable { loop.callExceptionHandler(ExceptionContext.of(PROBLEM, misuse(result))) }
        if (loop.runsHere()) report.run() else DispatchedBlock(null, report, report).schedule(loop)
    }

    private fun misuse(result: Result<*>) = IllegalStateException(
        "cannot resume the caller of a suspend function with $result: that call has ended already; in " +
            "Suspend.await(c -> ...) hand c to one suspend function, once, and return what it returns",
        result.exceptionOrNull(),
    )

    override val callerFrame: CoroutineStackFrame? get() = caller as? CoroutineStackFrame

    override fun getStackTraceElement(): StackTraceElement? = null

    private companion object {
        const val PROBLEM = "A continuation was used twice"
    }
}
