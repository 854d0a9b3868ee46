package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.LoopFactory
import dev.braid.Runner
import dev.braid.TimeoutException
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.toThread
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CountDownLatch
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext

/** Loops in the time of kotlinx-coroutines-test. */
@OptIn(ExperimentalCoroutinesApi::class)
class TestSchedulerTest :
    FunSpec({
        fun TestScope.loops(): LoopFactory = StandardTestDispatcher(testScheduler).asLoopFactory(testScheduler.timeSource)

        suspend fun <T> on(loops: LoopFactory, use: Runner.() -> T): T =
            withContext(Dispatchers.IO) { Runner.builder().loopFactory(loops).build().use(use) }

        for (program in TwinPrograms.ALL) {
            test("BRIDGE-266 ${program.name}: in a test's time both languages have the trace that they have in Braid's") {
                val expected = program.tracesOn(dev.braid.testing.VirtualTime.loops())
                runTest {
                    with(program) { listOf(on(loops()) { javaTrace() }, on(loops()) { kotlinTrace() }) } shouldBe expected
                }
            }
        }

        test("BRIDGE-267 in a test's time hours pass at once, and the loop's clock is the scheduler's") {
            val begin = TimeSource.Monotonic.markNow()
            runTest {
                val scheduler = this
                on(loops()) {
                    runSuspending {
                        for (pause in listOf(1.milliseconds, 3.hours, 400.days)) {
                            sleep(pause)
                            now() shouldBe scheduler.currentTime
                        }
                    }
                }
                currentTime shouldBe (1.milliseconds + 3.hours + 400.days).inWholeMilliseconds
            }
            begin.elapsedNow().inWholeSeconds shouldBeLessThan 60
        }

        test("BRIDGE-267 a factory's loops count the scheduler's time from when it was made") {
            runTest {
                advanceTimeBy(5.seconds)
                val loops = loops()
                advanceTimeBy(1.seconds)
                on(loops) { runSuspending { now() } } shouldBe 1000
            }
        }

        test("BRIDGE-268 delays of the test and timers of the loop are due in one order") {
            runTest {
                val test = this
                val events = mutableListOf<String>()
                on(loops()) {
                    runSuspending {
                        test.launch {
                            repeat(3) {
                                delay(10)
                                events += "test ${test.currentTime}"
                            }
                        }
                        sleep(5.milliseconds)
                        repeat(3) {
                            events += "loop ${now()}"
                            sleep(10.milliseconds)
                        }
                    }
                }
                events shouldBe listOf("loop 5", "test 10", "loop 15", "test 20", "loop 25", "test 30")
            }
        }

        test("BRIDGE-269 a call in an executor is not overtaken by the loop's timers") {
            runTest {
                val dispatcher = StandardTestDispatcher(testScheduler)
                on(loops()) {
                    runSuspending {
                        val idle = CountDownLatch(1)
                        // After this iteration, when the scheduler would go to the next timer.
                        dispatcher.dispatch(EmptyCoroutineContext) { idle.countDown() }
                        timeout(1.hours) {
                            toThread {
                                idle.await()
                                Thread.yield()
                            }
                        }
                        now() shouldBe 0
                        errorOf<TimeoutException> { timeout(1.hours) { sleep(2.hours) } }
                        now() shouldBe 3_600_000
                    }
                }
            }
        }

        test("BRIDGE-270 a dispatcher whose delays follow another clock than the loop's is refused with the way out") {
            runTest {
                val jumps = StandardTestDispatcher(testScheduler).asLoopFactory()
                errorOf<IllegalStateException> { on(jumps) { runSuspending { sleep(1.hours) } } }.message shouldContain
                    "a delay of 3600.000s there took 0.000s"
                val stands = Dispatchers.Default.asLoopFactory(testScheduler.timeSource)
                val refused = errorOf<IllegalStateException> { on(stands) { runSuspending { sleep(5.milliseconds) } } }
                refused.message shouldContain
                    "a delay of 0.005s there took 0.000s of the loop's clock; give the loop the time source"
            }
        }

        test("BRIDGE-270 the JVM's clock is no other clock") {
            onLoop(Dispatchers.Default.asLoopFactory(TimeSource.Monotonic)) {
                runSuspending {
                    timeout(1.hours) { Asyncio.runningLoop().createTask { sleep(1.milliseconds) }.await() }
                    toThread { 5 }
                }
            } shouldBe 5
        }
    })
