package dev.braid.kotlin

import dev.braid.internal.io.ReadExactly
import dev.braid.internal.io.ReadLine
import dev.braid.internal.io.ReadSome
import dev.braid.internal.io.ReadUntil
import dev.braid.internal.io.StreamAccess
import dev.braid.internal.io.StreamOperation
import dev.braid.io.StreamReader
import dev.braid.io.StreamWriter

/**
 * Reads what is there, once there is something. Suspends while there is nothing, and can be cancelled there: no byte is
 * lost then.
 *
 * In a coroutine that is not the main line of a task body, a task reads for the caller; a cancellation that comes when the
 * bytes have been taken leaves them to the caller.
 *
 * Source: Python 3.15, `asyncio.StreamReader.read`; cases STREAMS-10 to STREAMS-14, STREAMS-31 to STREAMS-34.
 *
 * @param most how many bytes at most; 0 gives none at once; any negative number reads all to the end of the stream, and a
 *   cancellation meanwhile loses what has been taken
 * @return at least one byte; none at the end of the stream
 * @throws java.io.IOException if the connection is lost, by the error it was lost by
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait, and another task waits for this stream, or the caller does not belong to
 *   its loop
 */
public suspend fun StreamReader.read(most: Int = -1): ByteArray =
    perform("read", ReadSome.of(StreamAccess.input(this), most))

/**
 * Reads a line, with its line feed. Suspends until it is there, and can be cancelled there: no byte is lost then.
 *
 * Source: Python 3.15, `asyncio.StreamReader.readline`; cases STREAMS-15 to STREAMS-17.
 *
 * @return the line; at the end of the stream what is left without a line feed, or none
 * @throws IllegalArgumentException if the line is longer than the limit, its line feed not counted: it is dropped; if its
 *   end has not arrived yet, all that has is dropped
 * @throws java.io.IOException as [read]
 * @throws dev.braid.CancelledError as [read]
 * @throws IllegalStateException as [read]
 */
public suspend fun StreamReader.readline(): ByteArray = perform("read a line", ReadLine(StreamAccess.input(this)))

/**
 * Reads that many bytes, however many. Suspends until they are there, and can be cancelled there: no byte is lost then.
 *
 * Source: Python 3.15, `asyncio.StreamReader.readexactly`; cases STREAMS-18 to STREAMS-20.
 *
 * @param count how many; 0 gives none at once
 * @throws dev.braid.IncompleteReadException if the stream ends before: it has what is left, which is taken out
 * @throws IllegalArgumentException if the count is negative
 * @throws java.io.IOException as [read]
 * @throws dev.braid.CancelledError as [read]
 * @throws IllegalStateException as [read]
 */
public suspend fun StreamReader.readexactly(count: Int): ByteArray =
    perform("read exactly", ReadExactly(StreamAccess.input(this), count))

/**
 * Reads up to a separator, which is the end of what is returned. Suspends until it is there, and can be cancelled there: no
 * byte is lost then.
 *
 * Source: Python 3.15, `asyncio.StreamReader.readuntil`; cases STREAMS-21 to STREAMS-24.
 *
 * @param separator at least one byte
 * @throws dev.braid.IncompleteReadException if the stream ends before: it has what is left, which is taken out
 * @throws dev.braid.LimitOverrunException if more than the limit comes before the separator; nothing is taken out
 * @throws IllegalArgumentException if the separator is empty
 * @throws java.io.IOException as [read]
 * @throws dev.braid.CancelledError as [read]
 * @throws IllegalStateException as [read]
 */
public suspend fun StreamReader.readuntil(separator: ByteArray): ByteArray = readuntil(listOf(separator))

/**
 * Reads up to whichever of several separators ends first. Suspends and throws as the other [readuntil].
 *
 * Source: Python 3.15, `asyncio.StreamReader.readuntil`; case STREAMS-25.
 *
 * @param separators at least one, each of at least one byte; of those that end at the same place the shortest counts
 * @throws IllegalArgumentException if there is no separator, or an empty one
 */
public suspend fun StreamReader.readuntil(separators: Collection<ByteArray>): ByteArray =
    perform("read until a separator", ReadUntil.any(StreamAccess.input(this), separators))

private suspend fun <T> StreamReader.perform(action: String, operation: StreamOperation<T>): T {
    val caller = mainLine() ?: return javaTaskOfItsOwn(action, StreamAccess.input(this).loop(), operation)
    return stepHere(caller, operation)
}

/**
 * Waits until it makes sense to write on. Returns at once while no more bytes are kept than the transport's high-water mark;
 * else it suspends until they are down to the low-water mark, and can be cancelled there. On a connection that is closing it
 * suspends for one iteration of the loop, so that its end is noticed.
 *
 * Source: Python 3.15, `asyncio.StreamWriter.drain`; cases STREAMS-36 to STREAMS-38, STREAMS-43.
 *
 * @throws java.io.IOException if the connection is lost: by the error it was lost by, else as a reset
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits
 * @throws IllegalStateException if it has to wait and the caller does not belong to the writer's loop
 */
public suspend fun StreamWriter.drain() {
    perform("drain", StreamAccess.drain(this))
}

/**
 * Suspends until the connection is closed, and can be cancelled there. Returns at once if it is. It does not close: call
 * [StreamWriter.close] before.
 *
 * Source: Python 3.15, `asyncio.StreamWriter.wait_closed`; cases STREAMS-40, STREAMS-41.
 *
 * @throws java.io.IOException if the connection was lost by an error, by that error
 * @throws dev.braid.CancelledError in a body's main line, if the task is cancelled while it waits; or if another task was
 * @throws IllegalStateException if it has to wait and the caller does not belong to the writer's loop
 */
public suspend fun StreamWriter.waitClosed() {
    perform("wait for the end of a connection", StreamAccess.awaitClosed(this))
}

private suspend fun <T> StreamWriter.perform(action: String, operation: StreamOperation<T>): T {
    val caller = mainLine() ?: return javaTaskOfItsOwn(action, StreamAccess.loop(this), operation)
    return stepHere(caller, operation)
}
