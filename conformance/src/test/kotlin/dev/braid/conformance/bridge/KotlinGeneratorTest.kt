package dev.braid.conformance.bridge

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.kotlin.GeneratorScope
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asend
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.athrow
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Async generators with a Kotlin body. */
class KotlinGeneratorTest :
    FunSpec({
        everywhere("BRIDGE-225 a Kotlin body yields elements, null too, between suspensions of both kinds, and gets what is sent") {
            val echo = asyncGenerator<String?, Int> {
                val first = yield(null)
                sleep(1.milliseconds)
                val second = yield("$first")
                delay(1)
                coroutineScope { yield("$second") }
            }
            echo.anext() shouldBe null
            echo.asend(1) shouldBe "1"
            echo.asend(2) shouldBe "2"
            echo.anext("end") shouldBe "end"
            asyncGenerator { yield("inferred") }.elements() shouldBe listOf("inferred")
        }

        everywhere("BRIDGE-226 closing throws GeneratorExit from yield in the body, CancellationException in a scope inside of it") {
            val events = mutableListOf<String>()
            val plain = asyncGenerator<Int> {
                try {
                    yield(1)
                } catch (exit: GeneratorExit) {
                    sleep(1.milliseconds)
                    events += "body"
                    throw exit
                }
            }
            plain.anext()
            plain.aclose()
            val scoped = asyncGenerator<Int> {
                coroutineScope {
                    try {
                        yield(1)
                    } catch (exit: CancellationException) {
                        delay(1)
                        events += "scope"
                        throw exit
                    }
                }
            }
            scoped.anext()
            scoped.aclose()
            events shouldBe listOf("body", "scope")
        }

        everywhere("BRIDGE-227 an error that is thrown in may be handled by the body, which then yields again") {
            val error = OneOfAKind("thrown in")
            val caught = mutableListOf<Throwable>()
            val numbers = asyncGenerator<Int> {
                try {
                    yield(1)
                } catch (thrown: OneOfAKind) {
                    caught += thrown
                }
                try {
                    coroutineScope { yield(2) }
                } catch (thrown: OneOfAKind) {
                    caught += thrown
                }
                yield(3)
            }
            numbers.anext()
            numbers.athrow(error) shouldBe 2
            numbers.athrow(error) shouldBe 3
            caught.size shouldBe 2
            caught.forEach { it shouldBeSameInstanceAs error }
        }

        everywhere("BRIDGE-228 coroutines that the body waits for may yield, one at a time") {
            val inTurn = asyncGenerator<Int> {
                coroutineScope {
                    launch { yield(1) }.join()
                    launch { yield(2) }
                }
                yield(3)
            }
            inTurn.elements() shouldBe listOf(1, 2, 3)
            val atOnce = asyncGenerator<Int> {
                coroutineScope {
                    launch { yield(1) }
                    launch { yield(2) }
                }
            }
            errorOf<IllegalStateException> { atOnce.elements() }.message shouldContain "another coroutine"
        }

        everywhere("BRIDGE-229 yield refuses who is not the generator's: another task, another thread, and whoever comes late") {
            val scopes = mutableListOf<GeneratorScope<Int, Nothing?>>()
            val numbers = asyncGenerator<Int> {
                scopes += this
                yield(1)
                errorOf<IllegalStateException> { withContext(Dispatchers.IO) { yield(2) } }.message shouldContain "not on the generator's loop"
                val beside = CoroutineScope(currentCoroutineContext()).launch {
                    errorOf<IllegalStateException> { yield(3) }.message shouldContain "awaits something"
                }
                sleep(1.seconds)
                beside.join()
            }
            numbers.anext()
            errorOf<IllegalStateException> { scopes.single().yield(4) }.message shouldContain "not the generator's own body"
            Asyncio.runningLoop().createTask {
                errorOf<IllegalStateException> { scopes.single().yield(5) }.message shouldContain "not the generator's own body"
            }.await()
            numbers.elements() shouldBe emptyList()
            errorOf<IllegalStateException> { scopes.single().yield(6) }.message shouldContain "has ended"
        }

        everywhere("BRIDGE-235 each step runs in the task that takes it, in the body and in scopes inside of it") {
            val names = asyncGenerator<String> {
                repeat(2) { yield(Asyncio.currentTask()!!.name()) }
                coroutineScope {
                    repeat(3) { yield(Asyncio.currentTask()!!.name()) }
                }
            }
            val got = mutableListOf<String>()
            for (name in listOf("a", "b", "c", "d", "e")) {
                Asyncio.runningLoop().createTask(dev.braid.TaskOptions.named(name)) { got += names.anext() }.await()
            }
            got shouldBe listOf("a", "b", "c", "d", "e")
            names.aclose()
        }

        everywhere("BRIDGE-236 a body that has handled the cancellation of one step has an active Job in the next ones") {
            val stubborn = asyncGenerator<Int> {
                try {
                    sleep(100.seconds)
                } catch (handled: CancelledError) {
                    yield(1)
                }
                delay(1)
                yield(2)
                coroutineScope { launch { yield(3) } }
            }
            val got = mutableListOf<Int>()
            val task = Asyncio.runningLoop().createTask { repeat(3) { got += stubborn.anext() } }
            sleep(1.milliseconds)
            task.cancel()
            task.await()
            got shouldBe listOf(1, 2, 3)
        }
    })

private suspend fun <T> AsyncGenerator<T, *>.elements(): List<T> = buildList { for (element in this@elements) add(element) }
