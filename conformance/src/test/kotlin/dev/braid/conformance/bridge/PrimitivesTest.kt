package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.BrokenBarrierException
import dev.braid.EventLoop
import dev.braid.QueueShutDownException
import dev.braid.kotlin.abort
import dev.braid.kotlin.acquire
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.get
import dev.braid.kotlin.join
import dev.braid.kotlin.put
import dev.braid.kotlin.reset
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitFor
import dev.braid.kotlin.waitForValue
import dev.braid.kotlin.withLock
import dev.braid.kotlin.withPermit
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Barrier
import dev.braid.sync.Condition
import dev.braid.sync.Event
import dev.braid.sync.Lock
import dev.braid.sync.Queue
import dev.braid.sync.Semaphore
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Locks, queues, … in coroutines that are no main line of a body, on other threads, and under a loop that closes. */
@OptIn(DelicateCoroutinesApi::class)
class PrimitivesTest :
    FunSpec({
        everywhere("BRIDGE-147 what a block on another thread releases wakes who waits on the loop, while that thread goes on") {
            val lock = Lock()
            val permit = Semaphore(1)
            val condition = Condition()
            val blocks: List<suspend (suspend () -> Unit) -> Unit> =
                listOf({ lock.withLock { it() } }, { permit.withPermit { it() } }, { condition.withLock { it() } })
            for (block in blocks) {
                val loop = Asyncio.runningLoop()
                val held = Event()
                val obtained = CountDownLatch(1)
                coroutineScope {
                    launch(Dispatchers.IO) {
                        block {
                            withContext(loop.asCoroutineDispatcher()) { held.set() }
                            sleep(1.seconds)
                        }
                        obtained.await(5, TimeUnit.SECONDS) shouldBe true
                    }
                    held.await()
                    block { obtained.countDown() }
                }
            }
        }

        everywhere("BRIDGE-148 an error leaves the block as it is, and the lock is free") {
            val lock = Lock()
            val permit = Semaphore(1)
            val condition = Condition()
            for (place in places()) {
                withContext(place) {
                    errorOf<ArithmeticException> { lock.withLock { throw ArithmeticException() } }
                    errorOf<ArithmeticException> { permit.withPermit { throw ArithmeticException() } }
                    errorOf<ArithmeticException> { condition.withLock { throw ArithmeticException() } }
                }
                listOf(lock.locked(), permit.locked(), condition.locked()) shouldBe listOf(false, false, false)
            }
        }

        everywhere("BRIDGE-149 a release too many is told to the block that made it") {
            for (place in places()) {
                withContext(place) {
                    val lock = Lock()
                    val error = errorOf<IllegalStateException> { lock.withLock { lock.release() } }
                    error.message shouldContain "not acquired"
                }
            }
        }

        everywhere("BRIDGE-150 who is cancelled inside a block releases") {
            for (place in places()) {
                val lock = Lock()
                coroutineScope {
                    val inside = launch(place) { lock.withLock { sleep(1000.seconds) } }
                    until { lock.locked() }
                    inside.cancelAndJoin()
                    lock.locked() shouldBe false
                }
            }
        }

        everywhere("BRIDGE-151 who is cancelled while it waits leaves the line") {
            for (place in places()) {
                val lock = Lock().also { it.acquire() }
                val permit = Semaphore(0)
                val event = Event()
                val queue = Queue<String>(1)
                val waits: List<Pair<Any, suspend () -> Any>> = listOf(
                    lock to { lock.acquire() },
                    permit to { permit.acquire() },
                    event to { event.await() },
                    queue to { queue.get() },
                )
                for ((primitive, wait) in waits) {
                    coroutineScope {
                        val idle = primitive.toString()
                        val waiter = launch(place) { wait() }
                        until { primitive.toString() != idle }
                        waiter.cancelAndJoin()
                        waiter.isCancelled shouldBe true
                        primitive.toString() shouldBe idle
                    }
                }
            }
        }

        everywhere("BRIDGE-152 an item that was taken is the coroutine's, though it is cancelled before it goes on") {
            for (place in places()) {
                val queue = Queue<String>()
                var got: String? = null
                coroutineScope {
                    val getter = launch(place) { got = queue.get() }
                    until { "getters" in queue.toString() }
                    queue.putNowait("item")
                    while (!queue.empty()) yieldNow()
                    getter.cancelAndJoin()
                }
                got shouldBe "item"
            }
        }

        everywhere("BRIDGE-153 conditions are waited for and notified") {
            for (place in places()) {
                val condition = Condition()
                val items = ArrayDeque<Int>()
                coroutineScope {
                    val value = async(place) {
                        condition.withLock { condition.waitForValue { items.removeFirstOrNull() } }
                    }
                    until { "waiters:1" in condition.toString() }
                    val both = async(place) { condition.withLock { condition.waitFor { items.size == 2 } } }
                    until { "waiters:2" in condition.toString() }
                    condition.withLock {
                        items += listOf(1, 2, 3)
                        condition.notifyEvery()
                    }
                    value.await() shouldBe 1
                    both.await() shouldBe true
                    withContext(place) {
                        errorOf<IllegalStateException> { condition.await() }.message shouldContain "not acquired"
                    }
                }
                condition.locked() shouldBe false
            }
        }

        everywhere("BRIDGE-154 barriers are passed, reset and aborted") {
            for (place in places()) {
                val barrier = Barrier(3)
                coroutineScope {
                    val indexes = List(2) { async(place) { barrier.await() } }
                    until { barrier.waiting() == 2 }
                    barrier.await() shouldBe 2
                    indexes.map { it.await() }.sorted() shouldBe listOf(0, 1)

                    val reset = async(place) { errorOf<BrokenBarrierException> { barrier.await() } }
                    until { barrier.waiting() == 1 }
                    withContext(place) { barrier.reset() }
                    reset.await().message shouldContain "reset"
                    barrier.broken() shouldBe false

                    val aborted = async(place) { errorOf<BrokenBarrierException> { barrier.await() } }
                    until { barrier.waiting() == 1 }
                    withContext(place) { barrier.abort() }
                    aborted.await().message shouldContain "aborted"
                    barrier.broken() shouldBe true
                }
            }
        }

        everywhere("BRIDGE-155 a queue with room for one passes everything on, in order, and ends") {
            for (place in places()) {
                val loop = Asyncio.runningLoop()
                val queue = Queue<Int>(1)
                coroutineScope {
                    val got = async(place) {
                        buildList {
                            errorOf<QueueShutDownException> {
                                while (true) {
                                    add(queue.get())
                                    onLoop(loop) { queue.taskDone() }
                                }
                            }
                        }
                    }
                    launch(place) {
                        repeat(20) { queue.put(it) }
                        queue.join()
                        onLoop(loop) { queue.shutdown() }
                    }
                    got.await() shouldBe List(20) { it }
                }
            }
        }

        everywhere("BRIDGE-156 a coroutine of no loop uses the loop that the primitive belongs to") {
            val event = Event()
            errorOf<IllegalStateException> {
                GlobalScope.async(Dispatchers.IO) { event.await() }.await()
            }.message shouldContain "belongs to no event loop"

            coroutineScope {
                val waiter = launch { event.await() }
                until { "waiters:1" in event.toString() }
                val stranger = GlobalScope.async(Dispatchers.IO) { event.await() }
                until { "waiters:2" in event.toString() }
                event.set()
                stranger.await() shouldBe true
                waiter.join()
            }
        }

        test("BRIDGE-157 a loop that closes before a notified task has the lock ends its wait by GeneratorExit") {
            val loop = VirtualTime.loops().newLoop()
            loop.setExceptionHandler { _, _ -> }
            val condition = Condition()
            val errors = mutableListOf<String?>()
            val waits: suspend () -> Unit = {
                condition.acquire()
                try {
                    condition.await()
                } catch (error: Throwable) {
                    errors += error::class.simpleName
                    throw error
                }
            }
            loop.createTask(body = waits)
            loop.createTask {
                sleep(1.seconds)
                condition.acquire()
                condition.notifyOne()
                sleep(1.seconds)
                condition.release()
                loop.stop()
            }
            loop.runForever()
            loop.close()
            errors shouldBe listOf("GeneratorExit")
        }
    })

/** Where coroutines run that are no main line of a body: on the loop's thread, and on others. */
private fun places(): List<CoroutineContext> = listOf(EmptyCoroutineContext, Dispatchers.IO)

/** Lets the loop go on until something has happened that another thread may bring about. */
private suspend fun until(condition: () -> Boolean) {
    while (!condition()) sleep(1.milliseconds)
}

private suspend fun onLoop(loop: EventLoop, code: () -> Unit) = withContext(loop.asCoroutineDispatcher()) { code() }
