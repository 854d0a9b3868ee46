package dev.braid.kotlin

import dev.braid.spi.LoopHost
import dev.braid.spi.Pump
import kotlinx.coroutines.runBlocking

/** A loop on the thread that runs it, in real time: the pump is a coroutine of [runBlocking]'s own dispatcher. */
internal class RunBlockingHost : LoopHost {
    private val wakeup = Wakeup()

    // Set while the loop runs; read by whoever wakes it.
    @Volatile
    private var pump: Pump? = null

    override fun timeNanos(): Long = System.nanoTime()

    override fun run(pump: Pump): Unit = runBlocking {
        this@RunBlockingHost.pump = pump
        try {
            while (true) {
                val wait = pump.iterate()
                if (wait == Pump.STOPPED) return@runBlocking
                if (wait > 0) {
                    if (pump.hasIo()) pump.awaitIo(wait) else wakeup.await(wait)
                }
            }
        } finally {
            // Whoever keeps the host is not to keep the loop.
            this@RunBlockingHost.pump = null
        }
    }

    override fun wake() {
        wakeup.wake()
        pump?.wakeIo()
    }

    override fun waitsForIo(): Boolean = true

    override fun exclusive(): Boolean = true

    override fun onCallerThread(): Boolean = true
}
