package dev.braid.conformance.kotlin.harness

import dev.braid.EventLoop
import dev.braid.Runner
import dev.braid.conformance.harness.Code
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** What a Kotlin case logs into: each function is that of the Java harness's `Trace`, in Kotlin's types. */
class Trace(
    /** For what a case has in Java. */
    val java: dev.braid.conformance.harness.Trace,
) {
    /** Logs one line: loop time, task, the text and the values, Unit as null. Any thread. */
    fun log(text: String, vararg values: Any?): Unit = java.log(text, *Array(values.size) { inJava(values[it]) })

    private fun inJava(value: Any?): Any? = when (value) {
        is Duration -> value.toJavaDuration()
        is Unit -> null
        else -> value
    }

    // --- Loops

    /** A new loop; whoever makes it closes it. */
    fun newLoop(): EventLoop = java.newLoop()

    /** A runner. Its tasks are not named. */
    fun runner(): Runner = java.runner()

    /** A runner in debug mode or not. */
    fun runner(debug: Boolean): Runner = java.runner(debug)

    /** `runAsyncio` with a main task named "main". */
    fun <T> run(main: suspend () -> T): T = java.mainRunner().use { it.runSuspending(main) }

    /** From now on, logs what reaches the running loop's exception handler. */
    fun catchReports(): Unit = java.catchReports()

    /** From now on, logs what reaches a loop's exception handler. */
    fun catchReports(loop: EventLoop): Unit = java.catchReports(loop)

    /** As if this callback or step had been busy for so long. */
    fun burn(time: Duration): Unit = java.burn(time.toJavaDuration())

    // --- Reclaiming

    /** Reclaims what nobody refers to. Inside a loop use [gc]. */
    fun collect(): Unit = java.collect()

    /** Reclaims what nobody refers to and lets the reports about it arrive. */
    suspend fun gc() {
        // The function that was resumed last, and has returned since, is kept until its caller suspends anew.
        yieldNow()
        java.collect()
        yieldNow()
        yieldNow()
    }

    // --- Threads and signals

    /** From now on the running loop's clock does not wait for calls in executors or for other threads. */
    fun letTimePass(): Unit = java.letTimePass()

    /** Starts a thread. The running loop's clock stands still until it has ended. */
    fun thread(body: () -> Unit): Thread = java.thread(Code(body))

    /** Starts a thread. The running loop's clock stands still until it has made so many threadsafe calls, or ended. */
    fun thread(calls: Int, body: () -> Unit): Thread = java.thread(Code(body), calls)

    /** Presses Ctrl-C, in a case that is marked with `signals`. */
    fun sigint(): Unit = java.sigint()
}
