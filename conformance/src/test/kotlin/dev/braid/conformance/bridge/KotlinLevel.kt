package dev.braid.conformance.bridge

import dev.braid.kotlin.runJava
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield

/** A Kotlin level of [CrossingTest]: gives way now and then, calls the Java level below, and cleans up by suspending. */
internal suspend fun kotlinLevel(crossing: Crossing, depth: Int) {
    crossing.entered(depth)
    try {
        repeat(crossing.stepsBefore(depth)) { pause(crossing.random(5)) }
        if (depth < crossing.deepest) {
            callJava(crossing, depth + 1, crossing.random(3))
        } else {
            delay(50)
        }
    } finally {
        crossing.cleaning(depth)
        withContext(NonCancellable) { pause(crossing.random(5)) }
        crossing.cleaned(depth)
    }
}

private suspend fun callJava(crossing: Crossing, depth: Int, how: Int) {
    val body = JavaLevel.body(crossing, depth)
    when (how) {
        0 -> runJava(body)
        1 -> coroutineScope { runJava(body) }
        else -> withContext(Dispatchers.Unconfined) { runJava(body) }
    }
}

private suspend fun pause(how: Int) = when (how) {
    0 -> yieldNow()
    1 -> yield()
    2 -> sleep(1.milliseconds)
    3 -> delay(1)
    else -> delay(2)
}
