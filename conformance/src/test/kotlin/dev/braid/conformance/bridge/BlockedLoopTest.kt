package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Runner
import dev.braid.Task
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CountDownLatch
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.completeWith
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield

/** A `runBlocking` that blocks a loop and waits for it by way of another thread. */
class BlockedLoopTest :
    FunSpec({
        fun refused(block: () -> Any?) = errorOf<IllegalStateException> { block() }.message shouldContain "leave runBlocking out"

        everywhere("BRIDGE-188 runBlocking in a task that reaches the loop through another thread is an error instead of a hang") {
            val dispatcher = Asyncio.runningLoop().asCoroutineDispatcher()
            val body = currentCoroutineContext()
            val pending: Task<Int> = Asyncio.runningLoop().createTask {
                sleep(1.milliseconds)
                5
            }
            refused { runBlocking { withContext(Dispatchers.Default) { withContext(dispatcher) { 1 } } } }
            refused { runBlocking { withContext(Dispatchers.IO) { pending.await() } } }
            refused { runBlocking { launch(Dispatchers.Default) { launch(dispatcher) { } } } }
            refused { runBlocking { withContext(Dispatchers.Default) { runBlockingOn(body) } } }
            createJava { refused { runBlocking { withContext(Dispatchers.Default) { withContext(dispatcher) { 1 } } } } }.await()
            pending.await() shouldBe 5
            withContext(Dispatchers.Default) { withContext(dispatcher) { 8 } } shouldBe 8
        }

        everywhere("BRIDGE-188 runBlocking on another thread may wait for the loop through any thread") {
            val dispatcher = Asyncio.runningLoop().asCoroutineDispatcher()
            val pending = Asyncio.runningLoop().createTask {
                sleep(1.milliseconds)
                5
            }
            withContext(Dispatchers.IO) {
                runBlocking { withContext(Dispatchers.Default) { withContext(dispatcher) { runBlocking { 6 } } } } shouldBe 6
                runBlocking { withContext(Dispatchers.Default) { pending.await() } } shouldBe 5
            }
        }

        test("BRIDGE-188 a runBlocking around the loop may wait for it while a task blocks it for a moment") {
            val inside = CountDownLatch(1)
            runBlocking {
                Runner().use { runner ->
                    val dispatcher = runner.loop().asCoroutineDispatcher()
                    val reached = CompletableDeferred<Int>()
                    val reaching = launch(Dispatchers.Default) {
                        inside.await()
                        reached.completeWith(runCatching { withContext(dispatcher) { 5 } })
                    }
                    runner.runSuspending {
                        runBlocking {
                            inside.countDown()
                            // Runs what other threads ask this one, in the middle of an iteration.
                            withTimeoutOrNull(200) { while (true) yield() }
                        }
                        reached.await() shouldBe 5
                    }
                    reaching.join()
                }
            }
        }
    })

private suspend fun runBlockingOn(body: kotlin.coroutines.CoroutineContext): Int =
    withContext(body[kotlin.coroutines.ContinuationInterceptor]!!) { 1 }
