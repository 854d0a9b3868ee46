package dev.braid.conformance.bridge

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.LoopFactory
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.kotlin.SuspendCall
import dev.braid.kotlin.asAsyncGenerator
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.toList
import dev.braid.kotlin.use
import dev.braid.kotlin.yieldNow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.util.Collections
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.suspendCoroutine
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield

/** What was thrown into the main line by Kotlin's means is not thrown again, and what was not is thrown later. */
class PendingCancellationTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)

        // On real threads: some of these end on another one, at the moment of the cancellation.
        suspend fun cancelledDuring(suspension: suspend () -> Unit): List<String> {
            val log = Collections.synchronizedList(mutableListOf<String>())
            val begun = Asyncio.runningLoop().createFuture<Unit>()
            val task = task {
                try {
                    begun.setResult(Unit)
                    suspension()
                    log += "went on"
                } finally {
                    sleep(1.milliseconds)
                    log += "cleaned up"
                }
            }
            begun.await()
            sleep(2.milliseconds)
            task.cancel("enough")
            log += errorOf<CancelledError> { task.await() }.message().toString()
            return log
        }

        for ((name, suspension) in suspensions()) {
            test("BRIDGE-184 clean-up awaits as it likes after a cancellation during $name") {
                onLoop(LoopFactory.DEFAULT) {
                    runSuspending {
                        repeat(20) { cancelledDuring(suspension) shouldContainExactly listOf("cleaned up", "enough") }
                    }
                }
            }
        }

        test("BRIDGE-184 a manager is left, suspending, after a cancellation during a scope in its block") {
            inVirtualTime {
                var left = false
                val manager = asyncContextManager<Int> {
                    try {
                        yield(1)
                    } finally {
                        sleep(1.milliseconds)
                        left = true
                    }
                }
                val task = task { manager.use { coroutineScope { delay(10_000) } } }
                sleep(5.milliseconds)
                task.cancel()
                errorOf<CancelledError> { task.await() }
                left shouldBe true
            }
        }

        test("BRIDGE-184 code that cancels its own Job may clean up, suspending, when it has noticed") {
            inVirtualTime {
                var cleaned = false
                val task = task {
                    try {
                        currentCoroutineContext().cancel()
                        delay(10)
                    } finally {
                        sleep(1.milliseconds)
                        cleaned = true
                    }
                }
                errorOf<CancelledError> { task.await() }
                cleaned shouldBe true
            }
        }

        test("BRIDGE-185 a child that fails while the main line cannot notice interrupts the next await") {
            inVirtualTime {
                val log = mutableListOf<String>()
                val boom = IllegalArgumentException("boom")
                val task = task {
                    CoroutineScope(currentCoroutineContext()).launch {
                        delay(1)
                        throw boom
                    }
                    withContext(NonCancellable) { delay(5) }
                    try {
                        sleep(1000.seconds)
                    } catch (cancelled: CancelledError) {
                        sleep(1.milliseconds)
                        log += "once"
                        throw cancelled
                    }
                }
                errorOf<IllegalArgumentException> { task.await() } shouldBe boom
                log shouldContainExactly listOf("once")
                now() shouldBe 6
            }
        }

        test("BRIDGE-185 so does one that fails in the main line's own step") {
            inVirtualTime {
                val task = task {
                    CoroutineScope(currentCoroutineContext()).launch(start = CoroutineStart.UNDISPATCHED) { error("boom") }
                    try {
                        sleep(1000.seconds)
                    } finally {
                        sleep(1.milliseconds)
                    }
                }
                errorOf<IllegalStateException> { task.await() }.message shouldBe "boom"
                now() shouldBe 1
                task.cancelling() shouldBe 0
            }
        }

        test("BRIDGE-185 to start coroutines on the cancelled Job is no noticing") {
            inVirtualTime {
                var started = false
                val task = task {
                    withContext(NonCancellable) { delay(5) }
                    CoroutineScope(currentCoroutineContext()).launch { started = true }
                    sleep(1000.seconds)
                }
                sleep(1.milliseconds)
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                started shouldBe false
                now() shouldBe 5
            }
        }

        test("BRIDGE-185 to look at isActive is no noticing, by a coroutine of the body or by the body itself") {
            inVirtualTime {
                var looked = false
                val task = task {
                    val scope = CoroutineScope(currentCoroutineContext())
                    withContext(NonCancellable) {
                        launch {
                            delay(3)
                            looked = !scope.isActive
                        }
                        delay(5)
                    }
                    scope.isActive shouldBe false
                    currentCoroutineContext().isActive shouldBe false
                    sleep(1000.seconds)
                }
                sleep(1.milliseconds)
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                looked shouldBe true
                now() shouldBe 5
            }
        }

        test("BRIDGE-185 a cancellation between a plain resume and its step is thrown by the next await") {
            inVirtualTime {
                var suspended: Continuation<Unit>? = null
                val task = task {
                    suspendCoroutine { suspended = it }
                    sleep(1000.seconds)
                }
                sleep(1.milliseconds)
                suspended!!.resume(Unit)
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                now() shouldBe 1
            }
        }

        test("BRIDGE-185 a cancellation between the value of a withContext and its step is thrown there") {
            inVirtualTime {
                val log = mutableListOf<String>()
                val suspended = CountDownLatch(1)
                val thread = Executors.newSingleThreadExecutor()
                val task = task {
                    try {
                        withContext(thread.asCoroutineDispatcher()) { suspended.await() }
                        log += "went on"
                    } finally {
                        sleep(1.milliseconds)
                        log += "cleaned up"
                    }
                }
                yieldNow()
                suspended.countDown()
                // The loop stands still: the value waits for its turn.
                thread.submit { }.get()
                thread.shutdown()
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }
                log shouldContainExactly listOf("cleaned up")
            }
        }

        everywhere("BRIDGE-186 a cancellation that a suspend function could not notice is thrown by the Java caller's next await") {
            val log = mutableListOf<String>()
            val section: suspend () -> Int = {
                withContext(NonCancellable) { delay(5) }
                7
            }
            val task = createJava(
                JavaCallers.callThenSleep(SuspendCall<Int> { section.startCoroutineUninterceptedOrReturn(it) }, log),
            )
            sleep(1.milliseconds)
            task.cancel("enough")
            errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
            log shouldContainExactly listOf("got 7", "cancelled enough")
            task.cancelling() shouldBe 1
        }

        val unnoticing: Map<String, () -> AsyncGenerator<Int, *>> = mapOf(
            "generator" to { asyncGenerator<Int> { withContext(NonCancellable) { delay(5) } } },
            "flow" to { flow<Int> { withContext(NonCancellable) { delay(5) } }.asAsyncGenerator() },
        )
        for ((name, make) in unnoticing) {
            everywhere("BRIDGE-186 so is one that the end of a $name could not notice, by its consumer's next await") {
                val task = task {
                    make().toList() shouldBe emptyList()
                    sleep(1000.seconds)
                }
                sleep(1.milliseconds)
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
            }
        }

        test("BRIDGE-186 a timeout that a suspend function could not notice is forgotten with it") {
            inVirtualTime {
                timeout(5.milliseconds) { withContext(NonCancellable) { delay(10) } }
                sleep(1.milliseconds)
                errorOf<TimeoutException> { timeout(5.milliseconds) { coroutineScope { delay(10) } } }
                sleep(1.milliseconds)
                Asyncio.currentTask()!!.cancelling() shouldBe 0
            }
        }

        for ((name, scope) in scopesOver()) {
            test("BRIDGE-365 a cancellation that comes while $name cleans up is thrown by the next await") {
                inVirtualTime {
                    val task = task {
                        scope { delay(1000) }
                        sleep(1000.seconds)
                    }
                    sleep(5.milliseconds)
                    task.cancel("enough")
                    errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                    task.cancelling() shouldBe 1
                    now() shouldBe 10
                }
            }
        }

        test("BRIDGE-187 the context of a body that has ended gives a Job that is completed, whatever happened in it") {
            inVirtualTime {
                val contexts = mutableListOf<CoroutineContext>()
                task {
                    contexts += currentCoroutineContext()
                    errorOf<TimeoutException> { timeout(1.milliseconds) { delay(1000) } }
                }.await()
                task { contexts += currentCoroutineContext() }.await()
                contexts.forEach { it[Job]!!.isCompleted shouldBe true }
            }
        }

        test("BRIDGE-187 another thread that is the first to ask for the Job races with the end of the body") {
            inVirtualTime {
                repeat(500) {
                    val context = CompletableFuture<CoroutineContext>()
                    val asked = CompletableFuture.supplyAsync { context.get()[Job]!! }
                    task { context.complete(currentCoroutineContext()) }.await()
                    asked.await().also { it.join() }.isCancelled shouldBe false
                }
            }
        }
    })

