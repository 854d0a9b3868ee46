package dev.braid.conformance.bridge

import dev.braid.LoopFactory
import dev.braid.Runner
import dev.braid.kotlin.runSuspending
import dev.braid.testing.VirtualTime
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** Runs a Kotlin body as a main task called "main", in virtual time. */
fun <T> inVirtualTime(loops: LoopFactory = VirtualTime.loops(), body: suspend () -> T): T = onLoop(loops) {
    runSuspending {
        dev.braid.Asyncio.currentTask()!!.setName("main")
        body()
    }
}

/** Runs code with a runner, on a thread of its own and under a watchdog: a hang is a failure. */
fun <T> onLoop(loops: LoopFactory = VirtualTime.loops(), use: Runner.() -> T): T {
    val thread = Executors.newSingleThreadExecutor { Thread(it, "bridge test").apply { isDaemon = true } }
    try {
        return thread.submit<T> { Runner.builder().loopFactory(loops).build().use(use) }.get(20, TimeUnit.SECONDS)
    } catch (failed: java.util.concurrent.ExecutionException) {
        throw failed.cause!!
    } finally {
        thread.shutdownNow()
    }
}
