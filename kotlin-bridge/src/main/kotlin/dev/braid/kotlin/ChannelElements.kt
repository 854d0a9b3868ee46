package dev.braid.kotlin

import dev.braid.AsyncIterator
import dev.braid.StopAsyncIterationException
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlinx.coroutines.channels.ChannelIterator

/**
 * A channel's iterator for Java's `for` loop. Holds one of Kotlin's, which keeps an element that has come for a step
 * that was cancelled.
 */
internal class ChannelElements<T>(private val elements: ChannelIterator<T>) : AsyncIterator<T> {
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
        val look = suspend { elements.hasNext() }
        if (!found) found = Suspend.await(SuspendCall { look.startCoroutineUninterceptedOrReturn(it) })
    }
}
