package dev.braid.kotlin

import dev.braid.internal.EventLoopImpl
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CoroutineDispatcher

/**
 * Code that another thread has given to a loop on behalf of a coroutine which a `runBlocking` waits for. If that
 * `runBlocking` blocks this very loop, in one of its iterations, the code would never run and the `runBlocking` never end.
 *
 * Who knows is the thread that is blocked, and it is asked: a thread that is blocked in `runBlocking` runs what is
 * dispatched to it. It is certain if it is inside an iteration of the loop, and no `runBlocking` is on its stack but what
 * that iteration has called. Otherwise nothing happens: the code waits for its turn.
 */
internal class UnlessBlocked private constructor(
    private val loop: EventLoopImpl,
    private val code: Runnable,
    private val refused: (IllegalStateException) -> Unit,
) : Runnable {
    private val taken = AtomicBoolean()

    /** On the loop, in its turn. */
    override fun run() {
        if (taken.compareAndSet(false, true)) code.run()
    }

    private fun ask(blockedThread: CoroutineDispatcher) = blockedThread.dispatch(EmptyCoroutineContext) {
        if (loop.runsHere() && blockedByIteration() && taken.compareAndSet(false, true)) {
            refused(BlockingCalls.refusal(loop))
        }
    }

    private fun blockedByIteration(): Boolean = StackWalker.getInstance().walk { frames ->
        val below = frames.dropWhile { it.className != PUMP || it.methodName != "iterate" }.iterator()
        var blocked = false
        while (below.hasNext()) {
            val frame = below.next()
            when {
                frame.className == BLOCKING -> blocked = true
                // Who has called runBlocking: the host of the loop, as it always does, or a program, around the loop.
                blocked && !frame.className.startsWith("kotlinx.coroutines.") -> {
                    if (!frame.className.startsWith(HOST)) return@walk false
                    blocked = false
                }
            }
        }
        true
    }

    companion object {
        private const val PUMP = "dev.braid.internal.LoopCore"
        private const val BLOCKING = "kotlinx.coroutines.BlockingCoroutine"
        private const val HOST = "dev.braid.kotlin.RunBlockingHost"

        /**
         * Hands code to a loop. The calling thread is not the loop's.
         *
         * @param context of the coroutine that the code is for
         * @param schedule gives the loop what to run
         * @param refused called on the loop's thread, instead of the code
         */
        inline fun schedule(
            loop: EventLoopImpl,
            context: CoroutineContext,
            code: Runnable,
            noinline refused: (IllegalStateException) -> Unit,
            schedule: (Runnable) -> Unit,
        ) {
            val blockedThread = BlockingCalls.waitingThread(context) ?: return schedule(code)
            val guarded = UnlessBlocked(loop, code, refused)
            schedule(guarded)
            guarded.ask(blockedThread)
        }
    }
}
