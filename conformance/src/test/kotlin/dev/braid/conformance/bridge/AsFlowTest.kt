package dev.braid.conformance.bridge

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.kotlin.asFlow
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import dev.braid.testing.VirtualTime
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withContext

/** Elements of Braid's that are collected as a Kotlin flow. */
@OptIn(DelicateCoroutinesApi::class)
class AsFlowTest :
    FunSpec({
        everywhere("BRIDGE-200 a flow asks for an element when the one before has been consumed, and each collection iterates anew") {
            for (collector in collectors()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val flow = AsyncIterable { numbers(3, events).iterator() }.asFlow()
                repeat(2) {
                    events.clear()
                    collector { flow.collect { events += "takes $it" } }
                    events shouldBe listOf(
                        "makes 0", "takes 0", "makes 1", "takes 1", "makes 2", "takes 2", "cleans up", "cleaned up",
                    )
                }
            }
        }

        everywhere("BRIDGE-201 a collection that ends early has closed its generator, clean-up included, when it returns") {
            for (collector in collectors()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val numbers = numbers(9, events)
                collector { numbers.asFlow().take(2).map { it * 10 }.toList() shouldBe listOf(0, 10) }
                events shouldBe listOf("makes 0", "makes 1", "closed", "cleans up", "cleaned up")
                collector { numbers.asFlow().toList() shouldBe emptyList() }
            }
        }

        everywhere("BRIDGE-202 a collector's error closes the generator, is the error of the collection, and carries one of closing") {
            for (collector in collectors()) {
                val error = OneOfAKind("collector")
                val closing = OneOfAKind("closing")
                val numbers = asyncGenerator<Int> {
                    try {
                        yield(1)
                    } finally {
                        sleep(1.milliseconds)
                        throw closing
                    }
                }
                collector { errorOf<OneOfAKind> { numbers.asFlow().collect { throw error } } } shouldBeSameInstanceAs error
                error.suppressed.toList() shouldContain closing
            }
        }

        everywhere("BRIDGE-203 an error while closing is thrown by a collection that has ended early, or was cancelled") {
            for (collector in collectors()) {
                val closing = OneOfAKind("closing")
                fun numbers() = asyncGenerator<Int> {
                    try {
                        yield(1)
                        yield(2)
                    } finally {
                        throw closing
                    }
                }
                collector { errorOf<OneOfAKind> { numbers().asFlow().first() } } shouldBeSameInstanceAs closing
                val busy = AtomicBoolean()
                val cancelled = Asyncio.runningLoop().createTask {
                    collector {
                        numbers().asFlow().collect {
                            busy.set(true)
                            sleep(100.seconds)
                        }
                    }
                }
                until { busy.get() }
                cancelled.cancel()
                errorOf<OneOfAKind> { cancelled.await() } shouldBeSameInstanceAs closing
            }
        }

        everywhere("BRIDGE-204 cancelling a collector that waits for an element cancels the source, and it cleans up first") {
            for (collector in collectors()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val slow = asyncGenerator<Int> {
                    events += "begins"
                    try {
                        sleep(100.seconds)
                    } catch (cancelled: CancelledError) {
                        sleep(5.milliseconds)
                        events += "source " + cancelled.message()
                        throw cancelled
                    }
                }
                val task = Asyncio.runningLoop().createTask {
                    try {
                        collector { slow.asFlow().collect { } }
                    } finally {
                        events += "collector"
                    }
                }
                until { "begins" in events }
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                events shouldBe listOf("begins", "source enough", "collector")
            }
        }

        everywhere("BRIDGE-205 cancelling a collector that is busy with an element closes the source") {
            for (collector in collectors()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val busy = AtomicBoolean()
                val task = Asyncio.runningLoop().createTask {
                    collector {
                        numbers(9, events).asFlow().collect {
                            busy.set(it == 1)
                            if (it == 1) sleep(100.seconds)
                        }
                    }
                }
                until { busy.get() }
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                events shouldBe listOf("makes 0", "makes 1", "closed", "cleans up", "cleaned up")
            }
        }

        everywhere("BRIDGE-206 the error of a source is the error of the collection, the same object") {
            for (collector in collectors()) {
                val error = OneOfAKind("source")
                val failing = asyncGenerator<Int> {
                    yield(1)
                    throw error
                }
                val got = Collections.synchronizedList(mutableListOf<Int>())
                collector { errorOf<OneOfAKind> { failing.asFlow().onEach { got += it }.collect() } } shouldBeSameInstanceAs error
                got shouldBe listOf(1)
            }
        }

        everywhere("BRIDGE-207 a collector that belongs to no loop is told to name one, and then the source runs there") {
            val events = Collections.synchronizedList(mutableListOf<String>())
            val loop = Asyncio.runningLoop()
            val homeless = GlobalScope.async(Dispatchers.IO) {
                errorOf<IllegalStateException> { numbers(3, events).asFlow().collect() }
            }
            homeless.await().message shouldContain "asFlow(loop)"
            val elements = GlobalScope.async(Dispatchers.IO) { numbers(9, events).asFlow(loop).take(2).toList() }
            elements.await() shouldBe listOf(0, 1)
            events shouldBe listOf("makes 0", "makes 1", "closed", "cleans up", "cleaned up")
        }

        everywhere("BRIDGE-208 a task of another loop collects what runs on a loop of its own") {
            val events = Collections.synchronizedList(mutableListOf<String>())
            val home = Asyncio.runningLoop()
            val flow = numbers(9, events).asFlow(home)
            val elsewhere = GlobalScope.async(Dispatchers.IO) {
                inVirtualTime(VirtualTime.loops()) { flow.take(3).toList() }
            }
            elsewhere.await() shouldBe listOf(0, 1, 2)
            events.takeLast(3) shouldBe listOf("closed", "cleans up", "cleaned up")
        }

        everywhere("BRIDGE-209 wherever a collector is cancelled, its source has cleaned up, and gave it each element once") {
            // The race: the cancellation against each of the steps on the way of an element.
            for (collector in collectors()) {
                for (after in 0..40) {
                    val events = Collections.synchronizedList(mutableListOf<String>())
                    val got = Collections.synchronizedList(mutableListOf<Int>())
                    val numbers = numbers(3, events)
                    val task = Asyncio.runningLoop().createTask { collector { numbers.asFlow().collect { got += it } } }
                    repeat(after) { dev.braid.kotlin.yieldNow() }
                    task.cancel()
                    errorOrNull { task.await() }
                    val made = events.count { it.startsWith("makes") }
                    got shouldBe List(got.size) { it }
                    (made - got.size in 0..1) shouldBe true
                    if (made > 0) events.last() shouldBe "cleaned up"
                    numbers.isRunning shouldBe false
                }
            }
        }
    })

