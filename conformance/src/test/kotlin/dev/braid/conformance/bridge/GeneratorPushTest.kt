package dev.braid.conformance.bridge

import dev.braid.AsyncGenerator
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.GeneratorExit
import dev.braid.StopAsyncIterationException
import dev.braid.kotlin.GeneratorScope
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.collect
import dev.braid.kotlin.createTask
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.toList
import dev.braid.kotlin.yieldNow
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Generators with Kotlin bodies that are collected by Kotlin, and that many step in turn. */
class GeneratorPushTest :
    FunSpec({
        everywhere("BRIDGE-350 a body calls the action from its yield, which returns when the action has ended") {
            val events = mutableListOf<String>()
            val pauses = listOf<suspend () -> Unit>({}, { sleep(5.milliseconds) }, { delay(5) }, { yieldNow() }, {})
            val generator = asyncGenerator<Int> {
                for (n in pauses.indices) {
                    pauses[pauses.size - 1 - n]()
                    events += "yield $n"
                    yield(n)
                    events += "back $n"
                }
            }
            generator.collect {
                events += "begin $it"
                pauses[it]()
                events += "end $it"
            }
            events shouldContainExactly pauses.indices.flatMap { listOf("yield $it", "begin $it", "end $it", "back $it") }
            now() shouldBe 20
            generator.collect { events += "none is left" }
            events.size shouldBe 20
        }

        everywhere("BRIDGE-351 the action is the consumer's main line, and the generator runs all the time") {
            val consumer = Asyncio.currentTask()
            val context = coroutineContext
            val generator = asyncGenerator<Int> {
                Asyncio.currentTask() shouldBe consumer
                yield(1)
                sleep(1.milliseconds)
                yield(2)
            }
            val other = asyncGenerator<Int> {
                yield(10)
                yield(20)
            }
            val got = mutableListOf<Int>()
            generator.collect {
                coroutineContext shouldBeSameInstanceAs context
                Asyncio.currentTask() shouldBe consumer
                generator.isRunning shouldBe true
                errorOf<IllegalStateException> { generator.anext() }.message shouldContain "already running"
                errorOf<IllegalStateException> { generator.aclose() }.message shouldContain "already running"
                errorOf<IllegalStateException> { generator.collect { } }.message shouldContain "already running"
                got += it + other.anext()
                sleep(1.milliseconds)
            }
            generator.isRunning shouldBe false
            got shouldContainExactly listOf(11, 22)
            now() shouldBe 3
        }

        everywhere("BRIDGE-352 an action that fails ends the body as closing does") {
            for (pause in listOf<suspend () -> Unit>({}, { sleep(1.milliseconds) }, { delay(1) })) {
                val events = mutableListOf<String>()
                val generator = asyncGenerator<Int> {
                    try {
                        yield(1)
                    } catch (exit: GeneratorExit) {
                        events += errorOf<IllegalStateException> { yield(2) }.message!!.substringAfter("yield ")
                        sleep(5.milliseconds)
                        events += "clean"
                        throw exit
                    }
                }
                val error = OneOfAKind("of the action")
                errorOf<OneOfAKind> {
                    generator.collect {
                        pause()
                        throw error
                    }
                } shouldBeSameInstanceAs error
                error.suppressed.size shouldBe 0
                events shouldContainExactly listOf("2: the generator is being closed; let GeneratorExit pass", "clean")
                errorOf<StopAsyncIterationException> { generator.anext() }
            }
            val failing = asyncGenerator<Int> {
                try {
                    yield(1)
                } finally {
                    error("no clean-up")
                }
            }
            errorOf<OneOfAKind> { failing.collect { throw OneOfAKind("of the action") } }.suppressed.single().message shouldBe "no clean-up"
            val error = OneOfAKind("of both")
            for (pulled in 0..1) {
                val twice = asyncGenerator<Int> {
                    try {
                        yield(1)
                        yield(2)
                    } finally {
                        throw error
                    }
                }
                repeat(pulled) { twice.anext() }
                errorOf<OneOfAKind> { twice.collect { throw error } } shouldBeSameInstanceAs error
                error.suppressed.size shouldBe 0
            }
            val swallowing = asyncGenerator<Int> { runCatching { yield(1) } }
            errorOf<OneOfAKind> { swallowing.collect { throw OneOfAKind("of the action") } }.suppressed.size shouldBe 0
        }

        everywhere("BRIDGE-353 cancelling who collects reaches the action or the body") {
            val ways = listOf<suspend () -> Unit>({ sleep(100.seconds) }, { delay(100_000) })
            for (wait in ways) {
                for (inBody in listOf(true, false)) {
                    val events = mutableListOf<String>()
                    val generator = asyncGenerator<Int> {
                        try {
                            if (inBody) wait()
                            yield(1)
                        } finally {
                            sleep(5.milliseconds)
                            events += "body"
                        }
                    }
                    val task = Asyncio.runningLoop().createTask {
                        try {
                            generator.collect {
                                try {
                                    wait()
                                } finally {
                                    events += "action"
                                }
                            }
                        } catch (error: Throwable) {
                            events += "consumer"
                            throw error
                        }
                    }
                    sleep(1.milliseconds)
                    task.cancel("enough")
                    errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                    events shouldContainExactly if (inBody) listOf("body", "consumer") else listOf("action", "body", "consumer")
                }
            }
        }

        everywhere("BRIDGE-368 an error of the clean-up is thrown by a collection that was cancelled, whoever collects what") {
            val sources = listOf<suspend () -> AsyncGenerator<Int, *>>(
                { failingWhenClosed() },
                { failingWhenClosed().also { it.anext() } },
            )
            val consumers = listOf<suspend (suspend () -> Unit) -> Unit>({ it() }, { coroutineScope { it() } })
            for (source in sources) {
                for (consumer in consumers) {
                    val task = Asyncio.runningLoop().createTask {
                        val generator = source()
                        consumer { generator.collect { sleep(9.seconds) } }
                    }
                    repeat(5) { yieldNow() }
                    task.cancel()
                    errorOf<OneOfAKind> { task.await() }.message shouldBe "of the clean-up"
                }
            }
        }

        everywhere("BRIDGE-369 the failure of a coroutine that a generator's body has launched is the collection's, or the closing's") {
            fun failingBeside() = asyncGenerator<Int> {
                CoroutineScope(coroutineContext).launch {
                    delay(1)
                    throw OneOfAKind("beside")
                }
                yield(1)
            }
            for (wait in listOf<suspend () -> Unit>({ sleep(9.seconds) }, { delay(9000) })) {
                val pushed = Asyncio.runningLoop().createTask { failingBeside().collect { wait() } }
                errorOf<OneOfAKind> { pushed.await() }.message shouldBe "beside"
                pushed.cancelling() shouldBe 0
                val stepped = Asyncio.runningLoop().createTask {
                    val generator = failingBeside()
                    try {
                        generator.anext()
                        wait()
                    } finally {
                        generator.aclose()
                    }
                }
                errorOf<OneOfAKind> { stepped.await() }.message shouldBe "beside"
                stepped.cancelling() shouldBe 0
            }
        }

        test("BRIDGE-354 a loop that closes under a suspended action lets the action clean up and then the body") {
            for (wait in listOf<suspend () -> Unit>({ sleep(9.seconds) }, { delay(9000) })) {
                val events = mutableListOf<String>()
                val loop = VirtualTime.loops().newLoop()
                loop.setExceptionHandler { _, _ -> }
                val generator = asyncGenerator<Int> {
                    try {
                        yield(1)
                    } finally {
                        events += "body"
                    }
                }
                loop.createTask {
                    generator.collect {
                        try {
                            wait()
                        } finally {
                            events += "action"
                        }
                    }
                }
                loop.createTask {
                    repeat(3) { yieldNow() }
                    loop.stop()
                }
                loop.runForever()
                loop.close()
                events shouldContainExactly listOf("action", "body")
            }
        }

        everywhere("BRIDGE-355 every source and every consumer collects the same, and a failed action closes") {
            val events = mutableListOf<String>()
            fun kotlin() = asyncGenerator<Int> {
                try {
                    for (n in 1..3) {
                        sleep(1.milliseconds)
                        yield(n)
                    }
                } finally {
                    events += "closed"
                }
            }
            fun java() = JavaConsumers.numbers(3) { events += "closed" }
            val consumers = listOf<suspend (suspend () -> Unit) -> Unit>(
                { it() },
                { coroutineScope { it() } },
                { withContext(Dispatchers.IO) { it() } },
            )
            for (make in listOf(::kotlin, ::java)) {
                for (begun in listOf(false, true)) {
                    for (consumer in consumers) {
                        val all = make()
                        val failing = make()
                        val got = mutableListOf<Int>()
                        if (begun) got += listOf(all.anext(), failing.anext()).first()
                        consumer { all.collect { got += it } }
                        got shouldContainExactly listOf(1, 2, 3)
                        errorOf<OneOfAKind> { consumer { failing.collect { throw OneOfAKind("of the action") } } }
                        events shouldContainExactly listOf("closed", "closed")
                        events.clear()
                    }
                }
            }
        }

        everywhere("BRIDGE-356 tasks of both languages and other coroutines step a generator in turn") {
            for (pause in listOf<suspend () -> Unit>({}, { sleep(1.milliseconds) }, { delay(1) })) {
                val steppedBy = mutableListOf<Any?>()
                val numbers = asyncGenerator<Int> {
                    for (n in 1..12) {
                        if (n % 2 == 0) pause()
                        steppedBy += Asyncio.currentTask()
                        yield(n)
                    }
                }
                val consumers = mutableListOf<Any?>()
                val got = mutableListOf<Int>()
                repeat(2) {
                    got += numbers.anext()
                    consumers += Asyncio.currentTask()
                    val kotlin = Asyncio.runningLoop().createTask { numbers.anext() }
                    got += kotlin.await()
                    consumers += kotlin
                    val java = createJava { JavaConsumers.nextOf(numbers) }
                    got += java.await()
                    consumers += java
                    got += coroutineScope { numbers.anext() }
                }
                for (element in numbers) {
                    got += element
                    if (element == 9) break
                }
                got += numbers.toList()
                got shouldContainExactly (1..12).toList()
                steppedBy.filterIndexed { step, _ -> step < 8 && step % 4 != 3 } shouldContainExactly consumers
            }
        }

        everywhere("BRIDGE-357 an error of a pushed body is thrown on as a step throws it") {
            val error = OneOfAKind("of the action")
            errorOf<OneOfAKind> {
                asyncGenerator<Int> {
                    yield(1)
                    throw error
                }.collect { }
            } shouldBeSameInstanceAs error
            errorOf<IllegalStateException> {
                asyncGenerator<Int> { throw StopAsyncIterationException("stop") }.collect { }
            }.message shouldContain "async generator raised StopAsyncIteration"
            var scope: GeneratorScope<Int, Void?>? = null
            asyncGenerator<Int> {
                scope = this
                coroutineScope { errorOf<IllegalStateException> { scope!!.yield(1) } }.message shouldContain
                    "not the main line of the generator's own body"
                yield(2)
            }.collect {
                errorOf<IllegalStateException> { scope!!.yield(3) }.message shouldContain
                    "not the main line of the generator's own body"
            }
        }
    })

private fun failingWhenClosed() = asyncGenerator<Int> {
    try {
        yield(0)
        yield(1)
    } finally {
        throw OneOfAKind("of the clean-up")
    }
}
