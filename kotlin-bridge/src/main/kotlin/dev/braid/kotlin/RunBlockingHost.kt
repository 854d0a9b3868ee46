package dev.braid.kotlin

import dev.braid.spi.LoopHost
import dev.braid.spi.Pump
import kotlinx.coroutines.runBlocking

/** A loop on the thread that runs it, in real time: the pump is a coroutine of [runBlocking]'s own dispatcher. */
internal class RunBlockingHost : LoopHost {
    private val wakeup = Wakeup()

    override fun timeNanos(): Long = System.nanoTime()

    override fun run(pump: Pump): Unit = runBlocking {
        while (true) {
            val wait = pump.iterate()
            if (wait == Pump.STOPPED) return@runBlocking
            if (wait > 0) wakeup.await(wait)
        }
    }

    override fun wake(): Unit = wakeup.wake()

    override fun exclusive(): Boolean = true

    override fun onCallerThread(): Boolean = true
}
