package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Coroutine
import dev.braid.Future
import dev.braid.TaskGroup
import dev.braid.TimeoutException
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.async
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.gather
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.launch
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.timeout
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import java.util.concurrent.CancellationException
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.isActive
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** What crosses between Java and Kotlin: values, errors, cancellations, and the order of clean-up. On every strand and host. */
class BorderTest :
    FunSpec({
        everywhere("BRIDGE-01 Java calls suspend functions that answer at once, after a delay, an await and another dispatcher") {
            val repository = object : Repositories() {
                override suspend fun find(id: Int): String {
                    when (id) {
                        1 -> delay(5)
                        2 -> sleep(5.milliseconds)
                        3 -> withContext(Dispatchers.Default) { }
                        4 -> Asyncio.runningLoop().createTask { delay(1) }.await()
                    }
                    return "$id on ${Asyncio.currentTask()!!.name()};"
                }
            }
            val task = createJava(JavaCallers.find(repository, 0, 1, 2, 3, 4, 0))
            task.setName("caller")
            task.await() shouldBe listOf(0, 1, 2, 3, 4, 0).joinToString("") { "$it on caller;" }
            now() shouldBe 11
        }

        everywhere("BRIDGE-02 an error is the same object in Java and in Kotlin, checked or not") {
            for (error in listOf(OneOfAKind("unchecked"), IOException("checked"), AssertionError("error"))) {
                val repository = object : Repositories() {
                    override suspend fun find(id: Int): String {
                        if (id > 0) delay(1)
                        throw error
                    }
                }
                for (id in 0..1) {
                    val java = createJava(JavaCallers.find(repository, id))
                    val kotlin = Asyncio.runningLoop().createTask { java.await() }
                    shouldThrow<Throwable> { kotlin.await() } shouldBeSameInstanceAs error
                    java.exception() shouldBeSameInstanceAs error
                    error.suppressed.size shouldBe 0
                }
            }
        }

        everywhere("BRIDGE-03 cancelling a Java task that awaits a suspend function ends when Kotlin has cleaned up") {
            val events = mutableListOf<String>()
            val repository = object : Repositories() {
                override suspend fun find(id: Int): String {
                    try {
                        delay(1000)
                    } catch (e: CancellationException) {
                        events += "kotlin ${e.message} ${currentCoroutineContext().isActive}"
                        withContext(NonCancellable) { delay(5) }
                        events += "kotlin cleaned up"
                        throw e
                    }
                    return "never"
                }
            }
            val task = createJava(JavaCallers.find(repository, 1))
            sleep(1.milliseconds)
            task.cancel("stop")
            shouldThrow<CancelledError> { task.await() }.message() shouldBe "stop"
            events shouldBe listOf("kotlin stop false", "kotlin cleaned up")
            now() shouldBe 6
        }

        everywhere("BRIDGE-04 a Java body that is being cancelled may clean up by calling suspend functions") {
            val events = mutableListOf<String>()
            val repository = object : Repositories() {
                override suspend fun find(id: Int): String {
                    delay(5)
                    sleep(5.milliseconds)
                    return "kotlin helped, active ${currentCoroutineContext().isActive}"
                }
            }
            val task = createJava(JavaCallers.cleanUpInKotlin(repository, events))
            sleep(1.milliseconds)
            task.cancel()
            shouldThrow<CancelledError> { task.await() }
            events shouldBe listOf("java cleans up", "kotlin helped, active true", "java cleaned up")
            now() shouldBe 11
        }

        everywhere("BRIDGE-05 a cancellation crosses Kotlin, Java, Kotlin, Java, and each cleans up before the one above it goes on") {
            val events = mutableListOf<String>()
            val repository = object : Repositories() {
                override suspend fun deep() {
                    val innermost = createJava(JavaCallers.sandwich(Deepest(events), events))
                    try {
                        innermost.await()
                    } catch (e: CancelledError) {
                        events += "kotlin cancelled ${e.message()}"
                        withContext(NonCancellable) { delay(1) }
                        events += "kotlin cleaned up"
                        throw e
                    }
                }
            }
            val task = Asyncio.runningLoop().createTask {
                try {
                    createJava(JavaCallers.sandwich(repository, events)).await()
                } finally {
                    events += "outermost ends"
                }
            }
            sleep(1.milliseconds)
            task.cancel("all")
            shouldThrow<CancelledError> { task.await() }.message() shouldBe "all"
            events shouldBe listOf(
                "deepest CancellationException all",
                "deepest cleaned up",
                "java cancelled all",
                "java cleaned up",
                "kotlin cancelled all",
                "kotlin cleaned up",
                "java cancelled all",
                "java cleaned up",
                "outermost ends",
            )
            now() shouldBe 5
        }

        everywhere("BRIDGE-06 what Kotlin's code does to its own Job stays with the call") {
            val repository = object : Repositories() {
                override suspend fun find(id: Int): String {
                    currentCoroutineContext()[kotlinx.coroutines.Job]!!.cancel(CancellationException("its own"))
                    delay(1)
                    return "never"
                }
            }
            val task = createJava {
                val error = shouldThrow<CancelledError> { JavaCallers.find(repository, 1).run() }
                error.message() shouldBe "its own"
                Asyncio.currentTask()!!.cancelling()
            }
            task.await() shouldBe 0
        }

        everywhere("BRIDGE-07 withTimeout of kotlinx arrives in Java as TimeoutException") {
            val repository = object : Repositories() {
                override suspend fun find(id: Int): String = withTimeout(5) {
                    delay(1000)
                    "never"
                }
            }
            val task = createJava(JavaCallers.find(repository, 1))
            shouldThrow<TimeoutException> { task.await() }
            task.cancelled() shouldBe false
        }

        everywhere("BRIDGE-17 a group has members of both languages; whichever fails cancels the others") {
            val events = mutableListOf<String>()
            val group = shouldThrow<dev.braid.ExceptionGroup> {
                taskGroup {
                    createTask(JavaCallers.sandwich(Deepest(events), events))
                    launch {
                        delay(1)
                        throw OneOfAKind("kotlin member")
                    }
                    async { "value" }.await() shouldBe "value"
                    delay(1000)
                }
            }
            group.exceptions().map { it.message } shouldBe listOf("kotlin member")
            events.last() shouldBe "java cleaned up"
        }

        everywhere("BRIDGE-18 a timeout around Java code that calls Kotlin") {
            val events = mutableListOf<String>()
            shouldThrow<TimeoutException> {
                timeout(5.milliseconds) { createJava(JavaCallers.sandwich(Deepest(events), events)).await() }
            }
            events.last() shouldBe "java cleaned up"
            Asyncio.currentTask()!!.cancelling() shouldBe 0
        }

        everywhere("BRIDGE-19 gather of Kotlin bodies: values in order, the same body several times, settled outcomes") {
            gather(List(3) { suspend { 1 } } + suspend { 2 }).await() shouldBe listOf(1, 1, 1, 2)
            gather<Int>().await() shouldBe emptyList()
            shouldThrow<OneOfAKind> { gather({ delay(1) }, { throw OneOfAKind("one") }).await() }
            val settled = gatherSettled({ "fine" }, { throw OneOfAKind("two") }).await()
            settled[0] shouldBe dev.braid.Outcome.Value("fine")
            (settled[1] as dev.braid.Outcome.Failure).error().message shouldBe "two"
        }

        everywhere("BRIDGE-20 a suspending Java member that Kotlin calls by reflection is a clear error, and blocks nothing") {
            val future = Asyncio.runningLoop().createFuture<Int>()
            val error = shouldThrow<IllegalStateException> { JavaCallers.awaitByReflection(future) }
            error.message shouldContain "Kotlin body"
            error.message shouldContain "suspend extension"
            future.setResult(1)
            JavaCallers.awaitByReflection(future)
        }

        everywhere("BRIDGE-21 a group that is not entered refuses Kotlin members too") {
            val unentered = TaskGroup.create()
            shouldThrow<IllegalStateException> { unentered.launch { } }.message shouldContain "has not been entered"
        }

        everywhere("BRIDGE-22 awaiting one's own task is an error, thrown where it awaits") {
            val task = Asyncio.runningLoop().createTask<String> {
                val mine = Asyncio.currentTask()!!
                shouldThrow<IllegalStateException> { mine.await() }.message!!
            }
            task.await() shouldContain "a task cannot wait for its own end"
        }

        everywhere("BRIDGE-23 a future of another loop is refused in a main line, and awaited through its loop elsewhere") {
            val far = java.util.concurrent.CompletableFuture<Future<String>>()
            val thread = kotlin.concurrent.thread {
                runAsyncio {
                    val future = Asyncio.runningLoop().createFuture<String>()
                    far.complete(future)
                    future.await()
                }
            }
            val theirs = withContext(Dispatchers.IO) { far.get() }
            shouldThrow<IllegalStateException> { theirs.await() }.message shouldContain "belongs to another loop"
            val waiting = CoroutineScope(Dispatchers.Default).async(start = CoroutineStart.UNDISPATCHED) { theirs.await() }
            theirs.loop().callSoonThreadsafe { theirs.setResult("from afar") }
            waiting.await() shouldBe "from afar"
            withContext(Dispatchers.IO) { thread.join() }
        }

        test("BRIDGE-08 Suspend.await outside of a task says where to call it") {
            val error = shouldThrow<IllegalStateException> { JavaCallers.outside(Deepest(mutableListOf())) }
            error.message shouldContain "is not a task's body"
        }

        test("BRIDGE-09 Suspend.await in a Kotlin body says what to do instead") {
            inVirtualTime {
                val error = shouldThrow<IllegalStateException> { JavaCallers.outside(Deepest(mutableListOf())) }
                error.message shouldContain "Kotlin body"
                error.message shouldContain "call the function itself"
            }
        }

        test("BRIDGE-39 runAsyncio returns the value, throws the very error, and refuses to run inside a loop") {
            runAsyncio { 42 } shouldBe 42
            val error = OneOfAKind("main")
            shouldThrow<OneOfAKind> { runAsyncio { throw error } } shouldBeSameInstanceAs error
            shouldThrow<CancelledError> { runAsyncio { throw CancellationException("gone") } }.message() shouldBe "gone"
            runAsyncio { shouldThrow<IllegalStateException> { runAsyncio { } }.message shouldContain "is running on this thread" }
        }

        test("BRIDGE-40 a runner runs Kotlin bodies one after the other; tasks left behind go on, and are cancelled at the end") {
            val events = mutableListOf<String>()
            onLoop {
                runSuspending {
                    Asyncio.runningLoop().createTask {
                        try {
                            delay(5)
                            events += "went on"
                            delay(1000)
                        } catch (e: CancellationException) {
                            events += "cancelled"
                            throw e
                        }
                    }
                    sleep(1.milliseconds)
                    events += "first run"
                }
                runSuspending { sleep(10.milliseconds) }
                events += "second run"
            }
            events shouldBe listOf("first run", "went on", "second run", "cancelled")
        }

        test("BRIDGE-41 a loop that closes under a suspended Kotlin body lets it clean up, in either kind of suspension") {
            for (suspension in listOf<suspend () -> Unit>({ delay(1000) }, { sleep(1.seconds) })) {
                val events = mutableListOf<String>()
                val loop = dev.braid.testing.VirtualTime.loops().newLoop()
                loop.setExceptionHandler { _, _ -> }
                val task = loop.createTask {
                    try {
                        suspension()
                    } finally {
                        events += "cleaned up in ${Asyncio.currentTask()!!.name()}"
                    }
                }
                task.setName("left")
                loop.runUntilComplete<Unit, Exception>(Coroutine { })
                loop.runUntilComplete<Unit, Exception>(Coroutine { })
                loop.close()
                events shouldBe listOf("cleaned up in left")
                task.done() shouldBe true
            }
        }
    })

private open class Repositories : Repository {
    override suspend fun find(id: Int): String = "found"

    override suspend fun deep() = Unit
}

private class Deepest(private val events: MutableList<String>) : Repositories() {
    override suspend fun deep() {
        try {
            delay(1000)
        } catch (e: CancellationException) {
            events += "deepest CancellationException ${e.message}"
            withContext(NonCancellable) { delay(1) }
            events += "deepest cleaned up"
            throw e
        }
    }
}
