package dev.braid.kotlin

import dev.braid.AsyncIterator
import dev.braid.StopAsyncIterationException
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlinx.coroutines.channels.ReceiveChannel

/**
 * A channel's iterator for Java's `for` loop. Asks by one of Kotlin's, and by a new one after a step that was
 * cancelled: the old one may hold an element that the channel has given to somebody else.
 */
internal class ChannelElements<T>(private val channel: ReceiveChannel<T>) : AsyncIterator<T> {
    private var elements = channel.iterator()

    // Whether hasNext has found an element that next has not given.
    private var found = false

    @Deprecated("Suspends the calling strand", level = DeprecationLevel.HIDDEN)
    override fun hasNext(): Boolean {
        find()
        return found
    }

    @Deprecated("Suspends the calling strand", level = DeprecationLevel.HIDDEN)
    override fun next(): T {
        find()
        if (!found) throw StopAsyncIterationException("cannot give another element of a channel: it is closed")
        found = false
        return elements.next()
    }

    override fun remove(): Unit =
        throw UnsupportedOperationException("cannot remove an element of a channel: receiving has removed it")

    private fun find() {
        if (found) return
        val look = suspend { elements.hasNext() }
        try {
            found = Suspend.await(SuspendCall { look.startCoroutineUninterceptedOrReturn(it) })
        } catch (error: Throwable) {
            elements = channel.iterator()
            throw error
        }
    }
}
