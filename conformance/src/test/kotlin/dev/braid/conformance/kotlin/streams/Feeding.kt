package dev.braid.conformance.kotlin.streams

import dev.braid.Asyncio
import dev.braid.IncompleteReadException
import dev.braid.LimitOverrunException
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.StreamReader
import java.time.Duration

/** Text as bytes, one each. */
internal fun bytes(text: String): ByteArray = text.toByteArray(Charsets.ISO_8859_1)

internal fun text(bytes: ByteArray): String = String(bytes, Charsets.ISO_8859_1)

/** Has the running loop call that in so many seconds. */
internal fun after(seconds: Long, callback: () -> Unit) {
    Asyncio.runningLoop().callLater(Duration.ofSeconds(seconds), callback)
}

/** Feeds that in so many seconds. */
internal fun feedAfter(seconds: Long, reader: StreamReader, bytes: String): Unit = after(seconds) { reader.feedData(bytes(bytes)) }

/** A reader that has these bytes already. */
internal fun readerOf(vararg chunks: String): StreamReader = readerOf(1 shl 16, *chunks)

/** [readerOf] with a limit. */
internal fun readerOf(limit: Int, vararg chunks: String): StreamReader {
    val reader = StreamReader(limit)
    for (chunk in chunks) reader.feedData(bytes(chunk))
    return reader
}

/** That reader, which has reached its end. */
internal fun ended(reader: StreamReader): StreamReader {
    reader.feedEof()
    return reader
}

/** How many bytes a read that ended early was to have. */
internal fun IncompleteReadException.expectedOrNull(): Int? = expected().takeIf { it.isPresent }?.asInt

/** Logs what is read, or how that fails. */
internal suspend fun attempt(t: Trace, what: String, read: suspend () -> ByteArray) {
    try {
        t.log(what, text(read()))
    } catch (e: IncompleteReadException) {
        t.log(what, e, text(e.partial()), e.expectedOrNull())
    } catch (e: LimitOverrunException) {
        t.log(what, e, e.consumed())
    } catch (e: IllegalArgumentException) {
        t.log(what, e)
    } catch (e: IllegalStateException) {
        t.log(what, e)
    }
}
