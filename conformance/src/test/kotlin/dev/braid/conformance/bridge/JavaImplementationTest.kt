package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.TaskOptions.named
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** Suspend functions written in Java: for callers on the loop, on another, on other threads, and on none. */
class JavaImplementationTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)
        fun log(): MutableList<String> = Collections.synchronizedList(mutableListOf())

        everywhere("BRIDGE-96 a main line's call runs inside its task") {
            val events = log()
            val users: Users = JavaUsers(events, null)
            val task = Asyncio.runningLoop().createTask(named("caller")) {
                val found = users.find("x")
                users.save("y")
                "$found ${users.count()}"
            }
            task.await() shouldBe "x in caller 42"
            events shouldBe listOf("finds x", "saved y")
            now() shouldBe 10
        }

        everywhere("BRIDGE-97 the body's error is thrown to the caller, the same object, and the caller goes on") {
            val users: Users = JavaUsers(log(), null)
            val error = shouldThrow<OneOfAKind> { users.find("error") }
            error.message shouldBe "found no error"
            error.suppressed.size shouldBe 0
            coroutineScope { async { runCatching { users.find("error") } }.await().exceptionOrNull() }!!.message shouldBe
                "found no error"
            users.count() shouldBe 42
        }

        everywhere("BRIDGE-98 cancelling the caller's task cancels the body, and the caller goes on after its clean-up") {
            val events = log()
            val users: Users = JavaUsers(events, null)
            val task = task {
                try {
                    users.find("slow")
                } catch (e: CancelledError) {
                    events += "kotlin cancelled ${e.message()}"
                    throw e
                }
            }
            sleep(1.milliseconds)
            task.cancel("stop")
            shouldThrow<CancelledError> { task.await() }
            events shouldBe listOf("finds slow", "java cancelled stop", "java cleaned up", "kotlin cancelled stop")
            now() shouldBe 4
            shouldThrow<dev.braid.TimeoutException> { timeout(2.milliseconds) { users.find("late") } }
            now() shouldBe 9
        }

        everywhere("BRIDGE-99 a child coroutine's call is a task of the body's loop; cancelling the child cancels that one alone") {
            val events = log()
            val users: Users = JavaUsers(events, null)
            val mine = Asyncio.currentTask()!!.name()
            coroutineScope {
                val cancelled = launch {
                    try {
                        users.find("child")
                    } catch (e: CancellationException) {
                        events += "child ${e.message}"
                        throw e
                    }
                }
                val other = async { users.find("other") }
                sleep(1.milliseconds)
                cancelled.cancel(CancellationException("child alone"))
                other.await().startsWith("other in ") shouldBe true
                other.await() shouldNotBe "other in $mine"
                cancelled.join()
            }
            events shouldContainExactly
                listOf("finds child", "finds other", "java cancelled child alone", "java cleaned up", "child child alone")
            Asyncio.currentTask()!!.cancelling() shouldBe 0
        }

        everywhere("BRIDGE-100 a caller on Dispatchers.Default that is part of a task runs the body on that task's loop") {
            val users: Users = JavaUsers(log(), null)
            val loop = Asyncio.runningLoop()
            withContext(Dispatchers.Default) {
                users.find("far") shouldContain "far in "
                shouldThrow<OneOfAKind> { users.find("error") }
                Asyncio.currentTask() shouldBe null
            }
            CoroutineScope(loop.asCoroutineDispatcher()).async { users.find("on the dispatcher") }.await() shouldContain
                "on the dispatcher in "
        }

        everywhere("BRIDGE-101 a caller that is cancelled already does not run the body, unless it is in NonCancellable") {
            val events = log()
            val users: Users = JavaUsers(events, null)
            val scope = CoroutineScope(Job() + Asyncio.runningLoop().asCoroutineDispatcher())
            val job = scope.launch {
                try {
                    sleep(1.seconds)
                } finally {
                    runCatching { users.find("not") }.exceptionOrNull()!!.let { events += "refused ${it is CancellationException}" }
                    withContext(NonCancellable) { users.save("clean-up") }
                }
            }
            sleep(1.milliseconds)
            job.cancelAndJoin()
            events shouldBe listOf("refused true", "saved clean-up")
        }

        everywhere("BRIDGE-102 a body on a loop that is given runs there, and the caller goes on where it was") {
            val given = CompletableFuture<dev.braid.EventLoop>()
            val end = CompletableFuture<Unit>()
            val thread = thread {
                runAsyncio {
                    given.complete(Asyncio.runningLoop())
                    Asyncio.currentTask()!!.setName("the other's")
                    while (!end.isDone) sleep(1.milliseconds)
                }
            }
            val mine = Asyncio.runningLoop()
            val other = withContext(Dispatchers.IO) { given.get(10, TimeUnit.SECONDS) }
            val events = log()
            val users: Users = JavaUsers(events, other)
            users.find("x") shouldContain "x in Task-"
            Asyncio.runningLoop() shouldBeSameInstanceAs mine
            Asyncio.currentTask()!!.name() shouldBe "main"
            shouldThrow<OneOfAKind> { users.find("error") }
            withContext(Dispatchers.Default) { users.find("y") } shouldContain "y in Task-"
            end.complete(Unit)
            withContext(Dispatchers.IO) { thread.join() }
        }

        everywhere("BRIDGE-103 a second body for one call is refused when the first has ended, and does not run") {
            val events = log()
            val users: Users = JavaUsers.Twice(events)
            val error = shouldThrow<IllegalStateException> { users.find("x") }
            error.message shouldContain "cannot run two Java bodies for one call"
            error.message shouldContain "call it once and return what it returns"
            events shouldBe listOf("first ends")
            now() shouldBe 5
            coroutineScope {
                launch { shouldThrow<IllegalStateException> { users.find("x") } }
            }
            events shouldBe listOf("first ends", "first ends")
            // Bodies that do not suspend have ended when the next one begins.
            users.count() shouldBe 2
        }

        test("BRIDGE-104 a caller that belongs to no loop runs the body on a loop of the process, whose thread is a daemon") {
            val events = log()
            val users: Users = JavaUsers(events, null)
            runBlocking {
                withTimeout(20.seconds) {
                    users.find("x") shouldContain "x in Task-"
                    withContext(Dispatchers.Default) { users.find("y") } shouldContain "y in Task-"
                    shouldThrow<OneOfAKind> { users.find("error") }
                    val cancelled = launch(Dispatchers.Default) { users.find("slow") }
                    while ("finds slow" !in events) Thread.yield()
                    cancelled.cancelAndJoin()
                }
            }
            if ("java cancelled StandaloneCoroutine was cancelled" in events) events.last() shouldBe "java cleaned up"
            val background = Thread.getAllStackTraces().keys.filter { it.name == "braid-background" }
            background.map { it.isDaemon } shouldBe listOf(true)
        }

        test("BRIDGE-105 a program whose last call was on the background loop ends by itself") {
            val java = ProcessHandle.current().info().command().get()
            val process = ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), JavaImplementationProgram::class.java.name,
            ).redirectErrorStream(true).start()
            val text = process.inputStream.bufferedReader().readText()
            process.waitFor(30, TimeUnit.SECONDS) shouldBe true
            text.trim() shouldContain "x in Task-"
            process.exitValue() shouldBe 0
        }

        test("BRIDGE-106 a closed loop that is given fails the call, and says why") {
            val loop = VirtualTime.loops().newLoop()
            loop.close()
            val users: Users = JavaUsers(log(), loop)
            runBlocking {
                withTimeout(10.seconds) {
                    shouldThrow<IllegalStateException> { users.find("x") }.message shouldContain "it is closed"
                }
            }
        }

        test("BRIDGE-107 race: callers on many threads call and are cancelled at once; each body that began ended before its caller did") {
            inVirtualTime {
                val loop = Asyncio.runningLoop()
                val events = log()
                val users: Users = JavaUsers(events, loop)
                withContext(Dispatchers.Default) {
                    repeat(300) {
                        val job = launch { users.find("x") }
                        launch { job.cancel() }
                        job.join()
                        val begun = events.count { it == "finds x" }
                        val cut = events.count { it == "java cancelled StandaloneCoroutine was cancelled" }
                        val cleaned = events.count { it == "java cleaned up" }
                        cut shouldBe cleaned
                        (begun >= cut) shouldBe true
                        events.clear()
                    }
                }
            }
        }
    })

/** Calls Java on the background loop, and returns from `main`. */
object JavaImplementationProgram {
    @JvmStatic
    fun main(arguments: Array<String>) = runBlocking { println((JavaUsers(mutableListOf(), null) as Users).find("x")) }
}
