package dev.braid.kotlin

import dev.braid.QueueShutDownException
import dev.braid.internal.CurrentLoop
import dev.braid.internal.DispatchedBlock
import dev.braid.internal.EventLoopImpl
import dev.braid.internal.LoopBound
import dev.braid.internal.Viewed
import dev.braid.sync.Queue
import java.util.concurrent.CancellationException
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.InternalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ChannelIterator
import kotlinx.coroutines.channels.ChannelResult
import kotlinx.coroutines.channels.ClosedReceiveChannelException
import kotlinx.coroutines.channels.ClosedSendChannelException
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.selects.SelectClause1
import kotlinx.coroutines.selects.SelectClause2

/**
 * A queue as a channel. The queue has all items and all who wait; this has what channels know and queues do not: a
 * cause of the end, and who wants to be told of it.
 *
 * ```
 *        close, the queue's shutdown               cancel
 *  OPEN -----------------------------> CLOSED ---------------> DROPPED (also from OPEN)
 * ```
 *
 * The end is known here at once, on any thread; the queue is shut down by its loop. Everything else is done on the
 * loop.
 */
@OptIn(InternalCoroutinesApi::class, DelicateCoroutinesApi::class, ExperimentalCoroutinesApi::class)
internal class QueueChannel<T>(private val queue: Queue<T>) :
    Channel<T>,
    Viewed.View {

    // The loop to use until the queue is bound to one.
    private val madeOn: EventLoopImpl? = CurrentLoop.find()

    private class End(val cause: Throwable?, val dropped: Boolean)

    // Null while open. Any thread.
    private val end = AtomicReference(if (Viewed.isShutDown(queue)) End(null, false) else null)

    // Who wants to be told of the end, and whether that has been done. Any thread.
    private val onClose = AtomicReference<((Throwable?) -> Unit)?>()
    private val told = AtomicBoolean()

    // --- Sending

    override suspend fun send(element: T) {
        end.get()?.let { throw it.sendError() }
        try {
            onItsLoop("send") { queue.put(element) }
        } catch (_: QueueShutDownException) {
            throw ended().sendError()
        }
    }

    override fun trySend(element: T): ChannelResult<Unit> {
        requireItsLoop("trySend")
        end.get()?.let { return ChannelResult.closed(it.cause) }
        if (queue.full()) return ChannelResult.failure()
        queue.putNowait(element)
        return ChannelResult.success(Unit)
    }

    override val isClosedForSend: Boolean get() = end.get() != null

    override val onSend: SelectClause2<T, SendChannel<T>>
        get() = cannotSelect("send in a coroutine of its own, or select on a Channel whose items another one puts here")

    // --- Receiving

    override suspend fun receive(): T {
        requireNotDropped()
        try {
            return onItsLoop("receive") { queue.get() }
        } catch (_: QueueShutDownException) {
            throw ended().receiveError()
        }
    }

    override suspend fun receiveCatching(): ChannelResult<T> {
        end.get()?.let { if (it.dropped) return ChannelResult.closed(it.cause) }
        return try {
            ChannelResult.success(onItsLoop("receive") { queue.get() })
        } catch (_: QueueShutDownException) {
            ChannelResult.closed(ended().cause)
        }
    }

    override fun tryReceive(): ChannelResult<T> {
        requireItsLoop("tryReceive")
        val end = end.get()
        return when {
            end != null && (end.dropped || queue.empty()) -> ChannelResult.closed(end.cause)
            queue.empty() -> ChannelResult.failure()
            else -> ChannelResult.success(queue.getNowait())
        }
    }

    override val isEmpty: Boolean
        get() {
            requireItsLoop("look into")
            return queue.empty() && end.get() == null
        }

    override val isClosedForReceive: Boolean
        get() {
            requireItsLoop("look into")
            return end.get()?.let { it.dropped || queue.empty() } ?: false
        }

    override fun iterator(): ChannelIterator<T> = Items()

    private inner class Items : ChannelIterator<T> {
        private var item: Any? = NONE

        override suspend fun hasNext(): Boolean {
            if (item !== NONE) return true
            requireNotDropped()
            try {
                item = onItsLoop("receive") { queue.get() }
                return true
            } catch (_: QueueShutDownException) {
                ended().cause?.let { throw it }
                return false
            }
        }

        @Suppress("UNCHECKED_CAST")
        override fun next(): T {
            check(item !== NONE) { "cannot give the next item of $this: none was found; call hasNext() before" }
            return (item as T).also { item = NONE }
        }
    }

    override val onReceive: SelectClause1<T> get() = cannotSelect(SELECT_RECEIVE)

    override val onReceiveCatching: SelectClause1<ChannelResult<T>> get() = cannotSelect(SELECT_RECEIVE)

    // --- The end

    override fun close(cause: Throwable?): Boolean {
        if (!end.compareAndSet(null, End(cause, false))) return false
        tell()
        shutDownQueue(immediate = false)
        return true
    }

    override fun cancel(cause: CancellationException?) {
        val before = end.get()
        if (before?.dropped == true) return
        val dropped = End(before?.cause ?: cause ?: CancellationException("the channel was cancelled"), true)
        if (!end.compareAndSet(before, dropped)) return cancel(cause)
        tell()
        shutDownQueue(immediate = true)
    }

    @Deprecated("Since 1.2.0, binary compatibility with versions <= 1.1.x", level = DeprecationLevel.HIDDEN)
    override fun cancel(cause: Throwable?): Boolean {
        val first = end.get()?.dropped != true
        cancel(cause as? CancellationException ?: CancellationException(cause?.message).also { it.initCause(cause) })
        return first
    }

    override fun invokeOnClose(handler: (cause: Throwable?) -> Unit) {
        check(onClose.compareAndSet(null, handler)) {
            "cannot tell another of the end of $this: somebody else is told already; let one handler tell both"
        }
        if (end.get() != null) tell()
    }

    /** The queue was shut down, here or by somebody else. */
    override fun shutDown() {
        if (end.compareAndSet(null, End(null, false))) tell()
    }

    private fun tell() {
        val handler = onClose.get() ?: return
        if (told.compareAndSet(false, true)) handler(end.get()?.cause)
    }

    private fun shutDownQueue(immediate: Boolean) {
        val shutdown = Runnable { queue.shutdown(immediate) }
        val loop = loop()
        val here = loop == null || loop.isClosed || loop.runsHere()
        if (here) shutdown.run() else DispatchedBlock(null, shutdown, shutdown).schedule(loop)
    }

    private fun ended(): End = checkNotNull(end.get()) { "a queue that is shut down has told so" }

    private fun requireNotDropped() {
        end.get()?.let { if (it.dropped) throw it.receiveError() }
    }

    private fun End.sendError(): Throwable =
        cause ?: ClosedSendChannelException("the channel of a queue is closed, or the queue is shut down")

    private fun End.receiveError(): Throwable =
        cause ?: ClosedReceiveChannelException("the channel of a queue is closed, or the queue is shut down, and empty")

    // --- Where

    private fun loop(): EventLoopImpl? = LoopBound.loopOf(queue) ?: madeOn

    private suspend fun <R> onItsLoop(action: String, step: suspend () -> R): R {
        val home = loop()
        val caller = mainLine()
        if (caller != null && (home == null || caller.loop === home)) return step()
        return suspendCoroutineUninterceptedOrReturn { waiting ->
            val loop = home ?: waiting.context.loop() ?: error(noLoop("$action through $this", "use runAsyncio"))
            WaitElsewhere(loop, waiting, null, KotlinBody(loop, step)).begin()
        }
    }

    private fun requireItsLoop(action: String) {
        val loop = loop() ?: return
        check(loop.runsHere() || loop.isClosed) {
            "cannot $action $this on thread ${Thread.currentThread().name}: the queue belongs to a loop, " +
                "and only what runs there may; use send or receive, or withContext(loop.asCoroutineDispatcher())"
        }
    }

    private fun cannotSelect(instead: String): Nothing = throw UnsupportedOperationException(
        "cannot select on $this: a queue hands out no place that could be given back; $instead",
    )

    // Without its items: any thread may ask.
    override fun toString(): String = "Channel[${queue.javaClass.simpleName}, maxsize=${queue.maxsize()}]"

    private companion object {
        val NONE = Any()

        const val SELECT_RECEIVE = "select on scope.produce { for (item in channel) send(item) }"
    }
}
