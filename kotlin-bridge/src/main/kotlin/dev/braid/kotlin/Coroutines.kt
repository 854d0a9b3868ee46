package dev.braid.kotlin

import dev.braid.Coroutine
import dev.braid.internal.BodySource
import dev.braid.internal.EventLoopImpl
import dev.braid.spi.CoroutineProtocol
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn

/**
 * A Kotlin body as something to await, for calls that take bodies together with tasks and futures. Does not suspend, and
 * does not start it.
 *
 * ```
 * val (name, mail) = gather(nameTask, coroutine { fetchMail(id) }).await()
 * ```
 *
 * A call that needs a task makes one of it, in its turn among the other arguments; [await] runs it inline, as a part of
 * the caller. It may be used any number of times, and runs anew each time, as a lambda in Java does. Java code may have
 * it, too.
 *
 * Source: Python 3.15, coroutine objects; rules BRIDGE-358, BRIDGE-359.
 *
 * @param body runs when this is awaited, or in the task that is made of it
 * @return the body, for either language; the `coroutine()` of a task that is made of it is what that task steps, and another
 *   object
 */
public fun <T> coroutine(body: suspend () -> T): Coroutine<T> = KotlinCoroutine(body)

internal class KotlinCoroutine<T>(val start: suspend () -> T) : BodySource<T> {
    override fun newBody(loop: EventLoopImpl): CoroutineProtocol<T> = KotlinBody(loop, start)

    /** Called by Java code, in a task's body. */
    override fun run(): T = Suspend.await { caller -> start.startCoroutineUninterceptedOrReturn(caller) }

    override fun toString(): String = "coroutine ${BodyName.text(BodyName.of(start))}"
}
