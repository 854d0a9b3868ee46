package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Coroutine
import dev.braid.Task
import dev.braid.kotlin.createTask
import io.kotest.core.spec.style.FunSpec

/** A test in virtual time on every kind of strand and host. */
fun FunSpec.everywhere(name: String, body: suspend () -> Unit) =
    BridgeLoops.all().forEach { (on, loops) -> test("$name, on $on") { inVirtualTime(loops, body) } }

/** The running loop's time in milliseconds. */
fun now(): Long = Asyncio.runningLoop().timeNanos() / 1_000_000

/** A task with a Java body. */
fun <T> createJava(body: Coroutine<T>): Task<T> = Asyncio.runningLoop().createTask(body)

/** The error of a block that must throw one of this type. */
inline fun <reified E : Throwable> errorOf(block: () -> Any?): E {
    try {
        block()
    } catch (thrown: Throwable) {
        if (thrown is E) return thrown
        throw AssertionError("expected ${E::class.simpleName}, but $thrown was thrown", thrown)
    }
    throw AssertionError("expected ${E::class.simpleName}, but nothing was thrown")
}
