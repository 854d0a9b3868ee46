package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.time.Duration
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import kotlin.random.Random
import kotlin.time.Duration.Companion.milliseconds

/**
 * A cancellation goes down through Kotlin, Java, Kotlin, Java to Kotlin and comes back up: each level cleans up, by
 * suspending, before the one above it goes on.
 */
class CrossingTest :
    FunSpec({
        BridgeLoops.all().forEach { (on, loops) ->
            test("BRIDGE-124 each level has cleaned up, the inner before the outer, before the outer call returns, on $on") {
                inVirtualTime(loops) {
                    val crossing = Crossing(1)
                    val task = Asyncio.runningLoop().createTask { kotlinLevel(crossing, 0) }
                    sleep(30.milliseconds)
                    task.cancel("enough")
                    shouldThrow<CancelledError> { task.await() }.message() shouldBe "enough"
                    crossing.requireCleanedUp(1, task)
                }
            }

            test("BRIDGE-125 the same for cancels at random points of the loop's time, on $on") {
                var cancelled = 0
                inVirtualTime(loops) {
                    for (seed in 1L..rounds(on)) {
                        val random = Random(seed)
                        val end = round(seed) { task ->
                            val loop = Asyncio.runningLoop()
                            loop.callLater(Duration.ofNanos(random.nextLong(25_000_000))) { task.cancel() }
                        }
                        if (end) cancelled++
                    }
                }
                cancelled shouldBeGreaterThan 0
            }

            test("BRIDGE-126 the same for cancels by another thread, racing with every step, on $on") {
                var cancelled = 0
                val canceller = Executors.newSingleThreadExecutor { Thread(it, "canceller").apply { isDaemon = true } }
                try {
                    inVirtualTime(loops) {
                        for (batch in 1L..rounds(on) / AT_ONCE) cancelled += raceOfMany(batch, canceller)
                    }
                } finally {
                    canceller.shutdown()
                }
                cancelled shouldBeGreaterThan 0
            }
        }
    })

/** One call that is cancelled at some time; true if the cancellation came before its end. */
private suspend fun round(seed: Long, cancelSometime: (Task<*>) -> Unit): Boolean {
    val crossing = Crossing(seed)
    val task = Asyncio.runningLoop().createTask { kotlinLevel(crossing, 0) }
    cancelSometime(task)
    try {
        task.await()
    } catch (_: CancelledError) {
        // Told apart below.
    }
    crossing.requireCleanedUp(seed, task)
    return task.cancelled()
}

/** Several calls at once while another thread cancels them in an order of its own; how many it caught. */
private suspend fun raceOfMany(batch: Long, canceller: Executor): Int {
    val loop = Asyncio.runningLoop()
    val calls = (0 until AT_ONCE).map { Crossing(batch * AT_ONCE + it) }
    val tasks = calls.map { loop.createTask { kotlinLevel(it, 0) } }
    val allAsked = loop.createFuture<Unit>()
    canceller.execute {
        val random = Random(batch)
        for (task in tasks.shuffled(random)) {
            repeat(random.nextInt(500)) { Thread.onSpinWait() }
            loop.callSoonThreadsafe { task.cancel() }
        }
        loop.callSoonThreadsafe { allAsked.setResult(Unit) }
    }
    tasks.forEachIndexed { index, task ->
        runCatching { task.await() }
        calls[index].requireCleanedUp(batch * AT_ONCE + index, task)
    }
    allAsked.await()
    return tasks.count { it.cancelled() }
}

private const val AT_ONCE = 20

/** Rounds are dear where each switch is one of threads; mounted, the tests make 100,000 in all. */
private fun rounds(on: String): Long = when {
    on.startsWith("mounted") -> 17_000
    on.startsWith("virtual") -> 2_000
    else -> 1_000
}
