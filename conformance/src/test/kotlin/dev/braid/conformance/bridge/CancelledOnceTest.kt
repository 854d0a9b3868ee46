package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.LoopFactory
import dev.braid.kotlin.asLoopFactory
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.timeout
import dev.braid.kotlin.yieldNow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.util.concurrent.CancellationException
import kotlin.coroutines.resume
import kotlin.coroutines.suspendCoroutine
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** A cancellation races with the end of what the main line waits for, on another thread or on the loop. */
class CancelledOnceTest :
    FunSpec({
        for ((on, loops) in listOf("the caller's thread" to LoopFactory.DEFAULT, "a pool" to Dispatchers.Default.asLoopFactory())) {
            for ((name, suspension) in suspensions()) {
                test("BRIDGE-306 a main line sees a cancellation once, wherever it comes in $name, on $on") {
                    onLoop(loops) { runSuspending { repeat(ROUNDS) { cancelledOnce(Random(it), suspension) } } }
                }
            }
        }
    })

private const val ROUNDS = 150

private suspend fun cancelledOnce(random: Random, suspension: suspend () -> Unit) {
    var seen = 0
    val task = Asyncio.runningLoop().createTask {
        try {
            suspension()
        } catch (_: CancellationException) {
            seen++
        } catch (_: CancelledError) {
            seen++
        }
        repeat(6) {
            try {
                yieldNow()
            } catch (_: CancelledError) {
                seen++
            }
        }
    }
    repeat(1 + random.nextInt(4)) { yieldNow() }
    // Somewhere before, in, or after the work of another thread.
    repeat(random.nextInt(2000)) { Thread.onSpinWait() }
    val asked = task.cancel()
    task.await()
    withClue("cancelled in time: $asked") { seen shouldBe if (asked) 1 else 0 }
}

private fun suspensions(): List<Pair<String, suspend () -> Unit>> = listOf(
    "a yield" to { yield() },
    "a delay" to { delay(1) },
    "a scope" to { coroutineScope { yield() } },
    "a scope with children" to { coroutineScope { repeat(2) { launch { yield() } } } },
    "a withContext on the loop" to { withContext(CoroutineName("named")) { yield() } },
    "a withContext on another thread" to { withContext(Dispatchers.Default) { } },
    "two of them" to {
        withContext(Dispatchers.Default) { }
        withContext(Dispatchers.IO) { yield() }
    },
    "a section that cannot notice" to { withContext(NonCancellable) { yield() } },
    "a section that cannot notice, on another thread" to { withContext(NonCancellable + Dispatchers.Default) { yield() } },
    "a plain suspension" to { suspendCoroutine { waiting -> Dispatchers.Default.dispatch(waiting.context) { waiting.resume(Unit) } } },
    "a channel" to {
        val channel = Channel<Int>()
        Dispatchers.Default.dispatch(NonCancellable) { channel.close() }
        channel.receiveCatching()
    },
    "a timeout of Braid's" to { timeout(9.seconds) { coroutineScope { yield() } } },
    "an await" to { sleep(1.seconds / 1000) },
)
