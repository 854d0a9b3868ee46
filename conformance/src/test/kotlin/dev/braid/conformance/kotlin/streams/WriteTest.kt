package dev.braid.conformance.kotlin.streams

import dev.braid.Asyncio
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.drain
import dev.braid.kotlin.read
import dev.braid.kotlin.readexactly
import dev.braid.kotlin.readline
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import java.nio.ByteBuffer
import kotlin.time.Duration.Companion.seconds

/** Writing to a connection. */
class WriteTest : KotlinCases() {
    @KotlinCase("STREAMS-35")
    suspend fun writingNeverSuspendsAndKeepsTheOrder(t: Trace) {
        val ends = connect()
        val suspended = suspends(Asyncio.runningLoop())
        val data = ByteBuffer.allocate(MORE_THAN_BUFFERS)
        for (i in 0 until MORE_THAN_BUFFERS / 4) data.putInt(i)
        for (i in 0 until MORE_THAN_BUFFERS step 1_000_000) {
            ends.writer.write(data.array().copyOfRange(i, i + 1_000_000))
        }
        t.log("suspended", suspended(), "kept", ends.writer.transport().writeBufferSize() > 0)
        t.log("in order", ends.served.readexactly(MORE_THAN_BUFFERS).contentEquals(data.array()))
        part(ends.writer, ends.other)
    }

    @KotlinCase("STREAMS-36")
    suspend fun drainWaitsFromTheHighMarkToTheLowOne(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        writer.transport().setWriteBufferLimits(1000, 2000)
        val suspended = suspends(Asyncio.runningLoop())
        writer.drain()
        writer.write(bytes("few"))
        writer.drain()
        t.log("few", suspended())
        writer.write(ByteArray(MORE_THAN_BUFFERS))
        t.log("kept", writer.transport().writeBufferSize() > 2000)
        val drain = createTask { writer.drain() }
        sleep(1.seconds)
        t.log("drained", drain.done())
        ends.served.readexactly(3)
        val reads = createTask { ends.served.readexactly(MORE_THAN_BUFFERS) }
        drain.await()
        t.log("kept", writer.transport().writeBufferSize() <= 1000)
        val again = suspends(Asyncio.runningLoop())
        writer.drain()
        t.log("again", again())
        t.log("read", reads.await().size)
        part(writer, ends.other)
    }

    @KotlinCase("STREAMS-37")
    suspend fun severalTasksMayDrain(t: Trace) {
        val ends = connect()
        ends.writer.write(ByteArray(MORE_THAN_BUFFERS))
        val tasks = listOf("a", "b", "c", "d").map { name ->
            createTask(name) {
                ends.writer.drain()
                t.log(name)
            }
        }
        sleep(1.seconds)
        t.log("done", tasks.map { it.done() })
        tasks[1].cancel()
        wait(listOf(tasks[1]))
        val reads = createTask { ends.served.readexactly(MORE_THAN_BUFFERS) }
        wait(tasks)
        t.log("cancelled", tasks.map { it.cancelled() })
        reads.await()
        part(ends.writer, ends.other)
    }

    @KotlinCase("STREAMS-45")
    suspend fun theWritingDirectionMayBeEndedAlone(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        t.log("can", writer.canWriteEof())
        writer.write(ByteArray(MORE_THAN_BUFFERS))
        writer.writeEof()
        t.log("served", ends.served.read().size, "closing", writer.isClosing())
        ends.other.write(bytes("answer\n"))
        t.log("client", text(ends.reader.readline()))
        try {
            writer.write(bytes("more"))
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
        part(writer, ends.other)
    }

    @KotlinCase("STREAMS-46")
    suspend fun writelinesWritesTheChunksInOrder(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        writer.writelines(listOf(bytes("apple"), bytes(""), bytes("pear"), bytes("plum")))
        t.log("served", text(ends.served.readexactly(13)))
        writer.writelines(Iterable { sequenceOf("fig", "").map(::bytes).iterator() })
        t.log("served", text(ends.served.readexactly(3)))
        writer.writelines(listOf())
        writer.write(bytes("!"))
        t.log("served", text(ends.served.readexactly(1)))
        writer.writelines(listOf(ByteArray(MORE_THAN_BUFFERS), bytes("end"), bytes("")))
        t.log("served", text(ends.served.readexactly(MORE_THAN_BUFFERS + 3)).drop(MORE_THAN_BUFFERS))
        part(writer, ends.other)
    }

    @KotlinCase("STREAMS-47")
    suspend fun extraInfoIsTheTransports(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        t.log("peername", writer.extraInfo("peername") == ends.other.extraInfo("sockname"))
        t.log("the transport's", writer.extraInfo("socket") === writer.transport().extraInfo("socket"))
        t.log("none", writer.extraInfo("apples"))
        t.log("default", writer.extraInfo("apples", 7), writer.extraInfo("peername", 7) == 7)
        part(writer, ends.other)
    }

    @KotlinCase("STREAMS-48")
    suspend fun theTransportIsTheConnection(t: Trace) {
        val ends = connect()
        val writer = ends.writer
        t.log("the same", writer.transport() === writer.transport())
        writer.transport().write(bytes("apple\n"))
        t.log("served", text(ends.served.readline()))
        writer.transport().close()
        t.log("closing", writer.isClosing())
        t.log("served", ends.served.read().size)
        part(writer, ends.other)
    }
}
