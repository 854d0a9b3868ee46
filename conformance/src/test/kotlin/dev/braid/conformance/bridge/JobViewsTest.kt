package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.kotlin.asDeferred
import dev.braid.kotlin.asFuture
import dev.braid.kotlin.asJob
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
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
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** A task seen as Kotlin's Deferred and Job: values, errors, and who cancels whom in which order. */
@OptIn(ExperimentalCoroutinesApi::class)
class JobViewsTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)

        everywhere("BRIDGE-70 a Deferred of a task ends with its value, whether the task is pending or done") {
            val pending = task {
                sleep(5.milliseconds)
                "value"
            }
            val deferred = pending.asDeferred()
            deferred.isActive shouldBe true
            deferred.await() shouldBe "value"
            now() shouldBe 5
            deferred.getCompleted() shouldBe "value"
            val done = pending.asDeferred()
            done.isCompleted shouldBe true
            done.await() shouldBe "value"
            createJava { "java" }.asDeferred().await() shouldBe "java"
        }

        everywhere("BRIDGE-71 a Deferred of a task fails with the task's error, the same object, which then counts as looked at") {
            val reports = mutableListOf<String>()
            Asyncio.runningLoop().setExceptionHandler { _, problem -> reports += problem.message() }
            val error = OneOfAKind("task")
            val deferred = task<Unit> { throw error }.asDeferred()
            deferred.join()
            deferred.isCancelled shouldBe true
            deferred.getCompletionExceptionOrNull() shouldBeSameInstanceAs error
            shouldThrow<OneOfAKind> { deferred.await() } shouldBeSameInstanceAs error
            reports shouldBe emptyList()
        }

        everywhere("BRIDGE-72 a task that is cancelled cancels its Deferred, once it has cleaned up, with its message") {
            val task = task {
                try {
                    sleep(1.seconds)
                } finally {
                    sleep(5.milliseconds)
                }
            }
            val deferred = task.asDeferred()
            sleep(1.milliseconds)
            task.cancel("by the task")
            yieldNow()
            deferred.isActive shouldBe true
            shouldThrow<CancellationException> { deferred.await() }.message shouldBe "by the task"
            now() shouldBe 6
            Asyncio.currentTask()!!.cancelling() shouldBe 0
        }

        everywhere("BRIDGE-73 cancelling the Deferred cancels the task with its message, and joining it waits for the clean-up") {
            val events = mutableListOf<String>()
            val task = task {
                try {
                    sleep(1.seconds)
                } catch (e: CancelledError) {
                    events += "task cancelled ${e.message()}"
                    sleep(5.milliseconds)
                    events += "task cleaned up"
                    throw e
                }
            }
            val deferred = task.asDeferred()
            sleep(1.milliseconds)
            deferred.cancel(CancellationException("by the view"))
            deferred.isActive shouldBe false
            deferred.isCompleted shouldBe false
            deferred.join()
            events shouldBe listOf("task cancelled by the view", "task cleaned up")
            task.cancelled() shouldBe true
            now() shouldBe 6
        }

        everywhere("BRIDGE-74 a task that declines the cancellation of its Deferred keeps its value; the Deferred stays cancelled") {
            val task = task {
                runCatching { sleep(1.seconds) }
                "kept"
            }
            val deferred = task.asDeferred()
            yieldNow()
            deferred.cancelAndJoin()
            shouldThrow<CancellationException> { deferred.await() }
            deferred.isCancelled shouldBe true
            task.await() shouldBe "kept"
            task.asDeferred().await() shouldBe "kept"
        }

        everywhere("BRIDGE-75 a task that fails in its clean-up fails the cancelled Deferred's Job with that error, not with the cancellation") {
            val error = OneOfAKind("clean-up")
            val task = task {
                try {
                    sleep(1.seconds)
                } finally {
                    throw error
                }
            }
            val deferred = task.asDeferred()
            yieldNow()
            deferred.cancelAndJoin()
            deferred.getCompletionExceptionOrNull() shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-76 cancelling a coroutine that awaits a Deferred leaves the task alone, and cancelling one that awaits the task does not") {
            val looked = task { sleep(10.milliseconds) }
            val awaited = task { sleep(10.milliseconds) }
            coroutineScope {
                val looking = launch { looked.asDeferred().await() }
                val awaiting = launch { awaited.await() }
                sleep(1.milliseconds)
                looking.cancelAndJoin()
                awaiting.cancelAndJoin()
            }
            looked.done() shouldBe false
            awaited.cancelled() shouldBe true
            looked.await()
            now() shouldBe 10
        }

        everywhere("BRIDGE-77 cancelling one Deferred of a task cancels its other ones") {
            val task = task { sleep(1.seconds) }
            val one = task.asDeferred()
            val other = task.asJob()
            sleep(1.milliseconds)
            one.cancel(CancellationException("one"))
            other.join()
            other.isCancelled shouldBe true
            task.cancelled() shouldBe true
        }

        everywhere("BRIDGE-78 a future that is no task: cancelling its Job cancels it at once, and setting it ends the Job") {
            val future = Asyncio.runningLoop().createFuture<Int>()
            val job = future.asJob()
            job.cancel()
            future.cancelled() shouldBe true
            job.join()
            val set = Asyncio.runningLoop().createFuture<Int>()
            val deferred = set.asDeferred()
            set.setResult(5)
            deferred.await() shouldBe 5
        }

        everywhere("BRIDGE-79 awaitAll and select take tasks as Deferreds") {
            val slow = task {
                sleep(10.milliseconds)
                "slow"
            }
            val fast = task {
                sleep(2.milliseconds)
                "fast"
            }
            select<String> {
                slow.asDeferred().onAwait { it }
                fast.asDeferred().onAwait { it }
            } shouldBe "fast"
            awaitAll(slow.asDeferred(), fast.asDeferred()) shouldBe listOf("slow", "fast")
            now() shouldBe 10
        }

        everywhere("BRIDGE-80 a Deferred of a task is used from any dispatcher, and made there too") {
            val task = task {
                sleep(5.milliseconds)
                "value"
            }
            withContext(Dispatchers.Default) { task.asDeferred().await() } shouldBe "value"
            withContext(Dispatchers.Default) { task.asDeferred().await() } shouldBe "value"
        }

        everywhere("BRIDGE-81 there and back: task, Deferred, future are one") {
            val task = task { 5 }
            task.asDeferred().asFuture() shouldBeSameInstanceAs task
            val future = Asyncio.runningLoop().createFuture<Int>()
            future.asDeferred().asFuture() shouldBeSameInstanceAs future
            future.setResult(1)
            task.await()
        }

        test("BRIDGE-82 race: the Deferred is cancelled on another thread while the task ends; each has one outcome, and nothing hangs") {
            inVirtualTime {
                var views = 0
                var values = 0
                repeat(2000) {
                    val task = task {
                        yieldNow()
                        "value"
                    }
                    val deferred = task.asDeferred()
                    val go = CountDownLatch(1)
                    val canceller = thread {
                        go.await()
                        deferred.cancel()
                    }
                    go.countDown()
                    deferred.join()
                    // Whatever the view became, the task has ended too.
                    task.done() shouldBe true
                    if (deferred.isCancelled) {
                        views++
                    } else {
                        deferred.getCompleted() shouldBe "value"
                        task.cancelled() shouldBe false
                        values++
                    }
                    canceller.join()
                }
                views + values shouldBe 2000
                Asyncio.currentTask()!!.cancelling() shouldBe 0
            }
        }

        test("BRIDGE-83 a Deferred of a task whose loop closes under it fails and says why; one made after the close gives what is known") {
            val loop = VirtualTime.loops().newLoop()
            loop.setExceptionHandler { _, _ -> }
            val done = loop.createTask { 5 }
            loop.runUntilComplete<Int, Exception>(done)
            val left = loop.createFuture<Int>()
            val deferred = left.asDeferred()
            loop.runUntilComplete<Int, Exception>(loop.createTask { 1 })
            loop.close()
            runBlocking {
                withTimeout(10.seconds) {
                    shouldThrow<IllegalStateException> { deferred.await() }.message shouldContain "it is closed"
                    supervisorScope { done.asDeferred().await() } shouldBe 5
                    shouldThrow<IllegalStateException> { left.asDeferred().await() }.message shouldContain "it is closed"
                }
            }
        }
    })
