package dev.braid.kotlin

import dev.braid.Asyncio
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.InlineProtocol
import dev.braid.internal.JavaCall
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/** Kotlin's suspend functions for Java. */
public object Suspend {
    /**
     * Calls a suspend function from a Java body, and waits for its value as for any suspending call.
     *
     * ```java
     * User user = Suspend.await(c -> users.find(id, c));
     * ```
     *
     * The function runs inside the calling task, on the loop: its awaits of Braid's are the task's own, and it may suspend by
     * anything of kotlinx.coroutines. It has a `Job` of its own. Cancelling the task cancels that, and this call ends only
     * when the Kotlin code has, clean-up included; a cancellation from before the call is none of its business. Errors
     * arrive as they are, `CancellationException` as [dev.braid.CancelledError], the timeout of `withTimeout` as
     * [dev.braid.TimeoutException].
     *
     * @param T what the function returns
     * @param call the call, which gets the continuation to pass
     * @return the function's value
     * @throws IllegalStateException if the caller is no Java task body
     * @throws Exception what the function throws
     */
    @JvmStatic
    @Throws(Exception::class)
    public fun <T> await(call: SuspendCall<T>): T {
        val task = Asyncio.currentTask()
        check(task != null) {
            "cannot await a suspend function: the caller on thread ${Thread.currentThread().name} is not a task's body; " +
                "start it with Asyncio.run(() -> ...), or create a task"
        }
        check(JavaCall.isCaller()) {
            "cannot await a suspend function in $task: the caller is a Kotlin body, which this call would block; " +
                "call the function itself"
        }
        val body = KotlinBody<T>(task.loop() as EventLoopImpl) {
            suspendCoroutineUninterceptedOrReturn { call.invoke(it) }
        }
        body.ignoreCancellationsBefore(task)
        return InlineProtocol.run(body)
    }
}
