package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.EventLoop
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withContext

/** Flows that Java consumes, and flows that Java makes. */
@OptIn(DelicateCoroutinesApi::class)
class JavaFlowsTest :
    FunSpec({
        everywhere("BRIDGE-230 a for loop in Java collects a Kotlin flow, each loop anew") {
            for (flow in flows()) {
                createJava(JavaFlows.threeTimes(flow)).await() shouldBe listOf(0, 1, 2, 0, 1, 2, 0, 10, 20)
            }
        }

        everywhere("BRIDGE-231 a flow may be pushed to Java code that suspends, and its error reaches the caller") {
            for (flow in flows()) createJava(JavaFlows.pushed(flow)).await() shouldBe listOf(0, 1, 2)
            val error = OneOfAKind("flow")
            errorOf<OneOfAKind> { createJava(JavaFlows.pushed(flow { throw error })).await() } shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-232 try with resources in Java closes a Kotlin flow, which has cleaned up when the block is left") {
            val events = mutableListOf<String>()
            val flow = flow {
                try {
                    repeat(9) { emit(it) }
                } finally {
                    withContext(NonCancellable) { delay(5) }
                    events += "cleaned up"
                }
            }
            createJava(JavaFlows.left(flow, events)).await() shouldBe listOf("cleaned up")
            events.clear()
            createJava(JavaFlows.left(flow.buffer(), events)).await() shouldBe listOf("cleaned up")
        }

        everywhere("BRIDGE-233 a flow made in Java is collected by a task, beside it, on another thread, and by whoever has no loop") {
            for ((name, collect) in collectors()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val ticker: Ticker = JavaFlows(events, null)
                name to collect { ticker.ticks().toList() } shouldBe (name to List(9) { it })
                events shouldBe emptyList()
                name to collect { ticker.ticks().take(2).toList() } shouldBe (name to listOf(0, 1))
                events shouldBe listOf("java closed")
            }
        }

        everywhere("BRIDGE-234 a flow made in Java for a given loop runs there, whoever collects") {
            val loop = Asyncio.runningLoop()
            for ((name, collect) in collectors()) {
                val events = Collections.synchronizedList(mutableListOf<String>())
                val ticker: Ticker = JavaFlows(events, loop)
                name to collect { ticker.ticks().take(2).toList() } shouldBe (name to listOf(0, 1))
                events shouldBe listOf("java closed")
                val loops = Collections.synchronizedSet(mutableSetOf<EventLoop>())
                val elements = asyncGenerator<Int> { repeat(3) { loops += Asyncio.runningLoop(); yield(it) } }
                name to collect { ticker.shared(elements).toList() } shouldBe (name to listOf(0, 1, 2))
                loops.single() shouldBeSameInstanceAs loop
            }
        }
    })

private fun flows(): List<Flow<Int>> {
    val flow = flow {
        repeat(3) {
            delay(1)
            emit(it)
        }
    }
    return listOf(flow, flow.buffer(), flow.flowOn(Dispatchers.IO), flowOf(0, 1, 2))
}

@OptIn(DelicateCoroutinesApi::class)
private fun collectors(): List<Pair<String, suspend (suspend () -> List<Int>) -> List<Int>>> = listOf(
    "task" to { it() },
    "beside" to { coroutineScope { it() } },
    "thread" to { withContext(Dispatchers.IO) { it() } },
    "no loop" to { GlobalScope.async(Dispatchers.IO) { it() }.await() },
)
