package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.StopAsyncIterationException
import dev.braid.TaskOptions.named
import dev.braid.kotlin.aclose
import dev.braid.kotlin.anext
import dev.braid.kotlin.asAsyncGenerator
import dev.braid.kotlin.asFlow
import dev.braid.kotlin.athrow
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flatMapLatest
import kotlinx.coroutines.flow.flatMapMerge
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.flow.zip
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** Kotlin flows as async generators. */
@OptIn(ExperimentalCoroutinesApi::class)
class FlowGeneratorTest :
    FunSpec({
        everywhere("BRIDGE-210 a flow runs from one emission to the next when it is asked, and not before the first step") {
            val events = mutableListOf<String>()
            val numbers = numbers(2, events).asAsyncGenerator()
            yieldNow()
            events shouldBe emptyList()
            for (number in numbers) {
                events += "takes $number"
                delay(5)
            }
            events shouldBe listOf("emits 0", "takes 0", "emits 1", "takes 1", "cleans up", "cleaned up")
            errorOf<StopAsyncIterationException> { numbers.anext() }
            events.size shouldBe 6
        }

        everywhere("BRIDGE-211 flows that buffer, merge, and change threads give a generator what they give a collector") {
            for ((name, flow) in flows()) {
                val elements = mutableListOf<Int>()
                for (element in flow.asAsyncGenerator()) {
                    elements += element
                    sleep(1.milliseconds)
                    yield()
                }
                name to elements shouldBe (name to flow.toList())
            }
        }

        everywhere("BRIDGE-212 closing has emit throw, and returns when the flow has cleaned up with an active Job") {
            for ((name, wrap) in wraps()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val numbers = wrap(numbers(9, events)).asAsyncGenerator()
                numbers.anext() shouldBe 0
                numbers.anext() shouldBe 1
                numbers.aclose()
                name to events.takeLast(2) shouldBe (name to listOf("cleans up", "cleaned up"))
                errorOf<StopAsyncIterationException> { numbers.anext() }
            }
        }

        everywhere("BRIDGE-213 what closes a flow is a cancellation to the operators on the way, and their Job is active") {
            val seen = mutableListOf<Any?>()
            val numbers = flow {
                try {
                    emit(1)
                } catch (closed: CancellationException) {
                    seen += "closed"
                    seen += currentCoroutineContext().isActive
                    throw closed
                }
            }.catch { seen += "caught $it" }.onCompletion { seen += it is CancellationException }.asAsyncGenerator()
            numbers.anext()
            numbers.aclose()
            seen shouldBe listOf("closed", true, true)
        }

        everywhere("BRIDGE-214 a flow that goes on emitting although it is closed is refused") {
            var stubbornly = true
            val stubborn = unchecked<Int> { while (stubbornly) runCatching { emit(1) } }.asAsyncGenerator()
            stubborn.anext()
            errorOf<IllegalStateException> { stubborn.aclose() }.message shouldContain "ignored GeneratorExit"
            stubbornly = false
            stubborn.aclose()
        }

        everywhere("BRIDGE-215 cancelling a task that waits for an emission cancels the flow, and it cleans up first") {
            for ((name, wrap) in wraps()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val slow = flow {
                    try {
                        emit(1)
                        events += "waits"
                        delay(100_000)
                    } catch (cancelled: CancellationException) {
                        withContext(NonCancellable) { delay(5) }
                        events += "flow"
                        throw cancelled
                    }
                }
                val task = Asyncio.runningLoop().createTask {
                    try {
                        for (element in wrap(slow).asAsyncGenerator()) events += "takes $element"
                    } finally {
                        events += "task"
                    }
                }
                until { "waits" in events && "takes 1" in events }
                sleep(1.milliseconds)
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                name to events.takeLast(2) shouldBe (name to listOf("flow", "task"))
            }
        }

        everywhere("BRIDGE-216 a flow that awaits a task of Braid's cancels it when a step is cancelled") {
            for ((name, wrap) in wraps().filter { it.first != "flowOn" }) {
                val inner = Asyncio.runningLoop().createTask {
                    sleep(100.seconds)
                    1
                }
                val task = Asyncio.runningLoop().createTask {
                    for (element in wrap(flow { emit(inner.await()) }).asAsyncGenerator()) { }
                }
                sleep(1.milliseconds)
                task.cancel("enough")
                errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
                name to inner.cancelled() shouldBe (name to true)
            }
        }

        everywhere("BRIDGE-217 the error of a flow is that of the step, the same object, and ends the generator") {
            for ((name, wrap) in wraps()) {
                val error = OneOfAKind(name)
                val failing = wrap(
                    flow {
                        emit(1)
                        throw error
                    },
                ).asAsyncGenerator()
                // Kotlin drops what is in a buffer when the flow behind it fails.
                val got = mutableListOf<Int>()
                errorOf<OneOfAKind> { for (element in failing) got += element } shouldBeSameInstanceAs error
                if (name == "plain") got shouldBe listOf(1)
                errorOf<StopAsyncIterationException> { failing.anext() }
            }
        }

        everywhere("BRIDGE-218 an error that is thrown into the generator is that of emit, as a collector's: no catch sees it") {
            for ((name, wrap) in wraps()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val error = OneOfAKind(name)
                val numbers = wrap(numbers(9, events)).catch { events += "caught" }.asAsyncGenerator()
                numbers.anext()
                errorOf<OneOfAKind> { numbers.athrow(error) } shouldBeSameInstanceAs error
                events.last() shouldBe "cleaned up"
                events shouldNotContain "caught"
            }
        }

        everywhere("BRIDGE-219 a task that was cancelled before may step: the flow knows nothing of that, whoever steps next") {
            for ((name, wrap) in wraps()) {
                val numbers = wrap(numbers(9, mutableListOf())).asAsyncGenerator()
                val got = mutableListOf<Int>()
                val task = Asyncio.runningLoop().createTask {
                    try {
                        sleep(100.seconds)
                    } catch (cancelled: CancelledError) {
                        repeat(2) { got += numbers.anext() }
                        throw cancelled
                    }
                }
                sleep(1.milliseconds)
                task.cancel()
                errorOf<CancelledError> { task.await() }
                Asyncio.runningLoop().createTask { repeat(2) { got += numbers.anext() } }.await()
                got += numbers.anext()
                name to got shouldBe (name to listOf(0, 1, 2, 3, 4))
                numbers.aclose()
            }
        }

        BridgeLoops.all().forEach { (on, loops) ->
            test("BRIDGE-220 a generator of a flow that nobody closed is closed when its loop shuts down, on $on") {
                for ((name, wrap) in wraps()) {
                    val events = Collections.synchronizedList(mutableListOf<String>())
                    val numbers = wrap(numbers(9, events)).asAsyncGenerator()
                    inVirtualTime(loops) { numbers.anext() }
                    name to events.takeLast(2) shouldBe (name to listOf("cleans up", "cleaned up"))
                }
            }

            test("BRIDGE-221 a flow whose loop closes without a shutdown has run its finally blocks when it is closed, on $on") {
                // What flowOn has moved to other threads is cancelled too, but nobody waits for it.
                for ((name, wrap) in wraps().filter { it.first != "flowOn" }) {
                    val events = mutableListOf<String>()
                    val loop = loops.newLoop()
                    loop.setExceptionHandler { _, problem -> events += problem.message() }
                    val numbers = wrap(
                        flow {
                            try {
                                repeat(9) { emit(it) }
                            } finally {
                                val astray = Thread.currentThread().name.startsWith("DefaultDispatcher") && "default-dispatcher" !in on
                                events += if (astray) "cleans up on another thread" else "cleans up"
                            }
                        },
                    ).asAsyncGenerator()
                    loop.createTask {
                        numbers.anext()
                        loop.stop()
                    }
                    loop.runForever()
                    loop.close()
                    name to events shouldBe (name to listOf("cleans up"))
                }
            }
        }

        everywhere("BRIDGE-222 wherever a step is cancelled, the flow has cleaned up, and the elements before came once, in order") {
            // The race: the cancellation against each step on the way of an element, also on another thread.
            for ((name, wrap) in wraps()) {
                for (after in 0..40) {
                    val events = Collections.synchronizedList(mutableListOf<String>())
                    val got = mutableListOf<Int>()
                    val task = Asyncio.runningLoop().createTask {
                        for (element in wrap(numbers(3, events)).asAsyncGenerator()) got += element
                    }
                    repeat(after) { yieldNow() }
                    task.cancel()
                    runCatching { task.await() }
                    got shouldBe List(got.size) { it }
                    if (events.isNotEmpty()) name to events.last() shouldBe (name to "cleaned up")
                }
            }
        }

        everywhere("BRIDGE-223 there and back, a flow passes on elements, errors, cancellation and its end") {
            val events = mutableListOf<String>()
            numbers(3, events).asAsyncGenerator().asFlow().toList() shouldBe listOf(0, 1, 2)
            events.clear()
            numbers(9, events).asAsyncGenerator().asFlow().buffer().asAsyncGenerator().asFlow().take(2).toList() shouldBe listOf(0, 1)
            events.last() shouldBe "cleaned up"
            val error = OneOfAKind("source")
            errorOf<OneOfAKind> {
                flow<Int> { throw error }.asAsyncGenerator().asFlow().toList()
            } shouldBeSameInstanceAs error
            val task = Asyncio.runningLoop().createTask {
                flow<Int> { delay(100_000) }.asAsyncGenerator().asFlow().toList()
            }
            sleep(1.milliseconds)
            task.cancel("enough")
            errorOf<CancelledError> { task.await() }.message() shouldBe "enough"
        }

        everywhere("BRIDGE-224 a flow that emits on a thread of its own choice is told how to change threads") {
            val stray = unchecked<Int> { withContext(Dispatchers.IO) { emit(1) } }.asAsyncGenerator()
            errorOf<IllegalStateException> { stray.anext() }.message shouldContain "flowOn"
        }

        everywhere("BRIDGE-225 each step of a flow runs in the task that takes it, in scopes inside of the flow too") {
            val names = flow { repeat(9) { emit(Asyncio.currentTask()!!.name()) } }
            for (flow in listOf(names, unchecked { coroutineScope { repeat(9) { emit(Asyncio.currentTask()!!.name()) } } })) {
                val generator = flow.asAsyncGenerator()
                val got = mutableListOf<String>()
                for (name in listOf("a", "b", "c")) {
                    Asyncio.runningLoop().createTask(named(name)) { repeat(2) { got += generator.anext() } }.await()
                }
                got shouldBe listOf("a", "a", "b", "b", "c", "c")
                generator.aclose()
            }
        }

        everywhere("BRIDGE-226 a flow that emits from several coroutines at once is told to be a channelFlow") {
            val atOnce = unchecked<Int> {
                coroutineScope {
                    launch { emit(1) }
                    launch { emit(2) }
                }
            }.asAsyncGenerator()
            errorOf<IllegalStateException> { for (element in atOnce) element shouldBe 1 }.message shouldContain "channelFlow"
            val beside = unchecked<Int> {
                CoroutineScope(currentCoroutineContext()).launch { emit(1) }
                Asyncio.runningLoop().createFuture<Int>().await()
            }.asAsyncGenerator()
            errorOf<IllegalStateException> { beside.anext() }.message shouldContain "channelFlow"
            lateinit var late: FlowCollector<Int>
            val ended = unchecked<Int> { late = this }.asAsyncGenerator()
            errorOf<StopAsyncIterationException> { ended.anext() }
            errorOf<IllegalStateException> { late.emit(1) }.message shouldContain "channelFlow"
        }

        everywhere("BRIDGE-227 a flow that has handled the cancellation of one step has an active Job in the next ones") {
            val stubborn = unchecked<Int> {
                try {
                    sleep(100.seconds)
                } catch (handled: CancelledError) {
                    emit(1)
                }
                delay(1)
                emit(2)
                coroutineScope { launch { emit(3) } }
            }.asAsyncGenerator()
            val got = mutableListOf<Int>()
            val task = Asyncio.runningLoop().createTask { repeat(3) { got += stubborn.anext() } }
            sleep(1.milliseconds)
            task.cancel()
            task.await()
            got shouldBe listOf(1, 2, 3)
        }
    })

