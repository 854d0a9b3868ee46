package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Coroutine
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncContextManager
import dev.braid.kotlin.asyncExitStack
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.collect
import dev.braid.kotlin.createTask
import dev.braid.kotlin.enterAsyncContext
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.concurrent.CancellationException
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Generators and managers whose bodies are Kotlin. */
class GeneratorBodiesTest :
    FunSpec({
        everywhere("BRIDGE-320 Java consumes a generator with a Kotlin body as one of its own") {
            val numbers = {
                asyncGenerator<Int> {
                    for (n in 1..3) {
                        sleep(5.milliseconds)
                        yield(n)
                    }
                }
            }
            createJava { JavaConsumers.elements(numbers()) }.await() shouldBe listOf(1, 2, 3)
            createJava { JavaConsumers.pushed(numbers()) }.await() shouldBe listOf(1, 2, 3)
            now() shouldBe 30

            val answers = asyncGenerator<String, String> {
                val first = yield("ready")
                val second = yield("got $first")
                yield("and $second")
            }
            createJava { JavaConsumers.conversation(answers, listOf("a", "b", "c")) }.await() shouldBe
                listOf("ready", "got a", "and b", "ended")
        }

        everywhere("BRIDGE-321 a generator's body cleans up, suspending, before Java's try block has closed it") {
            val events = mutableListOf<String>()
            val generator = asyncGenerator<Int> {
                try {
                    yield(1)
                } finally {
                    sleep(5.milliseconds)
                    events += "clean"
                }
            }
            createJava { JavaConsumers.firstOf(generator).also { events += "closed" } }.await() shouldBe 1
            events shouldContainExactly listOf("clean", "closed")
        }

        everywhere("BRIDGE-322 a generator's body suspends by Kotlin's own means and goes on as its consumer's task") {
            val consumer = Asyncio.currentTask()
            val generator = asyncGenerator<String> {
                delay(5)
                yield("delayed")
                val onLoop = withContext(Dispatchers.IO) { runCatching { Asyncio.runningLoop() }.isSuccess }
                Asyncio.currentTask() shouldBe consumer
                yield(if (onLoop) "the loop's thread" else "another thread")
            }
            val got = mutableListOf<String>()
            generator.collect { got += it }
            got shouldContainExactly listOf("delayed", "another thread")
            now() shouldBe 5
        }

        everywhere("BRIDGE-323 cancelling the consumer ends a delay of the body, which cleans up first") {
            val events = mutableListOf<String>()
            val generator = asyncGenerator<Int> {
                try {
                    delay(1000)
                } catch (e: CancellationException) {
                    withContext(NonCancellable) { delay(5) }
                    events += "body: ${e.message}"
                    throw e
                }
            }
            val task = Asyncio.runningLoop().createTask {
                try {
                    generator.anext()
                } catch (e: CancelledError) {
                    events += "consumer: ${e.message()}"
                    throw e
                }
            }
            sleep(10.milliseconds)
            task.cancel("enough")
            errorOf<CancelledError> { task.await() }
            events shouldContainExactly listOf("body: enough", "consumer: enough")
            now() shouldBe 15
        }

        everywhere("BRIDGE-324 only the main line of the body yields") {
            val generator = asyncGenerator<Int> {
                val scope = this
                coroutineScope { errorOf<IllegalStateException> { scope.yield(1) } }.message shouldContain
                    "not the main line of the generator's own body"
                yield(2)
            }
            generator.anext() shouldBe 2
            generator.aclose()
        }

        everywhere("BRIDGE-325 coroutines that are no main line consume a generator with a Kotlin body") {
            val generator = asyncGenerator<Int> {
                for (n in 1..3) {
                    sleep(5.milliseconds)
                    yield(n)
                }
            }
            val got = mutableListOf<Int>()
            coroutineScope { got += generator.anext() }
            withContext(Dispatchers.IO) { generator.collect { got += it } }
            got shouldContainExactly listOf(1, 2, 3)
        }

        test("BRIDGE-326 a loop that closes under a consumer lets the body clean up, whatever it is suspended in") {
            val events = mutableListOf<String>()
            val loop = VirtualTime.loops().newLoop()
            loop.setExceptionHandler { _, _ -> }
            fun body(name: String, pause: suspend () -> Unit) = asyncGenerator<Int> {
                try {
                    pause()
                    yield(1)
                } finally {
                    events += name
                }
            }
            val generators = listOf(body("yield") {}, body("sleep") { sleep(9.seconds) }, body("delay") { delay(9000) })
            loop.createTask { generators.forEach { Asyncio.runningLoop().createTask { it.anext() } } }
            loop.createTask {
                repeat(3) { yieldNow() }
                loop.stop()
            }
            loop.runForever()
            loop.close()
            events.sorted() shouldContainExactly listOf("delay", "sleep", "yield")
        }

        everywhere("BRIDGE-327 Java enters a manager with a Kotlin body") {
            val events = mutableListOf<String>()
            val manager = asyncContextManager<String> {
                sleep(5.milliseconds)
                try {
                    yield("value")
                } finally {
                    delay(5)
                    events += "left"
                }
            }
            createJava(Coroutine { JavaConsumers.entered(manager) }).await() shouldBe "block with value"
            events shouldContainExactly listOf("left")
            now() shouldBe 10
        }

        everywhere("BRIDGE-328 a stack leaves what it has entered, and not the manager whose entry failed") {
            val events = mutableListOf<String>()
            val enters = asyncContextManager(enter = { events += "entered" }, exit = { events += "left"; false })
            val fails = asyncContextManager<String>(
                enter = {
                    sleep(5.milliseconds)
                    error("no entry")
                },
                exit = { events += "left what was not entered"; false },
            )
            asyncExitStack {
                enterAsyncContext(enters)
                errorOf<IllegalStateException> { enterAsyncContext(fails) }.message shouldBe "no entry"
            }
            events shouldContainExactly listOf("entered", "left")
        }

        everywhere("BRIDGE-331 a Kotlin body that has handled the cancellation of one step has an active Job in the next ones") {
            val stubborn = asyncGenerator<Int> {
                try {
                    sleep(100.seconds)
                } catch (_: CancelledError) {
                    yield(1)
                }
                delay(1)
                yield(2)
                coroutineScope { launch { delay(1) } }
                yield(3)
            }
            val got = mutableListOf<Int>()
            val task = Asyncio.runningLoop().createTask { repeat(3) { got += stubborn.anext() } }
            sleep(1.milliseconds)
            task.cancel()
            task.await()
            got shouldContainExactly listOf(1, 2, 3)
        }

        everywhere("BRIDGE-332 the cancellations that a task had before are none of the generator's that it goes on with") {
            val numbers = asyncGenerator<Int> {
                yield(1)
                delay(1)
                yield(2)
                coroutineScope { launch { delay(1) } }
                yield(3)
            }
            numbers.anext() shouldBe 1
            val task = Asyncio.runningLoop().createTask {
                runCatching { sleep(100.seconds) }
                listOf(numbers.anext(), numbers.anext())
            }
            sleep(1.milliseconds)
            task.cancel()
            task.await() shouldContainExactly listOf(2, 3)
        }
    })
