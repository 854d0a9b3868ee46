package dev.braid.benchmarks

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Runner
import dev.braid.TaskFactory
import dev.braid.kotlin.asyncGenerator
import dev.braid.kotlin.await
import dev.braid.kotlin.collect
import dev.braid.kotlin.createTask
import dev.braid.kotlin.gather
import dev.braid.kotlin.get
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.launch
import dev.braid.kotlin.next
import dev.braid.kotlin.put
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import dev.braid.kotlin.taskGroup
import dev.braid.kotlin.withPermit
import dev.braid.kotlin.yieldNow
import dev.braid.sync.Barrier
import dev.braid.sync.Queue
import dev.braid.sync.Semaphore
import kotlin.time.Duration.Companion.hours
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

    @JvmStatic
    public fun queue(): Unit = run {
        val items = Queue<Int>(100)
        taskGroup {
            launch { repeat(200_000) { items.put(it) } }
            launch { repeat(200_000) { items.get() } }
        }
    }

    @JvmStatic
    public fun semaphore(): Unit = run {
        val permits = Semaphore(5)
        taskGroup { repeat(10) { launch { repeat(10_000) { permits.withPermit { yieldNow() } } } } }
    }

    @JvmStatic
    public fun barrier(): Unit = run {
        val meeting = Barrier(10)
        taskGroup { repeat(10) { launch { repeat(10_000) { meeting.await() } } } }
    }

    @JvmStatic
    public fun generator(): Unit = run {
        for (item in asyncGenerator<Int> { repeat(MILLION) { yield(it) } }) ran += item
    }

    @JvmStatic
    public fun generatorPush(): Unit = run {
        asyncGenerator<Int> { repeat(MILLION) { yield(it) } }.collect { ran += it }
    }

    @JvmStatic
    public fun currentTask(): Int {
        var seen = 0
        run { repeat(MILLION) { if (Asyncio.currentTask() != null) seen++ } }
        return seen
    }

    @JvmStatic
    public fun cancel(debug: Boolean): Unit = Runner().use {
        it.loop().setDebug(debug)
        it.runSuspending {
            val loop = Asyncio.runningLoop()
            repeat(100_000) {
                val task = loop.createTask { sleep(1.hours) }
                yieldNow()
                task.cancel()
                try {
                    task.await()
                } catch (_: CancelledError) {
                    ran++
                }
            }
        }
    }

    @JvmStatic
    public fun suspendedAtGate(tasks: Int, suspended: Runnable): Unit = run {
        val gate = Asyncio.runningLoop().createFuture<String>()
        taskGroup {
            repeat(tasks) { launch { gate.await() } }
            yieldNow()
            suspended.run()
            gate.setResult("open")
        }
    }

    @JvmStatic
    public fun suspendedAsleep(tasks: Int, suspended: Runnable): Unit = run {
        taskGroup {
            repeat(tasks) { launch { sleep(1.hours) } }
            yieldNow()
            suspended.run()
            cancel()
        }
    }
}
