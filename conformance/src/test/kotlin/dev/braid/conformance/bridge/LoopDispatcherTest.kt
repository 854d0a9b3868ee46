package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.Runner
import dev.braid.kotlin.asCoroutineDispatcher
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import java.util.concurrent.CancellationException
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.newSingleThreadContext
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull

/** The loop as Kotlin's dispatcher: order, clock, other threads, and its end. */
@OptIn(kotlinx.coroutines.DelicateCoroutinesApi::class, kotlinx.coroutines.ExperimentalCoroutinesApi::class)
class LoopDispatcherTest :
    FunSpec({
        test("BRIDGE-108 dispatched coroutines, callbacks and tasks take turns in the order they became ready") {
            inVirtualTime {
                val order = mutableListOf<String>()
                val loop = Asyncio.runningLoop()
                val scope = CoroutineScope(loop.asCoroutineDispatcher())
                loop.callSoon { order += "callback 1" }
                scope.launch { order += "coroutine 1" }
                loop.createTask { order += "task" }
                scope.launch { order += "coroutine 2" }
                loop.callSoon { order += "callback 2" }
                yieldNow()
                order shouldContainExactly listOf("callback 1", "coroutine 1", "task", "coroutine 2", "callback 2")
            }
        }

        test("BRIDGE-109 children of a Kotlin body take their turns in the same order") {
            inVirtualTime {
                val order = mutableListOf<String>()
                val loop = Asyncio.runningLoop()
                coroutineScope {
                    launch { order += "child 1" }
                    loop.callSoon { order += "callback" }
                    launch { order += "child 2" }
                }
                order shouldContainExactly listOf("child 1", "callback", "child 2")
            }
        }

        test("BRIDGE-367 a coroutine of a body on a limited view of the dispatcher is the task's, in its context") {
            inVirtualTime {
                val name = ContextVar.of<String>("name")
                name.set("mine")
                val limited = Asyncio.runningLoop().asCoroutineDispatcher().limitedParallelism(1)
                withContext(limited) {
                    delay(1)
                    Asyncio.currentTask()!!.name() shouldBe "main"
                    name.get() shouldBe "mine"
                }
                shouldThrow<IllegalArgumentException> { limited.limitedParallelism(0) }
            }
        }

        test("BRIDGE-110 there is one dispatcher for a loop, which says whose it is") {
            inVirtualTime {
                val loop = Asyncio.runningLoop()
                loop.asCoroutineDispatcher() shouldBeSameInstanceAs loop.asCoroutineDispatcher()
                loop.asCoroutineDispatcher().toString() shouldContain loop.toString()
            }
        }

        test("BRIDGE-111 a coroutine that is no part of a task runs as a callback does: without a current task, with context variables") {
            inVirtualTime {
                val loop = Asyncio.runningLoop()
                val variable = dev.braid.ContextVar.of<String>("variable")
                variable.set("from the launching task")
                val seen = CoroutineScope(loop.asCoroutineDispatcher()).async {
                    Asyncio.currentTask() shouldBe null
                    val before = variable.get()
                    variable.set("its own")
                    delay(1)
                    Asyncio.currentTask() shouldBe null
                    before
                }
                seen.await() shouldBe "from the launching task"
                variable.get() shouldBe "from the launching task"
            }
        }

        test("BRIDGE-112 delay and withTimeout follow the loop's virtual clock, also for coroutines started on another thread") {
            inVirtualTime {
                val loop = Asyncio.runningLoop()
                val on = CoroutineScope(loop.asCoroutineDispatcher())
                val times = on.async {
                    delay(86_400_000)
                    loop.timeNanos() / 1_000_000
                }
                times.await() shouldBe 86_400_000
                on.async { withTimeoutOrNull(1000) { delay(2000) } }.await() shouldBe null
                loop.timeNanos() / 1_000_000 shouldBe 86_401_000
                var started: Job? = null
                // Joined by the loop itself, so that the clock cannot go on before both timers are there.
                thread {
                    started = on.launch(start = CoroutineStart.UNDISPATCHED) {
                        withTimeout(5000) { delay(1000) }
                    }
                }.join()
                started!!.join()
                loop.timeNanos() / 1_000_000 shouldBe 86_402_000
            }
        }

        test("BRIDGE-113 a cancelled delay takes its timer away") {
            inVirtualTime {
                val job = CoroutineScope(Asyncio.runningLoop().asCoroutineDispatcher()).launch { delay(1_000_000) }
                yieldNow()
                job.cancel()
                job.join()
                sleep(1.milliseconds)
                Asyncio.runningLoop().timeNanos() / 1_000_000 shouldBe 1
            }
        }

        test("BRIDGE-114 dispatching is safe from any thread; each thread's coroutines run in its order, one at a time") {
            val ran = Collections.synchronizedList(mutableListOf<Pair<Int, Int>>())
            var inside = 0
            inVirtualTime {
                val dispatcher = Asyncio.runningLoop().asCoroutineDispatcher()
                withContext(Dispatchers.IO) {
                    List(4) { who ->
                        launch {
                            List(1000) { number ->
                                GlobalScope.launch(dispatcher) {
                                    inside++ shouldBe 0
                                    ran += who to number
                                    inside--
                                }
                            }.joinAll()
                        }
                    }.joinAll()
                }
            }
            ran.size shouldBe 4000
            (0..3).forEach { who -> ran.filter { it.first == who }.map { it.second } shouldBe (0 until 1000).toList() }
        }

        test("BRIDGE-115 channels between a task on the loop and coroutines elsewhere lose nothing") {
            inVirtualTime {
                val channel = Channel<Int>(4)
                val producer = GlobalScope.launch(Dispatchers.Default) {
                    repeat(10_000) { channel.send(it) }
                    channel.close()
                }
                var sum = 0L
                for (item in channel) sum += item
                producer.join()
                sum shouldBe 49_995_000
            }
        }

        test("BRIDGE-116 what is dispatched while the loop does not run waits for its next run") {
            onLoop {
                var ran = false
                GlobalScope.launch(loop().asCoroutineDispatcher()) { ran = true }
                runSuspending { yieldNow() }
                ran shouldBe true
            }
        }

        test("BRIDGE-117 on a closed loop a coroutine is cancelled at once, and says why") {
            val loop = VirtualTime.loops().newLoop()
            val dispatcher = loop.asCoroutineDispatcher()
            loop.close()
            runBlocking {
                withTimeout(10.seconds) {
                    val error = shouldThrow<CancellationException> {
                        coroutineScope { async(dispatcher) { 1 }.await() }
                    }
                    generateSequence<Throwable>(error) { it.cause }.last().message shouldContain "it is closed"
                }
            }
        }

        test("BRIDGE-118 closing the loop cancels what is dispatched, what delays and what awaits on it, and lets all of it clean up") {
            val events = Collections.synchronizedList(mutableListOf<String>())
            val loop = VirtualTime.loops().newLoop()
            val dispatcher = loop.asCoroutineDispatcher()
            val future = loop.createFuture<Int>()
            val jobs = mutableListOf<Job>()
            fun start(name: String, body: suspend () -> Unit) {
                jobs += GlobalScope.launch(dispatcher) {
                    try {
                        body()
                    } catch (e: CancellationException) {
                        events += "$name cancelled"
                        throw e
                    } catch (e: IllegalStateException) {
                        e.message shouldContain "it is closed"
                        events += "$name failed"
                    }
                }
            }
            start("delay") { delay(1000) }
            start("await") { future.await() }
            jobs += GlobalScope.launch(Dispatchers.Default) {
                runCatching { future.await() }.exceptionOrNull().shouldBeInstanceOf<IllegalStateException>()
                events += "elsewhere failed"
            }
            repeat(3) { loop.runUntilComplete<Unit, Exception>(dev.braid.Coroutine { Thread.yield() }) }
            jobs += GlobalScope.launch(dispatcher) { events += "never" }
            loop.close()
            runBlocking { withTimeout(10.seconds) { jobs.joinAll() } }
            events.sorted() shouldBe listOf("await failed", "delay cancelled", "elsewhere failed")
            shouldThrow<IllegalStateException> { runBlocking { future.await() } }.message shouldContain "it is closed"
        }

        test("BRIDGE-119 Kotlin bodies run on every real host: the caller's thread, Default with parallelism 1, a single thread, many threads") {
            val single = newSingleThreadContext("single")
            val hosts = listOf(
                null,
                Dispatchers.Default.limitedParallelism(1),
                single,
                Dispatchers.Default,
                Dispatchers.IO,
            )
            for (host in hosts) {
                Runner.builder().loopFactory(host?.asLoopFactory()).build().use { runner ->
                    val result = runner.runSuspending {
                        val tasks = List(20) { n ->
                            Asyncio.runningLoop().createTask {
                                delay(1)
                                sleep(1.milliseconds)
                                withContext(Dispatchers.Default) { n }
                            }
                        }
                        tasks.sumOf { it.await() }
                    }
                    result shouldBe 190
                }
            }
            single.close()
        }
    })
