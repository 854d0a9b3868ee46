package dev.braid.benchmarks

import dev.braid.Coroutine
import dev.braid.Runner
import dev.braid.kotlin.runJava
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.yieldNow

/** The Kotlin half of the calls between the languages. */
public object BorderPrograms {
    /** Failures are thrown from calls as deep as this. */
    private const val DEPTH = 10

    @JvmField
    public var sum: Int = 0

    // --- Called from Java

    @JvmStatic
    @Suppress("RedundantSuspendModifier")
    public suspend fun atOnce(number: Int): Int = number

    @JvmStatic
    public suspend fun afterGivingWay(number: Int): Int {
        yieldNow()
        return number
    }

    @JvmStatic
    public suspend fun failing(depth: Int): Int =
        if (depth < DEPTH) failing(depth + 1) + 1 else throw IllegalArgumentException("no such thing")

    // --- Calling Java

    @JvmStatic
    public fun callJava(runner: Runner, times: Int, body: Coroutine<Int>): Unit = runner.runSuspending {
        repeat(times) { sum += runJava(body) }
    }

    @JvmStatic
    public fun callFailingJava(runner: Runner, times: Int, body: Coroutine<Int>): Unit = runner.runSuspending {
        repeat(times) {
            try {
                runJava(body)
            } catch (_: IllegalArgumentException) {
                sum++
            }
        }
    }

    @JvmStatic
    public fun callFailingKotlin(runner: Runner, times: Int): Unit = runner.runSuspending {
        repeat(times) {
            try {
                failing(0)
            } catch (_: IllegalArgumentException) {
                sum++
            }
        }
    }
}
