package dev.braid.conformance.kotlin.streams

import dev.braid.Asyncio
import dev.braid.IncompleteReadException
import dev.braid.conformance.harness.Bang
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.runSuspending
import dev.braid.io.StreamReader
import dev.braid.io.StreamReaderProtocol
import dev.braid.kotlin.await
import dev.braid.kotlin.hasNext
import dev.braid.kotlin.next
import dev.braid.kotlin.read
import dev.braid.kotlin.readexactly
import dev.braid.kotlin.readline
import dev.braid.kotlin.readuntil
import dev.braid.kotlin.sleep
import dev.braid.kotlin.wait
import kotlin.time.Duration.Companion.seconds

/** What a reader is between those who feed it and the task that reads. */
class StreamReaderTest : KotlinCases() {
    @KotlinCase("STREAMS-26")
    suspend fun iteratingGivesLinesToTheEnd(t: Trace) {
        val reader = readerOf("apple\npe")
        feedAfter(1, reader, "ar\n\n")
        feedAfter(2, reader, "plum")
        after(3) { reader.feedEof() }
        for (line in reader) {
            t.log("line", text(line))
        }
        t.log("end", reader.atEof())
        for (line in reader) {
            t.log("never", text(line))
        }
        val other = readerOf("fig\ndate\nlime\n")
        for (line in other) {
            t.log("only the first", text(line))
            break
        }
        t.log("left", text(other.readline()))
        other.setException(Boom("lost"))
        try {
            for (line in other) {
                t.log("never", text(line))
            }
        } catch (e: Boom) {
            t.log("failed", e)
        }
    }

    @KotlinCase("STREAMS-27")
    suspend fun theEndIsReachedWhenAllHasBeenRead(t: Trace) {
        val reader = StreamReader()
        t.log("new", reader.atEof())
        reader.feedData(bytes("apple"))
        t.log("bytes", reader.atEof())
        reader.feedEof()
        t.log("bytes and the end", reader.atEof())
        reader.read(2)
        t.log("some read", reader.atEof())
        reader.read(3)
        t.log("all read", reader.atEof())
    }

    @KotlinCase("STREAMS-28")
    suspend fun theEndWakesWhoWaits(t: Trace) {
        for (name in listOf("read", "readline", "readexactly", "readuntil")) {
            val reader = readerOf(if (name == "readuntil") "ab" else "")
            val reads = mapOf<String, suspend () -> ByteArray>(
                "read" to { reader.read(5) },
                "readline" to { reader.readline() },
                "readexactly" to { reader.readexactly(5) },
                "readuntil" to { reader.readuntil(bytes("!")) },
            )
            val task = createTask { reads(t, name, reads.getValue(name)) }
            sleep(1.seconds)
            t.log("waits", !task.done())
            reader.feedEof()
            task.await()
        }
    }

    private suspend fun reads(t: Trace, name: String, read: suspend () -> ByteArray) {
        try {
            t.log(name, read().size)
        } catch (e: IncompleteReadException) {
            t.log(name, e, e.partial().size, e.expectedOrNull())
        }
    }

    @KotlinCase("STREAMS-29")
    suspend fun feedingNothingDoesNothing(t: Trace) {
        val reader = StreamReader()
        val task = createTask { reader.read(5) }
        sleep(1.seconds)
        reader.feedData(bytes(""))
        sleep(1.seconds)
        t.log("still waits", !task.done(), reader.atEof())
        reader.feedData(bytes("apple"))
        t.log("read", text(task.await()))
    }

    @KotlinCase("STREAMS-30")
    suspend fun theLimitIsAtLeastOneAnd64KibIfNotGiven(t: Trace) {
        for (limit in listOf(0, -1)) {
            try {
                StreamReader(limit)
            } catch (e: IllegalArgumentException) {
                t.log("refused", limit, e)
            }
        }
        val one = StreamReader(1)
        one.feedData(bytes("a\nbc\n"))
        t.log("one", text(one.readline()))
        try {
            one.readline()
        } catch (e: IllegalArgumentException) {
            t.log("too long for it", e)
        }
        val usual = StreamReader()
        usual.feedData(bytes("x".repeat(1 shl 16) + "\n"))
        t.log("64 KiB", usual.readline().size)
        usual.feedData(bytes("x".repeat(1 shl 16) + "y\n"))
        try {
            usual.readline()
        } catch (e: IllegalArgumentException) {
            t.log("too long for it", e)
        }
    }

