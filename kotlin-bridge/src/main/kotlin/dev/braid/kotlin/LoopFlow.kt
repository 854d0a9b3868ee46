package dev.braid.kotlin

import dev.braid.AsyncGenerator
import dev.braid.AsyncIterable
import dev.braid.AsyncIterator
import dev.braid.CancelledError
import dev.braid.EventLoop
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.GeneratorIterator
import dev.braid.internal.JavaCall
import dev.braid.internal.SuspendingMembers
import java.util.concurrent.CancellationException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext

/**
 * A flow whose elements are made on a loop: in the collector's task if the collector is its main line, else by a task
 * for each step.
 *
 * @param wanted the loop; null for the collector's
 * @param background the background loop serves collectors that belong to none
 * @param source what a collection iterates
 */
internal class LoopFlow<T>(
    private val wanted: EventLoop?,
    private val background: Boolean = false,
    private val source: () -> AsyncIterable<T>,
) {
    fun flow(): Flow<T> = flow {
        val iterable = source()
        val elements = iterable.iterator()
        val failure = runCatching {
            while (true) {
                val element = elements.nextOrEnd()
                if (element === SuspendingMembers.END) break
                @Suppress("UNCHECKED_CAST")
                emit(element as T)
            }
        }.exceptionOrNull()
        if (failure != null) {
            (iterable as? AsyncGenerator<*, *>)?.closeAfter(failure)
            throw failure
        }
    }

    private suspend fun AsyncIterator<*>.nextOrEnd(): Any? {
        val caller = mainLine()?.takeIf { isItsLoop(it.loop) } ?: return asTask { nextOrEnd() }
        if (this is GeneratorIterator<*>) {
            generator.readyForNext()
            return generator.advance(caller)
        }
        return stepHere(caller, JavaCall(caller.loop, SuspendingMembers.nextOrEnd(this)))
    }

    private fun isItsLoop(loop: EventLoop): Boolean = wanted == null || wanted === loop

    /** Closes a generator whose elements are not wanted any more. Throws only what the failure must not hide. */
    private suspend fun AsyncGenerator<*, *>.closeAfter(failure: Throwable) {
        val loop = loopFor(coroutineContext)
        // A loop that closes ends its generators itself.
        if (loop == null || loop.isClosed) return
        try {
            if (mainLine()?.loop === loop) aclose() else withContext(NonCancellable) { asTask { aclose() } }
        } catch (error: Throwable) {
            if (error === failure) return
            if (failure is CancellationException || failure is CancelledError) {
                error.addSuppressed(failure)
                throw error
            }
            failure.addSuppressed(error)
        }
    }

    private suspend fun <R> asTask(step: suspend () -> R): R = suspendCoroutineUninterceptedOrReturn { caller ->
        val loop = checkNotNull(loopFor(caller.context)) { noLoop("collect", "name the loop, asFlow(loop)") }
        WaitElsewhere(loop, caller, null, KotlinBody(loop, step)).begin()
    }

    private fun loopFor(context: CoroutineContext): EventLoopImpl? =
        wanted as EventLoopImpl? ?: context.loop() ?: if (background) BackgroundLoop.loop else null
}
