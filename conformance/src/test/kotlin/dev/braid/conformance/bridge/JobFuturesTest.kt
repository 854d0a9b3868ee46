package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.asDeferred
import dev.braid.kotlin.asFuture
import dev.braid.kotlin.asJob
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.concurrent.CancellationException
import java.util.concurrent.CountDownLatch
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** Kotlin's Deferred and Job seen as futures of a loop: values, errors, and who cancels whom in which order. */
@OptIn(kotlinx.coroutines.DelicateCoroutinesApi::class)
class JobFuturesTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)
        // Work of a program that knows nothing of Braid, on the loop's clock.
        fun scope() = CoroutineScope(SupervisorJob() + Asyncio.runningLoop().asCoroutineDispatcher())

        everywhere("BRIDGE-53 a future of a Deferred ends with its value, whether that is there or not") {
            scope().async {
                delay(5)
                "value"
            }.asFuture().await() shouldBe "value"
            now() shouldBe 5
            val there = CompletableDeferred("there").asFuture()
            there.done() shouldBe true
            there.result<Exception>() shouldBe "there"
            GlobalScope.async(Dispatchers.Default) { "far" }.asFuture().await() shouldBe "far"
        }

        everywhere("BRIDGE-54 a future of a Deferred fails with its error, the same object") {
            val error = OneOfAKind("deferred")
            val future = CompletableDeferred<Int>().apply { completeExceptionally(error) }.asFuture()
            future.exception() shouldBeSameInstanceAs error
            shouldThrow<OneOfAKind> { future.await() } shouldBeSameInstanceAs error
            val failed = Job().apply { completeExceptionally(error) }.asFuture()
            shouldThrow<OneOfAKind> { failed.await() } shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-55 a Deferred that somebody cancels is a cancelled future, and the task that awaits it is not cancelled") {
            val deferred = CompletableDeferred<Int>()
            val future = deferred.asFuture()
            deferred.cancel(CancellationException("by Kotlin"))
            future.cancelled() shouldBe true
            shouldThrow<CancelledError> { future.await() }.message() shouldBe "by Kotlin"
            Asyncio.currentTask()!!.cancelling() shouldBe 0
        }

        everywhere("BRIDGE-56 cancelling the future cancels the Deferred with its message, and is over when that has cleaned up") {
            val events = mutableListOf<String>()
            val deferred = scope().async {
                try {
                    delay(1000)
                } catch (e: CancellationException) {
                    events += "kotlin cancelled ${e.message}"
                    withContext(NonCancellable) { delay(5) }
                    events += "kotlin cleaned up"
                    throw e
                }
            }
            val future = deferred.asFuture()
            sleep(1.milliseconds)
            future.cancel("by Braid") shouldBe true
            future.done() shouldBe false
            deferred.isCancelled shouldBe true
            shouldThrow<CancelledError> { future.await() }.message() shouldBe "by Braid"
            events shouldBe listOf("kotlin cancelled by Braid", "kotlin cleaned up")
            now() shouldBe 6
            future.cancel() shouldBe false
        }

        everywhere("BRIDGE-57 cancelling a task that awaits the future cancels the Deferred, and the task goes on after its clean-up") {
            val events = mutableListOf<String>()
            val deferred = scope().async {
                try {
                    delay(1000)
                } finally {
                    withContext(NonCancellable) { delay(5) }
                    events += "kotlin cleaned up"
                }
            }
            val kotlin = task {
                try {
                    deferred.asFuture().await()
                } finally {
                    events += "task ends, cancelling ${Asyncio.currentTask()!!.cancelling()}"
                }
            }
            val java = createJava { JavaCallers.await(kotlin) }
            sleep(1.milliseconds)
            java.cancel("all")
            shouldThrow<CancelledError> { java.await() }.message() shouldBe "all"
            events shouldBe listOf("kotlin cleaned up", "task ends, cancelling 1")
        }

        everywhere("BRIDGE-58 shield keeps the Deferred out of it; so does awaiting the Deferred itself") {
            val deferred = scope().async {
                delay(10)
                "value"
            }
            val shielded = task { Asyncio.shield(deferred.asFuture()).await() }
            val looking = task { deferred.await() }
            sleep(1.milliseconds)
            shielded.cancel()
            looking.cancel()
            shouldThrow<CancelledError> { shielded.await() }
            shouldThrow<CancelledError> { looking.await() }
            deferred.await() shouldBe "value"
            now() shouldBe 10
        }

        everywhere("BRIDGE-59 a Braid timeout around a Deferred's future ends when the Deferred has") {
            val deferred = scope().async {
                try {
                    delay(1000)
                } finally {
                    withContext(NonCancellable) { delay(5) }
                }
            }
            shouldThrow<TimeoutException> { timeout(2.milliseconds) { deferred.asFuture().await() } }
            deferred.isCompleted shouldBe true
            now() shouldBe 7
        }

        everywhere("BRIDGE-60 kotlinx's withTimeout in a Deferred is a TimeoutException of its future, and no cancellation") {
            val future = scope().async { withTimeout(5) { delay(1000) } }.asFuture()
            shouldThrow<TimeoutException> { future.await() }
            future.cancelled() shouldBe false
        }

        everywhere("BRIDGE-61 a cancellation between the end of the Deferred elsewhere and the loop's knowing of it is not lost") {
            val deferred = CompletableDeferred<String>()
            val task = task { deferred.asFuture().await() }
            yieldNow()
            // Ends on another thread while the loop is busy here, so its callback waits in the loop's inbox.
            thread { deferred.complete("value") }.join()
            task.cancel("late") shouldBe true
            shouldThrow<CancelledError> { task.await() }.message() shouldBe "late"
            val future = CompletableDeferred<String>().also { thread { it.complete("value") }.join() }.asFuture()
            future.cancel() shouldBe false
            future.await() shouldBe "value"
        }

        everywhere("BRIDGE-62 a Deferred that completes before the loop knows gives its outcome, although its future was asked to cancel") {
            val deferred = CompletableDeferred<String>()
            val future = deferred.asFuture()
            thread { deferred.complete("value") }.join()
            future.done() shouldBe false
            future.cancel() shouldBe false
            future.await() shouldBe "value"
        }

        everywhere("BRIDGE-63 gather, wait and done callbacks take Deferreds as futures") {
            val on = scope()
            val called = mutableListOf<String>()
            val first = on.async {
                delay(3)
                1
            }.asFuture()
            first.addDoneCallback { called += "done $it" }
            val second = on.async { 2 }.asFuture()
            Asyncio.gather(listOf(first, second)).await() shouldBe listOf(1, 2)
            called.size shouldBe 1
        }

        everywhere("BRIDGE-64 Java awaits a Job: nothing for an end, its error for a failure") {
            val on = scope()
            val ended = on.launch { delay(2) }.asFuture()
            createJava { JavaCallers.await(ended) }.await() shouldBe Unit
            val error = OneOfAKind("job")
            val job = SupervisorJob()
            val failed = Job(job).apply { completeExceptionally(error) }.asFuture()
            shouldThrow<OneOfAKind> { createJava { JavaCallers.await(failed) }.await() } shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-65 there and back: Deferred, future, Deferred are one; so are Job, future, Job") {
            val deferred = CompletableDeferred(1)
            deferred.asFuture().asDeferred() shouldBeSameInstanceAs deferred
            deferred.asFuture().asJob() shouldBeSameInstanceAs deferred
            val job = Job()
            job.asFuture().asJob() shouldBeSameInstanceAs job
            job.complete()
        }

        everywhere("BRIDGE-66 the outcome is the Deferred's alone, and what refuses to be set says whose it is") {
            val future = CompletableDeferred<Int>().asFuture()
            val error = shouldThrow<IllegalStateException> { future.setResult(5) }
            error.message shouldContain "cannot set a result on Future[pending]"
            error.message shouldContain "CompletableDeferred"
            shouldThrow<IllegalStateException> { future.setException(OneOfAKind("no")) }
            future.cancel()
        }

        test("BRIDGE-67 race: the future is cancelled on the loop while the Deferred ends on another thread; no cancellation is lost") {
            inVirtualTime {
                var cancelled = 0
                var values = 0
                repeat(2000) {
                    val deferred = CompletableDeferred<String>()
                    val task = task {
                        try {
                            deferred.asFuture().await()
                        } catch (e: CancelledError) {
                            cancelled++
                            throw e
                        }
                    }
                    yieldNow()
                    val go = CountDownLatch(1)
                    val completer = thread {
                        go.await()
                        deferred.complete("value")
                    }
                    go.countDown()
                    val accepted = task.cancel("now")
                    val outcome = runCatching { task.await() }
                    if (outcome.isSuccess) values++
                    accepted shouldBe true
                    outcome.exceptionOrNull()!!.message shouldBe "now"
                    completer.join()
                }
                values shouldBe 0
                cancelled shouldBe 2000
            }
        }

        test("BRIDGE-68 without a loop the error tells to name one") {
            shouldThrow<IllegalStateException> { Job().asFuture() }.message shouldContain "name the loop"
            shouldThrow<IllegalStateException> { CompletableDeferred(1).asFuture() }.message shouldContain "no event loop"
        }

        test("BRIDGE-69 a loop that closes under a Deferred's future leaves the Deferred alone") {
            val loop = VirtualTime.loops().newLoop()
            val deferred = CompletableDeferred<String>()
            val future = deferred.asFuture(loop)
            loop.close()
            deferred.complete("value") shouldBe true
            future.done() shouldBe false
        }
    })
