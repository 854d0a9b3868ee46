package dev.braid.kotlin

import dev.braid.internal.EventLoopImpl
import dev.braid.spi.Engine

/**
 * The loop for Java bodies whose Kotlin caller belongs to none. There is one in a process, made when it is first
 * needed; its thread is a daemon and so keeps no JVM alive.
 *
 * Nobody can close it, since it is always running, and a `stop` has it begin again.
 */
internal object BackgroundLoop {
    val loop: EventLoopImpl by lazy { start() }

    private fun start(): EventLoopImpl {
        val loop = Engine.newLoop(RunBlockingHost()) as EventLoopImpl
        Thread({ run(loop) }, "braid-background").apply { isDaemon = true }.start()
        return loop
    }

    private fun run(loop: EventLoopImpl) {
        val thread = Thread.currentThread()
        while (true) {
            try {
                loop.runForever()
            } catch (left: Throwable) {
                // An error that leaves loops, such as KeyboardInterrupt: its task has it too, the others go on.
                thread.uncaughtExceptionHandler.uncaughtException(thread, left)
            }
        }
    }
}
