package dev.braid.benchmarks

import dev.braid.Asyncio
import dev.braid.Runner
import dev.braid.TaskFactory
import dev.braid.kotlin.await
import dev.braid.kotlin.gather
import dev.braid.kotlin.launch
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.milliseconds

/** The same programs as tasks of Braid with Kotlin bodies. */
public object KotlinPrograms {
    private const val MILLION = 1_000_000

    @JvmField
    public var ran: Int = 0

    private fun run(eager: Boolean = false, program: suspend () -> Unit): Unit = Runner().use {
        if (eager) it.loop().setTaskFactory(TaskFactory.EAGER)
        it.runSuspending(program)
    }

    @JvmStatic
    public fun eager(): Unit = run(eager = true) { million() }

    @JvmStatic
    public fun notEager(): Unit = run { million() }

    private suspend fun million() = taskGroup { repeat(MILLION) { launch { ran++ } } }

    @JvmStatic
    public fun gather(): Unit = run {
        val bodies = ArrayList<suspend () -> Int>(MILLION)
        repeat(MILLION) { bodies.add { ran++ } }
        gather(bodies).await()
    }

    @JvmStatic
    public fun switchTasks(): Unit = run {
        taskGroup { repeat(2) { launch { repeat(100_000) { yieldNow() } } } }
    }

    @JvmStatic
    public fun future(): Unit = run {
        val loop = Asyncio.runningLoop()
        repeat(100_000) {
            val future = loop.createFuture<Int>()
            loop.callSoon { future.setResult(1) }
            future.await()
        }
    }

    @JvmStatic
    public fun sleeps(): Unit = run {
        taskGroup { repeat(200_000) { launch { sleep((it % 100).milliseconds) } } }
    }
}
