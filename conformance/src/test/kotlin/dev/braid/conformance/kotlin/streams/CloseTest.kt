package dev.braid.conformance.kotlin.streams

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.drain
import dev.braid.kotlin.read
import dev.braid.kotlin.readline
import dev.braid.kotlin.sleep
import dev.braid.kotlin.waitClosed
import java.io.IOException
import kotlin.time.Duration.Companion.seconds

/** The end of a connection, as its streams see it. */
class CloseTest : KotlinCases() {
    private suspend fun tries(t: Trace, what: String, call: suspend () -> Unit) {
        try {
            call()
            t.log(what, "done")
        } catch (e: IOException) {
            t.log(what, e)
        }
    }

    @KotlinCase("STREAMS-38")
    suspend fun drainFailsWhenTheConnectionIsLost(t: Trace) {
        val first = connect()
        reset(first.other)
        tries(t, "the peer has reset it") { first.reader.read() }
        tries(t, "recorded") { first.writer.drain() }
        tries(t, "again") { first.writer.drain() }

        val closed = connect()
        part(closed.writer, closed.other)
        tries(t, "closed") { closed.writer.drain() }

        val aborted = connect()
        aborted.writer.write(ByteArray(MORE_THAN_BUFFERS))
        val drain = createTask("drain") { tries(t, "aborted while one drains") { aborted.writer.drain() } }
        sleep(1.seconds)
        aborted.writer.transport().abort()
        drain.await()
        tries(t, "aborted") { aborted.writer.drain() }
        part(aborted.other)

        val last = connect()
        last.writer.write(ByteArray(MORE_THAN_BUFFERS))
        val again = createTask("drain") { tries(t, "reset while one drains") { last.writer.drain() } }
        sleep(1.seconds)
        reset(last.other)
        again.await()
        tries(t, "reset") { last.writer.drain() }
    }

    @KotlinCase("STREAMS-39")
    suspend fun closingFlushesFirst(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        writer.write(ByteArray(MORE_THAN_BUFFERS))
        writer.write(bytes("end"))
        writer.close()
        t.log("kept", writer.transport().writeBufferSize() > 0)
        val data = ends.served.read()
        t.log("served", data.size, text(data).takeLast(3))
        writer.waitClosed()
        part(ends.other)
    }

    @KotlinCase("STREAMS-40")
    suspend fun waitClosedWaitsUntilItIsClosed(t: Trace) {
        val full = connect()
        full.writer.write(ByteArray(MORE_THAN_BUFFERS))
        full.writer.close()
        val sent = createTask { full.writer.waitClosed() }
        sleep(1.seconds)
        t.log("all sent", sent.done())
        t.log("served", full.served.read().size)
        sent.await()
        t.log("closed")
        full.writer.waitClosed()
        t.log("again")
        part(full.other)

        val unread = connect()
        unread.other.write(bytes("apple\npear\n"))
        t.log("client", text(unread.reader.readline()))
        part(unread.writer)
        t.log("closed with unread data", text(unread.reader.read()))
        part(unread.other)

        val open = connect()
        val closed = createTask { open.writer.waitClosed() }
        sleep(1.seconds)
        t.log("not closing", closed.done())
        open.writer.close()
        closed.await()
        part(open.other)
    }

    @KotlinCase("STREAMS-41")
    suspend fun waitClosedFailsWithWhatTheConnectionWasLostBy(t: Trace) {
        val ends = connect()
        val closed = createTask { tries(t, "waited") { ends.writer.waitClosed() } }
        sleep(1.seconds)
        reset(ends.other)
        closed.await()
        tries(t, "after that") { ends.writer.waitClosed() }
        tries(t, "the peer") { ends.other.waitClosed() }
    }

    @KotlinCase("STREAMS-42")
    suspend fun itIsClosingFromTheCallOn(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        t.log("open", writer.isClosing())
        writer.close()
        t.log("closing", writer.isClosing())
        writer.close()
        writer.waitClosed()
        t.log("closed", writer.isClosing())
        t.log("the peer", ends.served.read().size, ends.other.isClosing())
        ends.other.transport().abort()
        t.log("aborted", ends.other.isClosing())
        ends.other.waitClosed()
    }

    @KotlinCase("STREAMS-43")
    suspend fun drainAndWaitClosedMayFollowEachOther(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        writer.write(bytes("apple\n"))
        tries(t, "drain") { writer.drain() }
        t.log("served", text(ends.served.readline()))
        writer.close()
        tries(t, "closed") { writer.waitClosed() }
        repeat(2) {
            writer.write(bytes("dropped"))
            tries(t, "drain") { writer.drain() }
        }
        tries(t, "closed still") { writer.waitClosed() }
        part(ends.other)

        val closing = connect()
        closing.writer.close()
        closing.writer.write(bytes("dropped"))
        tries(t, "drain while it closes") { closing.writer.drain() }
        part(closing.writer, closing.other)

        val last = connect()
        reset(last.other)
        tries(t, "the peer has reset it") { last.reader.read() }
        last.writer.write(bytes("dropped"))
        tries(t, "drain") { last.writer.drain() }
    }

    @KotlinCase("STREAMS-44")
    suspend fun closingEndsWhatItsOwnReaderReads(t: Trace) {
        val ends = connect()
        val read = createTask { ends.reader.read() }
        sleep(1.seconds)
        ends.writer.close()
        t.log("read", read.await().size, ends.reader.atEof())
        part(ends.writer, ends.other)
        t.log("later", ends.reader.read().size, ends.reader.readline().size)
    }
}
