package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Task
import dev.braid.conformance.harness.Leaks
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.asDeferred
import dev.braid.kotlin.asFuture
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.util.concurrent.CompletableFuture
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** What is wrong at the border says so and goes on: no hang, no thread left behind. */
class BridgeMisuseTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)

        everywhere("BRIDGE-166 runBlocking in a task: what needs no loop works, awaiting that loop is an error instead of a hang") {
            runBlocking { 5 } shouldBe 5
            val pending = task {
                sleep(1.milliseconds)
                "value"
            }
            runBlocking {
                shouldThrow<IllegalStateException> { pending.await() }.message shouldContain "leave runBlocking out"
                shouldThrow<IllegalStateException> { sleep(1.milliseconds) }.message shouldContain "use delay"
                shouldThrow<IllegalStateException> { runJava { 1 } }.message shouldContain "belongs to no event loop"
            }
            createJava {
                runBlocking { shouldThrow<IllegalStateException> { pending.await() } }.message!!
            }.await() shouldContain "leave runBlocking out"
            pending.await() shouldBe "value"
            runBlocking { pending.await() } shouldBe "value"
        }

        everywhere("BRIDGE-172 runBlocking in a task: running its coroutines on that loop is an error instead of a hang") {
            val dispatcher = Asyncio.runningLoop().asCoroutineDispatcher()
            val context = currentCoroutineContext()
            fun refused(block: () -> Any?) =
                shouldThrow<IllegalStateException> { block() }.message shouldContain "leave runBlocking out"
            refused { runBlocking { withContext(dispatcher) { 1 } } }
            refused { runBlocking { coroutineScope { async(dispatcher) { 1 }.await() } } }
            refused { runBlocking(dispatcher) { 1 } }
            refused { runBlocking(context.minusKey(Job)) { 1 } }
            refused { runBlocking(context) { 1 } }
            createJava { refused { runBlocking(dispatcher) { 1 } } }.await()
            runBlocking { withContext(Dispatchers.Default) { 7 } } shouldBe 7
            withContext(dispatcher) { 8 } shouldBe 8
        }

        everywhere("BRIDGE-167 runBlocking on another thread awaits tasks of the loop, however its coroutines are started") {
            val pending = task {
                sleep(1.milliseconds)
                "value"
            }
            withContext(Dispatchers.IO) { runBlocking { pending.await() } } shouldBe "value"
            val scope = CompletableFuture<CoroutineScope>()
            val end = CompletableDeferred<Unit>()
            coroutineScope {
                launch(Dispatchers.IO) {
                    runBlocking {
                        scope.complete(this)
                        end.await()
                    }
                }
                val other = withContext(Dispatchers.IO) { scope.get() }
                val late = task {
                    sleep(1.milliseconds)
                    "late"
                }
                // Runs here up to its first suspension, with the dispatcher of a thread that may block.
                val started = other.async(start = CoroutineStart.UNDISPATCHED) { late.await() }
                started.await() shouldBe "late"
                end.complete(Unit)
            }
        }

        everywhere("BRIDGE-168 a blocking await by reflection is refused in a child, on another thread, and blocks neither") {
            val future = Asyncio.runningLoop().createFuture<Int>()
            coroutineScope {
                launch {
                    shouldThrow<IllegalStateException> { JavaCallers.awaitByReflection(future) }
                        .message shouldContain "Kotlin body"
                }
                launch(Dispatchers.IO) {
                    shouldThrow<IllegalStateException> { JavaCallers.awaitByReflection(future) }
                        .message shouldContain "is not a task's body"
                }
            }
            future.setResult(1)
            future.await() shouldBe 1
        }

        everywhere("BRIDGE-169 a Java callback that awaits is refused, and told what to do instead") {
            val future = Asyncio.runningLoop().createFuture<Int>()
            val refused = Asyncio.runningLoop().createFuture<Throwable?>()
            Asyncio.runningLoop().callSoon {
                refused.setResult(runCatching { JavaCallers.awaitByReflection(future) }.exceptionOrNull())
            }
            refused.await().shouldBeInstanceOf<IllegalStateException>().message shouldContain "a callback awaits"
            future.cancel()
        }

        test("BRIDGE-170 a loop that is closed while Kotlin holds its dispatcher: each use ends at once, and says why") {
            val loop = VirtualTime.loops().newLoop()
            val dispatcher = loop.asCoroutineDispatcher()
            val future = loop.createFuture<Int>()
            val job = CoroutineScope(Job() + dispatcher).async { delay(1000) }
            loop.close()
            runBlocking {
                withTimeout(20.seconds) {
                    job.join()
                    job.isCancelled shouldBe true
                    runCatching { withContext(dispatcher) { 1 } }.exceptionOrNull()!!
                        .let { error -> generateSequence(error) { it.cause }.last() }.message shouldContain "it is closed"
                    shouldThrow<IllegalStateException> { future.asDeferred().await() }.message shouldContain "it is closed"
                    shouldThrow<IllegalStateException> { future.await() }.message shouldContain "it is closed"
                    shouldThrow<IllegalStateException> { loop.createTask { 1 } }.message shouldContain "it is closed"
                    CompletableDeferred(1).asFuture(loop).done() shouldBe false
                }
            }
        }

        test("BRIDGE-171 none of these misuses leaves a thread behind") {
            val leaks = Leaks.before()
            runAsyncio {
                val future = Asyncio.runningLoop().createFuture<Int>()
                runCatching { JavaCallers.awaitByReflection(future) }
                runCatching { runBlocking { future.await() } }
                runCatching { JavaCallers.outside(NoRepository) }
                runCatching { runAsyncio { } }
                coroutineScope { launch(Dispatchers.IO) { runCatching { JavaCallers.awaitByReflection(future) } } }
            }
            leaks.checkNothingIsLeft()
        }
    })

private object NoRepository : Repository {
    override suspend fun find(id: Int): String = error("not called")

    override suspend fun deep(): Unit = error("not called")
}
