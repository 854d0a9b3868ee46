package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.Runner
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi

/** A loop on a dispatcher, in real time: that it wakes, waits, never overlaps itself, and can be left. */
@OptIn(ExperimentalCoroutinesApi::class)
class DispatcherHostTest :
    FunSpec({
        fun runner(dispatcher: CoroutineDispatcher) = Runner.builder().loopFactory(dispatcher.asLoopFactory()).build()

        test("BRIDGE-120 an idle loop is woken by a threadsafe call, long before its next timer") {
            runner(Dispatchers.Default.limitedParallelism(1)).use { runner ->
                val begin = System.nanoTime()
                runner.runSuspending {
                    val loop = Asyncio.runningLoop()
                    val sleeper = loop.createTask { sleep(1.hours) }
                    thread { loop.callSoonThreadsafe { sleeper.cancel() } }
                    while (!sleeper.done()) sleep(1.milliseconds)
                }
                (System.nanoTime() - begin) / 1_000_000_000 shouldBeLessThan 60
            }
        }

        test("BRIDGE-121 iterations never overlap on a dispatcher with many threads, however often other threads wake the loop") {
            runner(Dispatchers.IO).use { runner ->
                val inside = AtomicInteger()
                val ran = AtomicInteger()
                runner.runSuspending {
                    val loop = Asyncio.runningLoop()
                    val threads = List(4) {
                        thread {
                            repeat(2000) {
                                loop.callSoonThreadsafe {
                                    check(inside.incrementAndGet() == 1)
                                    ran.incrementAndGet()
                                    inside.decrementAndGet()
                                }
                            }
                        }
                    }
                    while (ran.get() < 8000) sleep(1.milliseconds)
                    threads.forEach { it.join() }
                }
                ran.get() shouldBe 8000
            }
        }

        test("BRIDGE-122 an interrupted run ends with InterruptedException, leaves no iteration behind, and may be followed by another") {
            runner(Dispatchers.Default).use { runner ->
                val begun = CountDownLatch(1)
                var outcome: Throwable? = null
                val caller = thread {
                    outcome = runCatching {
                        runner.runSuspending {
                            begun.countDown()
                            sleep(1.hours)
                        }
                    }.exceptionOrNull()
                }
                begun.await()
                caller.interrupt()
                caller.join()
                (outcome is InterruptedException) shouldBe true
                runner.loop().isRunning shouldBe false
                runner.runSuspending { 5 } shouldBe 5
            }
        }

        test("BRIDGE-123 a dispatcher that does not dispatch is refused with a word on what to use") {
            val error = shouldThrow<IllegalStateException> { runner(Dispatchers.Unconfined).use { it.runSuspending { } } }
            error.message shouldContain "refused a dispatch"
            error.message shouldContain "Dispatchers.Unconfined"
        }
    })
