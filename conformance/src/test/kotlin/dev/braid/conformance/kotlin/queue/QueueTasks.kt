package dev.braid.conformance.kotlin.queue

import dev.braid.CancelledError
import dev.braid.QueueEmptyException
import dev.braid.QueueFullException
import dev.braid.QueueShutDownException
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.get
import dev.braid.kotlin.join
import dev.braid.kotlin.put
import dev.braid.sync.Queue

internal fun <T> gets(t: Trace, queue: Queue<T>): suspend () -> Unit = {
    t.log("asks")
    try {
        t.log("got", queue.get())
    } catch (e: QueueShutDownException) {
        t.log("shut down", e)
    } catch (e: CancelledError) {
        t.log("cancelled", e)
        throw e
    }
}

internal fun <T> puts(t: Trace, queue: Queue<T>, item: T): suspend () -> Unit = {
    try {
        queue.put(item)
        t.log("stored", item)
    } catch (e: QueueShutDownException) {
        t.log("shut down", e)
    } catch (e: CancelledError) {
        t.log("cancelled", e)
        throw e
    }
}

internal fun joins(t: Trace, queue: Queue<*>): suspend () -> Unit = {
    try {
        queue.join()
        t.log("joined")
    } catch (e: CancelledError) {
        t.log("cancelled", e)
        throw e
    }
}

/** What is left in it. */
internal fun <T> items(queue: Queue<T>): List<T> {
    val left = ArrayList<T>()
    while (!queue.empty()) left += queue.getNowait()
    return left
}

internal fun <T, Q : Queue<T>> Q.filledWith(vararg values: T): Q {
    values.forEach(::putNowait)
    return this
}

internal fun refused(t: Trace, what: String, operation: () -> Unit) {
    try {
        operation()
        t.log(what, "done")
    } catch (e: QueueEmptyException) {
        t.log(what, e)
    } catch (e: QueueFullException) {
        t.log(what, e)
    } catch (e: QueueShutDownException) {
        t.log(what, e)
    } catch (e: IllegalArgumentException) {
        t.log(what, e)
    }
}