/** A flow without the checks of `flow`, as an implementation of the interface may be. */
private fun <T> unchecked(code: suspend FlowCollector<T>.() -> Unit): Flow<T> = object : Flow<T> {
    override suspend fun collect(collector: FlowCollector<T>) = collector.code()
}

/** Numbers from 0, with clean-up that suspends by Kotlin's means. */
private fun numbers(count: Int, events: MutableList<String>): Flow<Int> = flow {
    try {
        repeat(count) {
            delay(1)
            events += "emits $it"
            emit(it)
        }
    } finally {
        events += "cleans up"
        withContext(NonCancellable) { delay(1) }
        events += "cleaned up"
    }
}

/** Ways for a flow to reach its collector: in its main line, beside it, from another thread. */
private fun wraps(): List<Pair<String, (Flow<Int>) -> Flow<Int>>> = listOf(
    "plain" to { it },
    "buffered" to { it.buffer(1) },
    "named" to { it.flowOn(CoroutineName("producer")) },
    "channelFlow" to { source -> channelFlow { launch { source.collect { send(it) } } } },
    "flowOn" to { it.flowOn(Dispatchers.IO) },
)

@OptIn(ExperimentalCoroutinesApi::class)
private fun flows(): List<Pair<String, Flow<Int>>> {
    val numbers = numbers(4, Collections.synchronizedList(mutableListOf()))
    return wraps().map { (name, wrap) -> name to wrap(numbers) } + listOf(
        "empty" to emptyFlow(),
        "taken" to numbers.drop(1).take(2).map { it * it },
        "combined" to combine(flowOf(1), flowOf(2)) { a, b -> a + b },
        "zipped" to numbers.zip(numbers.buffer()) { a, b -> a * 10 + b },
        "merged" to numbers.flatMapMerge(1) { n -> flowOf(n, n) },
        "latest" to flowOf(1).flatMapLatest { numbers },
        "two threads" to numbers.flowOn(Dispatchers.Default).map { it + 1 }.flowOn(Dispatchers.IO).onEach { yield() },
    )
}

private suspend fun until(condition: () -> Boolean) {
    while (!condition()) sleep(1.milliseconds)
}