    @KotlinCase("STREAMS-31")
    suspend fun onlyOneTaskMayWait(t: Trace) {
        val reader = readerOf("ab")
        val task = createTask { reader.readexactly(5) }
        sleep(1.seconds)
        refused(t) { reader.readexactly(4) }
        refused(t) { reader.readline() }
        refused(t) { reader.readuntil(bytes("!")) }
        t.log("needs not wait", text(reader.readexactly(1)))
        refused(t) { reader.read() }
        reader.feedData(bytes("cdefg"))
        t.log("the first one", text(task.await()))
        createTask { refused(t) { reader.read(0) } }.await()
    }

    private suspend fun refused(t: Trace, read: suspend () -> ByteArray) {
        try {
            read()
        } catch (e: IllegalStateException) {
            t.log("refused", e)
        }
    }

    /** A transport that cannot be paused. */
    private class Unstoppable(private val t: Trace) : Source(t) {
        override fun pauseReading() {
            t.log("asked to pause")
            throw UnsupportedOperationException()
        }
    }

    @KotlinCase("STREAMS-32")
    suspend fun aTransportIsPausedWhileTooMuchIsKept(t: Trace) {
        val reader = StreamReader(4)
        reader.setTransport(Source(t))
        t.log("twice the limit")
        reader.feedData(bytes("12345678"))
        t.log("more")
        reader.feedData(bytes("9"))
        reader.feedData(bytes("0"))
        t.log("read", text(reader.read(5)))
        t.log("read", text(reader.read(1)))
        t.log("more")
        reader.feedData(bytes("abcde"))
        t.log("read until", text(reader.readuntil(bytes("0"))))
        reader.feedData(bytes("fghi"))
        feedAfter(1, reader, "j!k")
        t.log("read exactly", text(reader.readexactly(10)))
        reader.feedData(bytes("lmnopqrst\n"))
        try {
            reader.readline()
        } catch (e: IllegalArgumentException) {
            t.log("dropped", e)
        }

        val all = StreamReader(2)
        all.setTransport(Source(t))
        all.feedData(bytes("12345"))
        feedAfter(1, all, "67890")
        after(2) { all.feedEof() }
        t.log("read all", text(all.read()))

        val unstoppable = StreamReader(2)
        unstoppable.setTransport(Unstoppable(t))
        unstoppable.feedData(bytes("12345"))
        unstoppable.feedData(bytes("67890"))
        t.log("read", text(unstoppable.read(10)))
    }

    @KotlinCase("STREAMS-33")
    suspend fun readsFailOnceTheConnectionHas(t: Trace) {
        val boom = Boom("lost")
        val reader = StreamReader()
        t.log("none yet", reader.exception())
        val task = createTask { fails(t, "the one that waits", boom) { reader.read(5) } }
        sleep(1.seconds)
        reader.setException(boom)
        t.log("set", reader.exception(), task.done())
        task.await()
        reader.feedData(bytes("apple\n"))
        fails(t, "read", boom) { reader.read(5) }
        fails(t, "read nothing", boom) { reader.read(0) }
        fails(t, "read all", boom) { reader.read() }
        fails(t, "readline", boom) { reader.readline() }
        fails(t, "readexactly", boom) { reader.readexactly(2) }
        fails(t, "readexactly nothing", boom) { reader.readexactly(0) }
        fails(t, "readuntil", boom) { reader.readuntil(bytes("!")) }
        reader.feedEof()
        fails(t, "at the end", boom) { reader.read(5) }
        try {
            reader.readexactly(-1)
        } catch (e: IllegalArgumentException) {
            t.log("a wrong argument comes first", e)
        }
        reader.setException(Bang("again"))
        t.log("another one", reader.exception())
    }