private fun suspensions(): List<Pair<String, suspend () -> Unit>> = listOf(
    "a delay" to { delay(10_000) },
    "a scope" to { coroutineScope { delay(10_000) } },
    "a scope with a child" to { coroutineScope { launch { delay(10_000) } } },
    "a scope with an await" to { coroutineScope { async { delay(10_000) }.await() } },
    "a withContext on the loop" to { withContext(CoroutineName("named")) { delay(10_000) } },
    "a withContext on another thread" to { withContext(Dispatchers.IO) { delay(10_000) } },
    "several of them in each other" to { coroutineScope { withContext(Dispatchers.Default) { coroutineScope { delay(10_000) } } } },
    "a join" to {
        val other = CoroutineScope(Job()).launch { delay(10_000) }
        try {
            other.join()
        } finally {
            other.cancel()
        }
    },
    "a timeout of kotlinx" to { withTimeout(100_000) { delay(10_000) } },
    "a section that cannot notice, then a delay" to {
        withContext(NonCancellable) { delay(5) }
        delay(10_000)
    },
    "a section that cannot notice, on another thread, then a scope" to {
        withContext(NonCancellable + Dispatchers.IO) { delay(5) }
        coroutineScope { delay(10_000) }
    },
    "a section that cannot notice, then a yield" to {
        withContext(NonCancellable) { delay(5) }
        yield()
    },
    "a section that cannot notice, then ensureActive" to {
        withContext(NonCancellable) { delay(5) }
        currentCoroutineContext().ensureActive()
    },
)

/** Scopes that end by themselves after a millisecond, and clean up for nine. */
private fun scopesOver(): List<Pair<String, suspend (suspend () -> Unit) -> Unit>> {
    suspend fun cleaningUp(body: suspend () -> Unit) =
        try {
            body()
        } finally {
            withContext(NonCancellable) { delay(9) }
        }
    return listOf(
        "a timeout of kotlinx that has expired" to { body -> withTimeoutOrNull(1) { cleaningUp(body) } },
        "a scope whose child has failed" to { body ->
            errorOf<IllegalStateException> {
                coroutineScope {
                    launch {
                        delay(1)
                        error("the child")
                    }
                    cleaningUp(body)
                }
            }
        },
        "a scope that has cancelled itself" to { body ->
            errorOf<CancellationException> {
                coroutineScope {
                    launch {
                        delay(1)
                        this@coroutineScope.cancel()
                    }
                    cleaningUp(body)
                }
            }
        },
    )
}
