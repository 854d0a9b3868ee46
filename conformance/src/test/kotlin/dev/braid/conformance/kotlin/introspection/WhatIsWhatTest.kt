package dev.braid.conformance.kotlin.introspection

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.Awaitable
import dev.braid.Coroutine
import dev.braid.Future
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.conformance.kotlin.harness.once
import dev.braid.kotlin.await
import dev.braid.kotlin.runJava
import java.util.concurrent.CompletableFuture

/** What counts as a coroutine and what as a future: here their types tell, in Python functions do. */
class WhatIsWhatTest : KotlinCases() {
    /** A suspend function is Python's coroutine function: each call of it runs anew. */
    @KotlinCase("INTROSPECT-11")
    suspend fun whatDoesNotCountAsACoroutine(t: Trace) {
        val loop = Asyncio.runningLoop()
        val body = suspend { }
        val coroutineFunction = suspend { "value" }

        t.log("coroutine function", isCoroutine(coroutineFunction))
        t.log("generator", isCoroutine(listOf(1).iterator()))
        t.log("async generator", isCoroutine(AsyncGenerator.of<Int, Any> { out -> out.`yield`(1) }))
        t.log("future", isCoroutine(loop.createFuture<String>()))
        val task = createTask(body = body)
        t.log("task", isCoroutine(task))
        t.log("awaitable", isCoroutine(Later()))
        t.log("nothing", isCoroutine(null))
        task.await()
    }

    @KotlinCase("INTROSPECT-13")
    suspend fun whatCountsAsAFuture(t: Trace) {
        val loop = Asyncio.runningLoop()
        val body = suspend { }

        val task = createTask(body = body)
        val coroutine = once { "value" }
        t.log("future", isFuture(loop.createFuture<String>()))
        t.log("task", isFuture(task))
        val gathered = Asyncio.gather(task)
        t.log("gathered", isFuture(gathered))
        t.log("coroutine", isFuture(coroutine))
        t.log("awaitable", isFuture(Later()))
        t.log("future of a thread pool", isFuture(CompletableFuture<String>()))
        t.log("the type", isFuture(Future::class.java))
        t.log("nothing", isFuture(null))
        runJava(coroutine)
        gathered.await()
    }

    private fun isCoroutine(thing: Any?): Boolean = thing is Coroutine<*>

    private fun isFuture(thing: Any?): Boolean = thing is Future<*>

    private class Later : Awaitable<String> {
        @Deprecated("Suspends the calling strand", level = DeprecationLevel.HIDDEN)
        override fun <X : Exception> await(): String = "value"
    }
}