/** Lets the loop go on until something has happened that another thread may bring about. */
private suspend fun until(condition: () -> Boolean) {
    while (!condition()) sleep(1.milliseconds)
}

/** Numbers from 0, made one after the other, with clean-up that suspends. */
private fun numbers(count: Int, events: MutableList<String>): AsyncGenerator<Int, Void?> = asyncGenerator {
    try {
        repeat(count) {
            sleep(1.milliseconds)
            events += "makes $it"
            yield(it)
        }
    } catch (closed: dev.braid.GeneratorExit) {
        events += "closed"
        throw closed
    } finally {
        events += "cleans up"
        sleep(1.milliseconds)
        events += "cleaned up"
    }
}

/** Ways to collect: in a task's main line, in a coroutine beside it, on another thread. */
private fun collectors(): List<Collector> = listOf(EmptyCoroutineContext, null, Dispatchers.IO).map { Collector(it) }

private class Collector(private val place: CoroutineContext?) {
    suspend operator fun <T> invoke(collect: suspend () -> T): T = when (place) {
        null -> coroutineScope { collect() }
        EmptyCoroutineContext -> collect()
        else -> withContext(place) { collect() }
    }
}

private inline fun errorOrNull(block: () -> Any?): Throwable? = runCatching { block() }.exceptionOrNull()