    private suspend fun fails(t: Trace, what: String, boom: Boom, read: suspend () -> ByteArray) {
        try {
            read()
        } catch (e: Boom) {
            t.log(what, e, e === boom)
        }
    }

    @KotlinCase("STREAMS-34")
    suspend fun aCancelledReadLosesNothing(t: Trace) {
        val reader = readerOf("app")
        val reads = listOf<suspend () -> ByteArray>(
            { reader.readexactly(8) },
            { reader.readline() },
            { reader.readuntil(bytes("!")) },
        )
        for (read in reads) {
            val task = createTask(body = read)
            sleep(1.seconds)
            task.cancel()
            wait(listOf(task))
            t.log("cancelled", task.cancelled())
        }
        reader.feedData(bytes("le"))
        t.log("all", text(reader.readexactly(5)))

        val after = createTask { reader.read(5) }
        sleep(1.seconds)
        reader.feedData(bytes("pear"))
        after.cancel()
        wait(listOf(after))
        t.log("cancelled when it was there", after.cancelled())
        t.log("all", text(reader.read(10)))

        val before = createTask { reader.read(5) }
        sleep(1.seconds)
        before.cancel()
        reader.feedData(bytes("plum"))
        reader.feedEof()
        wait(listOf(before))
        t.log("cancelled before it was there", before.cancelled())
        t.log("all", text(reader.read(10)))

        val failing = StreamReader()
        val late = createTask { failing.read(5) }
        sleep(1.seconds)
        late.cancel()
        failing.setException(Boom("late"))
        wait(listOf(late))
        t.log("cancelled", late.cancelled())
    }

    @KotlinCase("STREAMS-50", plain = true)
    fun readersAndProtocolsFindTheirLoop(t: Trace) {
        make(t, "no loop")
        t.run { t.log("read", text(make(t, "running")!!.readline())) }
        val loop = t.newLoop()
        Asyncio.setEventLoop(loop)
        val registered = make(t, "registered")!!
        t.log("read", text(loop.runSuspending { registered.readline() }))
        Asyncio.setEventLoop(null)
        make(t, "none any more")
        val given = StreamReader(100, loop)
        StreamReaderProtocol(given, null, loop)
        given.feedData(bytes("pear\n"))
        t.log("given", text(loop.runSuspending { given.readline() }))
        loop.close()
    }

    private fun make(t: Trace, what: String): StreamReader? {
        try {
            val reader = StreamReader()
            StreamReaderProtocol(reader)
            reader.feedData(bytes("apple\n"))
            t.log(what, "made")
            return reader
        } catch (e: IllegalStateException) {
            t.log(what, e)
            return null
        }
    }

    private val words =
        listOf("5 bytes", "eof", "limit=", "waiter=", "exception=", "lost", "transport=", "paused")

    @KotlinCase("STREAMS-51")
    suspend fun itsTextShowsWhatIsThere(t: Trace) {
        val reader = StreamReader()
        show(t, "new", reader)
        val task = createTask { reader.readexactly(6) }
        sleep(1.seconds)
        show(t, "a task waits", reader)
        reader.feedData(bytes("apple"))
        show(t, "bytes", reader)
        reader.feedEof()
        show(t, "the end", reader)
        wait(listOf(task))
        t.log("failed", task.exception())
        reader.setException(Boom("lost"))
        show(t, "an error", reader)
        val limited = StreamReader(2)
        show(t, "a limit", limited)
        limited.setTransport(Source(t))
        show(t, "a transport", limited)
        limited.feedData(bytes("fives"))
        show(t, "paused", limited)
        show(t, "the limit there is by default", StreamReader(1 shl 16))
    }

    private fun show(t: Trace, what: String, reader: StreamReader) {
        val text = reader.toString()
        t.log(what, words.filter { it in text })
    }
}
