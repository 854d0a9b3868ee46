package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Runner
import dev.braid.conformance.harness.CaughtLog
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import io.netty.channel.DefaultEventLoop
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import javax.swing.SwingUtilities
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.swing.Swing
import kotlinx.coroutines.test.TestCoroutineScheduler
import kotlinx.coroutines.test.UnconfinedTestDispatcher

/** Loops on dispatchers of all sorts. */
@OptIn(ExperimentalCoroutinesApi::class)
class DispatchersTest :
    FunSpec({
        System.setProperty("java.awt.headless", "true")
        val shared = mapOf(
            "Default" to Dispatchers.Default,
            "IO" to Dispatchers.IO,
            "a slice of IO" to Dispatchers.IO.limitedParallelism(2),
            "Swing" to Dispatchers.Swing,
            "Swing's immediate one" to Dispatchers.Swing.immediate,
        )
        val owned = mapOf<String, () -> ExecutorService>(
            "one thread" to { Executors.newSingleThreadExecutor() },
            "four threads" to { Executors.newScheduledThreadPool(4) },
            "a fork-join pool" to { ForkJoinPool(3) },
            "Netty" to { DefaultEventLoop() },
        )

        val sorts = shared.map { (name, dispatcher) -> Sort(name) { it(dispatcher) } } +
            owned.map { (name, open) -> Sort(name) { use -> with(open()) { use(it.asCoroutineDispatcher()) } } }

        for (sort in sorts) {
            test("BRIDGE-260 programs of both languages have the same trace as on the caller's thread, on ${sort.name}") {
                sort.use {
                    for (program in TwinPrograms.ALL) {
                        program.tracesOn(JavaLoops.inVirtualTime(it)) shouldBe program.tracesOn(VirtualTime.loops())
                    }
                }
            }

            test("BRIDGE-261 sleeps end in the order of their times, and none too early, on ${sort.name}") {
                sort.use { onLoop(it.asLoopFactory()) { runSuspending { threeSleeps() } } }
            }
        }

        test("BRIDGE-262 callbacks and Kotlin bodies run on Swing's thread, and its events take turns with iterations") {
            onLoop(Dispatchers.Swing.asLoopFactory()) {
                runSuspending {
                    val events = mutableListOf<String>()
                    SwingUtilities.isEventDispatchThread() shouldBe true
                    Asyncio.runningLoop().callSoon { events += "callback, ${SwingUtilities.isEventDispatchThread()}" }
                    SwingUtilities.invokeLater { events += "event" }
                    yieldNow()
                    yieldNow()
                    events shouldBe listOf("event", "callback, true")
                }
            }
        }

        test("BRIDGE-263 callbacks and Kotlin bodies run on Netty's thread, and its tasks take turns with iterations") {
            with(DefaultEventLoop()) { netty ->
                onLoop(netty.asCoroutineDispatcher().asLoopFactory()) {
                    runSuspending {
                        val events = mutableListOf<String>()
                        netty.inEventLoop() shouldBe true
                        Asyncio.runningLoop().callSoon { events += "callback, ${netty.inEventLoop()}" }
                        netty.execute { events += "Netty's task" }
                        yieldNow()
                        yieldNow()
                        events shouldBe listOf("Netty's task", "callback, true")
                    }
                }
            }
        }

        test("BRIDGE-264 Java runs loops on an executor") {
            with(Executors.newSingleThreadExecutor { Thread(it, "a Java executor") }) { executor ->
                onLoop(JavaLoops.on(executor)) {
                    runSuspending {
                        yieldNow()
                        Thread.currentThread().name
                    }
                } shouldContain "a Java executor"
            }
        }

        val pools = mapOf<String, () -> ExecutorService>(
            "pool" to { Executors.newFixedThreadPool(1) },
            "scheduler" to { Executors.newScheduledThreadPool(1) },
        )
        for ((name, open) in pools) {
            test("BRIDGE-265 a loop whose $name is shut down meanwhile goes on elsewhere, its timers too") {
                with(open()) { pool ->
                    onLoop(pool.asCoroutineDispatcher().asLoopFactory()) {
                        runSuspending {
                            val before = Thread.currentThread()
                            pool.shutdown()
                            yieldNow()
                            Thread.currentThread() shouldNotBe before
                            threeSleeps()
                        }
                    }
                }
            }
        }

        test("BRIDGE-189 a loop that waits for a timer goes on in time although its pool is shut down at once") {
            with(Executors.newScheduledThreadPool(1)) { pool ->
                onLoop(pool.asCoroutineDispatcher().asLoopFactory()) {
                    runSuspending {
                        // In real time, as the pool counts it: by then the loop waits.
                        thread {
                            Thread.sleep(50)
                            pool.shutdownNow()
                        }
                        sleep(200.milliseconds)
                        threeSleeps()
                    }
                }
            }
        }

        test("BRIDGE-271 running a loop from the dispatcher's only thread is told of in the log, and can be interrupted") {
            with(Executors.newSingleThreadExecutor()) { pool ->
                val runner = Runner.builder().loopFactory(JavaLoops.impatient(pool.asCoroutineDispatcher())).build()
                val caller = CompletableFuture<Thread>()
                CaughtLog().use { log ->
                    val outcome = pool.submit<Throwable?> {
                        caller.complete(Thread.currentThread())
                        runCatching { runner.runSuspending { } }.exceptionOrNull()
                    }
                    while (log.records().isEmpty()) Thread.onSpinWait()
                    caller.get().interrupt()
                    outcome.get(20, TimeUnit.SECONDS).shouldBeInstanceOf<InterruptedException>()
                    log.records().single().message shouldContain "is the dispatcher's own, call run from another"
                }
                runner.use { it.runSuspending { 5 } } shouldBe 5
            }
        }

        test("BRIDGE-272 a run that is interrupted at any moment leaves no iteration behind, and others follow") {
            with(Executors.newFixedThreadPool(3)) { pool ->
                Runner.builder().loopFactory(pool.asCoroutineDispatcher().asLoopFactory()).build().use { runner ->
                    repeat(300) {
                        val caller = FutureTask { runCatching { runner.runSuspending { while (true) yieldNow() } } }
                        val thread = thread { caller.run() }
                        repeat(it) { Thread.onSpinWait() }
                        thread.interrupt()
                        caller.get(20, TimeUnit.SECONDS).exceptionOrNull().shouldBeInstanceOf<InterruptedException>()
                        runner.loop().isRunning shouldBe false
                        Asyncio.allTasks(runner.loop()).forEach { task -> task.cancel() }
                        thread.join()
                    }
                    runner.runSuspending { 5 } shouldBe 5
                }
            }
        }

        test("BRIDGE-123 dispatchers that cannot dispatch are refused") {
            val useless = listOf(UnconfinedTestDispatcher(TestCoroutineScheduler()), Dispatchers.Unconfined)
            for (dispatcher in useless) {
                val refused = errorOf<IllegalStateException> { onLoop(dispatcher.asLoopFactory()) { runSuspending { } } }
                refused.message shouldContain "$dispatcher: it refused a dispatch"
            }
        }
    })

/** A sort of dispatcher, of which each test has one for itself or shares the one there is. */
private class Sort(val name: String, val use: ((CoroutineDispatcher) -> Unit) -> Unit)

private suspend fun threeSleeps() {
    val begin = System.nanoTime()
    val ended = mutableListOf<Int>()
    // So far apart that a pause between their starts does not change the order.
    val tasks = listOf(60, 20, 40).map { millis ->
        Asyncio.runningLoop().createTask {
            sleep(millis.milliseconds)
            ended += millis
        }
    }
    tasks.forEach { it.await() }
    ended shouldBe listOf(20, 40, 60)
    System.nanoTime() - begin shouldBeGreaterThanOrEqual 60_000_000
}

/** Uses an executor that ends afterwards, its threads too. */
private fun <E : ExecutorService> with(executor: E, use: (E) -> Unit) {
    try {
        use(executor)
    } finally {
        @Suppress("DEPRECATION") // Netty's; the other way out takes seconds
        executor.shutdown()
        check(executor.awaitTermination(20, TimeUnit.SECONDS))
    }
}
