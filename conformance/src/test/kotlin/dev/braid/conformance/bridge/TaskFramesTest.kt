package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.Future
import dev.braid.Task
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay

interface Outer {
    suspend fun outer(): String
}

private class Standing : Outer {
    val future: Future<String> = Asyncio.runningLoop().createFuture()
    val seen = mutableListOf<List<String>>()

    override suspend fun outer(): String = middle { inner() } + "!"

    suspend fun middle(block: suspend () -> String): String = block() + "?"

    suspend fun inner(): String {
        val value = future.await()
        seen += names(Asyncio.currentTask()!!.stack())
        return value
    }

    suspend fun delays(): String {
        delay(1.seconds)
        return "late"
    }

    suspend fun scoped(): String {
        coroutineScope { sleep(1.seconds) }
        return "late"
    }

    suspend fun callsJava(): String = runJava { JavaFrames.inJava(future) } + "!"
}

/** The functions, oldest first, without lambdas and what is of the test. */
private fun names(frames: List<StackTraceElement>): List<String> {
    frames.forEach { check(!it.className.startsWith("dev.braid.kotlin.") || it.className.endsWith(".Suspend")) { "$it" } }
    frames.forEach { check(!it.className.startsWith("dev.braid.internal.")) { "$it" } }
    return frames.map { it.methodName }.filter { it in KNOWN }
}

private val KNOWN = setOf(
    "outer", "middle", "inner", "delays", "scoped", "callsJava", "inJava", "awaitInJava", "fromJava",
)

/** Where a task with a Kotlin body stands. */
class TaskFramesTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)

        everywhere("BRIDGE-141 a task suspended in Kotlin code stands in its suspend functions") {
            val calls = Standing()
            val task = task { calls.outer() }
            sleep(1.seconds)
            names(task.stack()) shouldBe listOf("outer", "middle", "inner")
            names(CallGraph.capture(task).callStack()) shouldBe listOf("inner", "middle", "outer")
            task.stack(1).map { it.methodName } shouldBe listOf("inner")
            calls.future.setResult("now")
            task.await() shouldBe "now?!"
            task.stack() shouldBe emptyList()
        }

        everywhere("BRIDGE-142 a Kotlin body sees its callers when it goes on, though they are not on the thread's stack") {
            val calls = Standing()
            val task = task { calls.outer() }
            sleep(1.seconds)
            calls.future.setResult("now")
            task.await()
            calls.seen shouldBe listOf(listOf("outer", "middle", "inner"))
        }

        everywhere("BRIDGE-143 a Kotlin body sees its callers before it is suspended the first time") {
            val calls = Standing()
            calls.future.setResult("now")
            task { calls.outer() }.await()
            calls.seen shouldBe listOf(listOf("outer", "middle", "inner"))
        }

        everywhere("BRIDGE-144 a task suspended in a delay or a scope stands in its suspend functions, too") {
            val calls = Standing()
            val delayed = task { calls.delays() }
            val scoped = task { calls.scoped() }
            sleep(0.5.seconds)
            names(delayed.stack()) shouldBe listOf("delays")
            names(scoped.stack()) shouldBe listOf("scoped")
            delayed.await() + scoped.await() shouldBe "latelate"
        }

        everywhere("BRIDGE-145 a Java body that awaits Kotlin stands in both") {
            val calls = Standing()
            val task = createJava { JavaFrames.fromJava(calls) }
            sleep(1.seconds)
            names(task.stack()) shouldBe listOf("fromJava", "outer", "middle", "inner")
            calls.future.setResult("now")
            task.await() shouldBe "now?!!"
            calls.seen shouldBe listOf(listOf("fromJava", "outer", "middle", "inner"))
        }

        everywhere("BRIDGE-146 a Kotlin body that runs Java stands in both") {
            val calls = Standing()
            val task = task { calls.callsJava() }
            sleep(1.seconds)
            names(task.stack()) shouldBe listOf("callsJava", "inJava", "awaitInJava")
            calls.future.setResult("now")
            task.await() shouldBe "now!"
        }
    })
