package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.internal.BodySource
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.FutureImpl
import dev.braid.internal.JavaCall
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/**
 * Runs a body written in Java, and suspends until it has ended, clean-up included.
 *
 * ```
 * val report = runJava { reports.build(id) }
 * ```
 *
 * In the main line of a task body it is part of that task: what the Java code awaits, the task awaits, with the same
 * current task, context, and cancellations. In any other coroutine, on any dispatcher, it runs as a task of the loop
 * that the coroutine belongs to; cancelling the coroutine cancels that task, and this returns when it has ended.
 *
 * The Java code suspends on a strand of its own. It may call Kotlin again with [Suspend.await].
 *
 * Rules BRIDGE-02, BRIDGE-05, BRIDGE-25, BRIDGE-26, BRIDGE-131, BRIDGE-136, BRIDGE-137, BRIDGE-146.
 *
 * @return the body's value; its error is thrown here, the same object, with the frames of the Kotlin callers added to
 *   those of the Java code
 * @throws IllegalStateException if the caller belongs to no loop
 */
public suspend fun <T> runJava(body: Coroutine<T>): T {
    val caller = mainLine() ?: return javaTaskOfItsOwn("run a Java body", null, body)
    return withCallersInErrors { stepHere(caller, body.asProtocol(caller.loop)) }
}

private fun <T> Coroutine<T>.asProtocol(loop: EventLoopImpl): CoroutineProtocol<T> = when (this) {
    is CoroutineProtocol<T> -> this
    is BodySource<T> -> newBody(loop)
    else -> JavaCall(loop, this)
}

/** Runs a coroutine that somebody steps as a part of the calling main line. */
internal suspend fun <T> stepHere(caller: KotlinBody<*>, coroutine: CoroutineProtocol<T>): T {
    // What a suspended caller would go on with: it leads to all of the callers, suspended before or not.
    val here = suspendCoroutineUninterceptedOrReturn<Continuation<*>> { it }
    caller.during(coroutine, here) {
        var awaited = coroutine.send()
        while (awaited !== CoroutineProtocol.RETURNED) {
            var error: Throwable? = null
            try {
                awaitHere(caller, awaited as? FutureImpl<*>) // gives way for what is no future, as a task does before it tells
                check(awaited is FutureImpl<*>?) {
                    "cannot await $awaited: it is no Future of Braid; yield a Future, or null to give way once"
                }
            } catch (thrown: Throwable) {
                error = thrown
            }
            awaited = if (error == null) coroutine.send() else coroutine.throwIn(error)
        }
    }
    return coroutine.result()
}
