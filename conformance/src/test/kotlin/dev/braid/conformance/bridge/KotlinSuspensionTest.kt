@file:OptIn(ExperimentalStdlibApi::class)

package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ContextVar
import dev.braid.TaskOptions
import dev.braid.TaskOptions.named
import dev.braid.TimeoutException
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.async
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.launch
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.booleans.shouldBeTrue
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.concurrent.CancellationException
import kotlin.concurrent.thread
import kotlin.coroutines.ContinuationInterceptor
import kotlinx.coroutines.currentCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.suspendCoroutine
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.isActive
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** A Kotlin body that suspends by Kotlin's own means: where it goes on, in which task, and what cancels it. */
class KotlinSuspensionTest :
    FunSpec({
        val now = { Asyncio.runningLoop().timeNanos() / 1_000_000 }

        test("BRIDGE-30 delay follows the loop's clock") {
            inVirtualTime {
                val begin = now()
                delay(3_600_000)
                now() - begin shouldBe 3_600_000
            }
        }

        test("BRIDGE-31 delay and sleep of one length end in the order they began, hop for hop") {
            val log = EventLog()
            inVirtualTime {
                taskGroup {
                    for (name in listOf("a", "b", "c", "d")) {
                        launch(named(name)) {
                            if (name < "c") sleep(5.milliseconds) else delay(5)
                            log.log("first")
                            if (name < "c") yieldNow() else yield()
                            log.log("second")
                        }
                    }
                }
            }
            log.lines() shouldBe
                listOf("5 a first", "5 b first", "5 c first", "5 d first") +
                listOf("5 a second", "5 b second", "5 c second", "5 d second")
        }

        test("BRIDGE-32 after every kind of suspension the task is current, its context too, and the thread is the loop's") {
            val variable = ContextVar.of<String>("variable")
            inVirtualTime {
                variable.set("mine")
                val task = Asyncio.currentTask()
                val loop = Asyncio.runningLoop()
                fun check() {
                    Asyncio.currentTask() shouldBeSameInstanceAs task
                    Asyncio.runningLoop() shouldBeSameInstanceAs loop
                    variable.get() shouldBe "mine"
                }
                delay(1)
                check()
                yield()
                check()
                withContext(Dispatchers.Default) { Asyncio.currentTask() shouldBe null }
                check()
                withContext(NonCancellable) {
                    check()
                    delay(1)
                    check()
                }
                check()
                withContext(CoroutineName("other")) {
                    delay(1)
                    check()
                }
                check()
                withTimeout(1000) {
                    delay(1)
                    check()
                }
                check()
                coroutineScope {
                    launch {
                        check()
                        delay(1)
                        check()
                    }
                    check()
                }
                check()
                suspendCoroutine { continuation -> thread { continuation.resume(Unit) } }
                check()
                sleep(1.milliseconds)
                check()
                flow {
                    check()
                    delay(1)
                    emit(1)
                }.collect { check() }
                flow { emit(1) }.flowOn(Dispatchers.Default).collect { check() }
                check()
                val channel = Channel<Int>()
                coroutineScope {
                    launch { channel.send(5) }
                    channel.receive() shouldBe 5
                    check()
                }
                check()
            }
        }

        test("BRIDGE-33 withContext(Dispatchers.Default) and back gives the value and the error, the same object") {
            inVirtualTime {
                withContext(Dispatchers.Default) { 6 * 7 } shouldBe 42
                val error = OneOfAKind("far away")
                shouldThrow<OneOfAKind> { withContext(Dispatchers.Default) { throw error } } shouldBeSameInstanceAs error
            }
        }

        test("BRIDGE-34 the body's dispatcher is the loop's, and its Job is one and the same") {
            inVirtualTime {
                currentCoroutineContext()[ContinuationInterceptor] shouldBeSameInstanceAs
                    Asyncio.runningLoop().asCoroutineDispatcher()
                @Suppress("DEPRECATION") // programs still use it
                val byTheOldKey = currentCoroutineContext()[CoroutineDispatcher]
                byTheOldKey shouldBeSameInstanceAs Asyncio.runningLoop().asCoroutineDispatcher()
                val job = currentCoroutineContext().job
                job.isActive.shouldBeTrue()
                delay(1)
                currentCoroutineContext().job shouldBeSameInstanceAs job
                (currentCoroutineContext() + CoroutineName("x")).job shouldBeSameInstanceAs job
                currentCoroutineContext().minusKey(CoroutineExceptionHandler) shouldBeSameInstanceAs currentCoroutineContext()
                (currentCoroutineContext() + CoroutineName("x"))[CoroutineName]!!.name shouldBe "x"
                currentCoroutineContext().minusKey(ContinuationInterceptor)[ContinuationInterceptor] shouldBe null
                currentCoroutineContext().fold(0) { count, _ -> count + 1 } shouldBe 4
            }
        }

        test("BRIDGE-42 cancelling a task in delay throws CancellationException there, at every delay after it, and CancelledError outside") {
            val events = mutableListOf<String>()
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask {
                    try {
                        delay(10_000)
                    } catch (e: CancellationException) {
                        events += "first ${e.message} ${currentCoroutineContext().isActive}"
                        try {
                            delay(1)
                        } catch (e: CancellationException) {
                            events += "second ${e.message}"
                        }
                        sleep(1.milliseconds)
                        events += "awaits of Braid's work"
                        withContext(NonCancellable) { delay(1) }
                        events += "cleaned up"
                        throw e
                    }
                }
                sleep(1.milliseconds)
                task.cancel("stop it").shouldBeTrue()
                val error = shouldThrow<CancelledError> { task.await() }
                error.message() shouldBe "stop it"
                now() shouldBe 3
                task.cancelled().shouldBeTrue()
            }
            events shouldBe listOf("first stop it false", "second stop it", "awaits of Braid's work", "cleaned up")
        }

        test("BRIDGE-43 a cancellation that is taken back makes the Job active again") {
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask {
                    val before = currentCoroutineContext().job
                    try {
                        delay(10_000)
                    } catch (_: CancellationException) {
                        currentCoroutineContext().isActive shouldBe false
                        Asyncio.currentTask()!!.uncancel() shouldBe 0
                    }
                    currentCoroutineContext().isActive shouldBe true
                    currentCoroutineContext().job shouldNotBe before
                    delay(5)
                    "went on"
                }
                sleep(1.milliseconds)
                task.cancel()
                task.await() shouldBe "went on"
                now() shouldBe 6
            }
        }

        test("BRIDGE-44 a timeout that cancels a delay leaves the body able to delay again") {
            inVirtualTime {
                repeat(3) {
                    shouldThrow<TimeoutException> { dev.braid.kotlin.timeout(5.milliseconds) { delay(1000) } }
                    delay(1)
                }
                now() shouldBe 18
            }
        }

        test("BRIDGE-45 a failing member that cancels a delay leaves the body able to delay again") {
            inVirtualTime {
                val group = shouldThrow<dev.braid.ExceptionGroup> {
                    taskGroup {
                        launch {
                            delay(1)
                            error("member")
                        }
                        delay(1000)
                    }
                }
                group.exceptions().single().message shouldBe "member"
                delay(1)
                now() shouldBe 2
            }
        }

        test("BRIDGE-46 a cancellation in a section that cannot notice is thrown by the next await of Braid's, once") {
            inVirtualTime {
                val events = mutableListOf<String>()
                val task = Asyncio.runningLoop().createTask {
                    withContext(NonCancellable) { delay(5) }
                    events += "section over"
                    try {
                        sleep(100.seconds)
                    } catch (e: CancelledError) {
                        events += "noticed ${e.message()}"
                    }
                    sleep(1.milliseconds)
                    events += "once"
                }
                sleep(1.milliseconds)
                task.cancel("late")
                task.await()
                events shouldBe listOf("section over", "noticed late", "once")
                now() shouldBe 6
            }
        }

        test("BRIDGE-47 a cancellation between the end of a delay and the next step is not lost") {
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask {
                    delay(5)
                    sleep(100.seconds)
                }
                // Runs right after the delay's timer, before the step that it has woken.
                Asyncio.runningLoop().callLater(java.time.Duration.ofMillis(5)) { task.cancel("between") }
                shouldThrow<CancelledError> { task.await() }.message() shouldBe "between"
                now() shouldBe 5
            }
        }

        test("BRIDGE-35 withTimeout of kotlinx works on the loop's clock, and leaves the body as TimeoutException") {
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask { withTimeout(5) { delay(1000) } }
                shouldThrow<TimeoutException> { task.await() }
                task.cancelled() shouldBe false
                now() shouldBe 5
            }
        }

        test("BRIDGE-36 a CancellationException of the body's own makes its task cancelled, and keeps its message") {
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask { throw CancellationException("my own") }
                shouldThrow<CancelledError> { task.await() }.message() shouldBe "my own"
                task.cancelled() shouldBe true
                Asyncio.currentTask()!!.cancelling() shouldBe 0
            }
        }

        test("BRIDGE-48 coroutines launched on the body's Job are part of the task") {
            inVirtualTime {
                var ended = false
                val task = Asyncio.runningLoop().createTask {
                    CoroutineScope(currentCoroutineContext()).launch {
                        delay(10)
                        ended = true
                    }
                    "value"
                }
                task.await() shouldBe "value"
                ended shouldBe true
                now() shouldBe 10
            }
        }

        test("BRIDGE-49 cancelling a task that only waits for its children cancels them") {
            inVirtualTime {
                var child = "runs"
                val task = Asyncio.runningLoop().createTask {
                    CoroutineScope(currentCoroutineContext()).launch {
                        try {
                            delay(1000)
                        } finally {
                            child = "cancelled"
                        }
                    }
                    "value"
                }
                sleep(1.milliseconds)
                task.cancel("enough")
                shouldThrow<CancelledError> { task.await() }.message() shouldBe "enough"
                child shouldBe "cancelled"
                now() shouldBe 1
            }
        }

        test("BRIDGE-50 a child's failure cancels the body, in Kotlin's suspensions and in Braid's, and becomes the task's") {
            for (suspension in listOf<suspend () -> Unit>({ delay(1000) }, { sleep(1.seconds) })) {
                inVirtualTime {
                    val error = OneOfAKind("child")
                    val task = Asyncio.runningLoop().createTask {
                        CoroutineScope(currentCoroutineContext()).launch {
                            delay(1)
                            throw error
                        }
                        suspension()
                    }
                    shouldThrow<OneOfAKind> { task.await() } shouldBeSameInstanceAs error
                    now() shouldBe 1
                    task.cancelling() shouldBe 0
                }
            }
        }

        test("BRIDGE-51 a body that fails cancels its children and waits for them") {
            inVirtualTime {
                val events = mutableListOf<String>()
                val task = Asyncio.runningLoop().createTask {
                    CoroutineScope(currentCoroutineContext()).launch {
                        try {
                            delay(1000)
                        } finally {
                            withContext(NonCancellable) { delay(5) }
                            events += "child cleaned up"
                        }
                    }
                    sleep(1.milliseconds)
                    throw OneOfAKind("body")
                }
                shouldThrow<OneOfAKind> { task.await() }.message shouldBe "body"
                events shouldBe listOf("child cleaned up")
                now() shouldBe 6
            }
        }

        test("BRIDGE-52 code that cancels the body's Job cancels the task") {
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask {
                    currentCoroutineContext().cancel(CancellationException("from within"))
                    sleep(1.seconds)
                }
                shouldThrow<CancelledError> { task.await() }.message() shouldBe "from within"
                now() shouldBe 0
            }
        }

        test("BRIDGE-26 Kotlin children await Braid's tasks; cancelling their scope cancels those and waits for their clean-up") {
            inVirtualTime {
                val events = mutableListOf<String>()
                val inner = Asyncio.runningLoop().createTask {
                    try {
                        sleep(100.seconds)
                    } finally {
                        sleep(5.milliseconds)
                        events += "inner cleaned up"
                    }
                }
                val outer = Asyncio.runningLoop().createTask {
                    coroutineScope {
                        launch {
                            try {
                                inner.await()
                            } catch (e: CancellationException) {
                                events += "child ${e.message}"
                                throw e
                            }
                        }
                    }
                }
                sleep(1.milliseconds)
                outer.cancel("tree")
                shouldThrow<CancelledError> { outer.await() }.message() shouldBe "tree"
                events shouldBe listOf("inner cleaned up", "child tree")
                inner.cancelled() shouldBe true
                now() shouldBe 6
            }
        }

        test("BRIDGE-27 a task that somebody else cancels is a CancellationException to a Kotlin child, which ends quietly") {
            inVirtualTime {
                val inner = Asyncio.runningLoop().createTask { sleep(100.seconds) }
                Asyncio.runningLoop().callLater(java.time.Duration.ofMillis(1)) { inner.cancel("elsewhere") }
                coroutineScope {
                    val child = launch { inner.await() }
                    child.join()
                    child.isCancelled shouldBe true
                }
                Asyncio.currentTask()!!.cancelling() shouldBe 0
            }
        }

        test("BRIDGE-24 a task is awaited from any dispatcher, with the same error") {
            inVirtualTime {
                val value = Asyncio.runningLoop().createTask {
                    yieldNow()
                    "value"
                }
                val error = OneOfAKind("task")
                val failing = Asyncio.runningLoop().createTask<Unit> {
                    yieldNow()
                    throw error
                }
                withContext(Dispatchers.Default) {
                    value.await() shouldBe "value"
                    value.await() shouldBe "value"
                    shouldThrow<OneOfAKind> { failing.await() } shouldBeSameInstanceAs error
                }
            }
        }

        test("BRIDGE-25 groups, timeouts and sleeps work in Kotlin children, for that child alone") {
            inVirtualTime {
                coroutineScope {
                    val failed = async {
                        runCatching {
                            taskGroup {
                                launch { error("member") }
                                sleep(100.seconds)
                            }
                        }
                    }
                    val late = async { runCatching { dev.braid.kotlin.timeout(3.milliseconds) { sleep(100.seconds) } } }
                    val slept = async {
                        sleep(2.milliseconds)
                        now()
                    }
                    val far = async(Dispatchers.Default) { taskGroup { async { "far" }.await() } }
                    failed.await().exceptionOrNull().shouldBeInstanceOf<dev.braid.ExceptionGroup>()
                    late.await().exceptionOrNull().shouldBeInstanceOf<TimeoutException>()
                    slept.await() shouldBe 2
                    far.await() shouldBe "far"
                }
                Asyncio.currentTask()!!.cancelling() shouldBe 0
                now() shouldBe 3
            }
        }

        test("BRIDGE-37 an eager Kotlin body runs inside the call, and goes on after any suspension") {
            inVirtualTime {
                val events = mutableListOf<String>()
                val eager = TaskOptions.DEFAULT.eager()
                val instant = Asyncio.runningLoop().createTask(eager) { 5 }
                instant.done() shouldBe true
                instant.await() shouldBe 5
                val suspended = Asyncio.runningLoop().createTask(eager) {
                    events += "inside"
                    delay(1)
                    Asyncio.currentTask()
                }
                events += "outside"
                suspended.await() shouldBeSameInstanceAs suspended
                events shouldBe listOf("inside", "outside")
            }
        }

        test("BRIDGE-38 a main line that is resumed past its dispatcher still ends its task") {
            inVirtualTime {
                val task = Asyncio.runningLoop().createTask {
                    suspendCoroutineUninterceptedOrReturn { continuation ->
                        thread { continuation.resume(Unit) }
                        COROUTINE_SUSPENDED
                    }
                    "ended"
                }
                task.await() shouldBe "ended"
                val again = Asyncio.runningLoop().createTask {
                    suspendCoroutineUninterceptedOrReturn { continuation ->
                        thread { continuation.resume(Unit) }
                        COROUTINE_SUSPENDED
                    }
                    task.await()
                }
                again.await() shouldBe "ended"
            }
        }
    })

/** An error that kotlinx's stack trace recovery cannot copy, so that it is the same object on every side. */
class OneOfAKind(text: CharSequence) : RuntimeException(text.toString())
