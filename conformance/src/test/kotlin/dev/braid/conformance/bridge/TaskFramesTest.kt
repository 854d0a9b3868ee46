package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CallGraph
import dev.braid.CancelledError
import dev.braid.Future
import dev.braid.Task
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
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

    suspend fun fails(): String {
        sleep(1.seconds)
        throw Failure()
    }

    suspend fun callsFails(): String = middle { fails() } + "!"

    suspend fun failsAtOnce(error: Failure): String = middle { throw error } + "!"

    suspend fun callsJava(): String = runJava { JavaFrames.inJava(future) } + "!"

    suspend fun looksInJava(): String = middle { runJava { looks() } } + "!"

    suspend fun looksInGenerator(): String = middle { elements().anext() } + "!"

    suspend fun looksInLoop(): String {
        for (element in elements()) return middle { element } + "!"
        error("there is an element")
    }

    private fun looks(): String = "".also { seen += names(Asyncio.currentTask()!!.stack()) }

    private fun elements() = asyncGenerator<String> {
        looks()
        future.await()
        yield(inGenerator())
    }

    private suspend fun inGenerator(): String {
        sleep(1.seconds)
        return looks()
    }
}

private class Failure : Exception()

/** The functions, oldest first, without lambdas and what is of the test. */
private fun names(frames: List<StackTraceElement>): List<String> {
    frames.forEach { check(!it.className.startsWith("dev.braid.kotlin.") || it.className.endsWith(".Suspend")) { "$it" } }
    frames.forEach { check(!it.className.startsWith("dev.braid.internal.")) { "$it" } }
    return frames.map { it.methodName }.filter { it in KNOWN }
}

private val KNOWN = setOf(
    "outer", "middle", "inner", "fails", "callsFails", "failsAtOnce", "delays", "scoped", "callsJava", "inJava",
    "awaitInJava", "fromJava", "looksInJava", "looksInGenerator", "looksInLoop", "looks", "inGenerator",
)

private fun functions(error: Throwable): List<String> =
    error.stackTrace.map { it.methodName }.filter { it in KNOWN }.reversed()

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

        everywhere("BRIDGE-329 a Kotlin body stands in the Java code that it runs while that runs") {
            val calls = Standing()
            task { calls.looksInJava() }.await()
            calls.seen shouldBe listOf(listOf("looksInJava", "middle", "looks"))
        }

        everywhere("BRIDGE-330 a Kotlin body stands in the generator that it steps, while that runs and while it waits") {
            for (consumes in listOf<suspend Standing.() -> String>({ looksInLoop() + "?" }, { looksInGenerator() + "?" })) {
                val calls = Standing()
                val task = task { calls.consumes() }
                sleep(1.seconds)
                val standing = names(task.stack())
                calls.seen shouldBe listOf(standing + "looks")
                calls.future.setResult("now")
                sleep(0.5.seconds)
                names(task.stack()) shouldBe standing + "inGenerator"
                task.await()
                calls.seen.last() shouldBe standing + "inGenerator" + "looks"
                standing.first().startsWith("looksIn") shouldBe true
            }
        }

        everywhere("BRIDGE-300 an error that is thrown after a suspension shows the callers") {
            val calls = Standing()
            val task = task { calls.callsFails() }
            val error = shouldThrow<Failure> { task.await() }
            functions(error) shouldBe listOf("callsFails", "middle", "fails")
            names(task.stack()) shouldBe listOf("callsFails", "middle", "fails")
            error shouldBeSameInstanceAs task.exception()
        }

        everywhere("BRIDGE-301 an error is given its callers once, and none that it does not come from") {
            val calls = Standing()
            val failing = task { calls.callsFails() }
            val passesOn: suspend () -> String = {
                sleep(2.seconds)
                calls.middle { failing.await() }
            }
            functions(shouldThrow<Failure> { task(passesOn).await() }) shouldBe listOf("callsFails", "middle", "fails")
            val made = Failure()
            val before = made.stackTrace.toList()
            val throws: suspend () -> String = {
                sleep(1.seconds)
                calls.failsAtOnce(made)
            }
            shouldThrow<Failure> { task(throws).await() }
            made.stackTrace.toList() shouldBe before
        }

        everywhere("BRIDGE-302 a cancellation shows where it interrupted the body") {
            val calls = Standing()
            val inKotlin = task { calls.outer() }
            val inJava = task { calls.callsJava() }
            sleep(1.seconds)
            inKotlin.cancel()
            inJava.cancel()
            functions(shouldThrow<CancelledError> { inKotlin.await() }) shouldBe listOf("outer", "middle", "inner")
            functions(shouldThrow<CancelledError> { inJava.await() }) shouldBe
                listOf("callsJava", "inJava", "awaitInJava")
        }

        everywhere("BRIDGE-303 a task's text names its Kotlin body") {
            val calls = Standing()
            val named = object : suspend () -> Unit {
                override suspend fun invoke() = Unit

                override fun toString(): String = "the named one"
            }
            val tasks = listOf(task(named), task(calls::delays), task { calls.delays() })
            tasks[0].toString() shouldContain "KotlinBody[the named one, "
            tasks[1].toString() shouldContain "KotlinBody[delays, "
            tasks[2].toString() shouldContain Regex("KotlinBody\\[TaskFramesTest[^ ,]*, ")
            for (task in tasks) task.await()
        }
    })
