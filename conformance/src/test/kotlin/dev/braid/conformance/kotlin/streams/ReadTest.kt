package dev.braid.conformance.kotlin.streams

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.StreamReader
import dev.braid.kotlin.read
import dev.braid.kotlin.readexactly
import dev.braid.kotlin.readline

/** Reading by counts and by lines. */
class ReadTest : KotlinCases() {
    @KotlinCase("STREAMS-10")
    suspend fun readWaitsForAByteAndTakesNoMoreThanItWasAskedFor(t: Trace) {
        val reader = StreamReader()
        feedAfter(1, reader, "apple")
        t.log("first", text(reader.read(3)))
        t.log("second", text(reader.read(30)))
        feedAfter(1, reader, "p")
        feedAfter(1, reader, "ear")
        t.log("both pieces of one iteration", text(reader.read(30)))
        feedAfter(1, reader, "p")
        feedAfter(2, reader, "lum")
        t.log("the first piece", text(reader.read(30)))
        t.log("the second piece", text(reader.read(30)))
    }

    @KotlinCase("STREAMS-11")
    suspend fun readingNoBytesNeedsNone(t: Trace) {
        val reader = StreamReader()
        t.log("nothing there", reader.read(0).size)
        reader.feedData(bytes("apple"))
        t.log("something there", reader.read(0).size)
        reader.feedEof()
        t.log("at the end", reader.read(0).size, reader.atEof())
        t.log("still there", text(reader.read(10)))
    }

    @KotlinCase("STREAMS-12")
    suspend fun readWithoutACountTakesAllToTheEnd(t: Trace) {
        for (count in listOf(null, -1, -7)) {
            val reader = readerOf(4, "apple\n")
            feedAfter(1, reader, "pear")
            feedAfter(2, reader, "plum\n")
            after(3) { reader.feedEof() }
            t.log("all", text(if (count == null) reader.read() else reader.read(count)), reader.atEof())
            t.log("no more", reader.read().size)
        }
    }

    @KotlinCase("STREAMS-13")
    suspend fun readGivesNothingAtTheEnd(t: Trace) {
        val reader = StreamReader()
        after(1) { reader.feedEof() }
        t.log("the end came", reader.read(10).size)
        t.log("again", reader.read(10).size)
        val other = ended(readerOf("apple"))
        t.log("left", text(other.read(10)))
        t.log("the end", other.read(10).size)
    }

    @KotlinCase("STREAMS-14")
    suspend fun whatWasNotAskedForStaysForTheNextRead(t: Trace) {
        val reader = readerOf("line1", "line2")
        t.log("five", text(reader.read(5)))
        t.log("two", text(reader.read(2)))
        reader.feedData(bytes("line3"))
        t.log("the rest", text(reader.read(100)))
    }

    @KotlinCase("STREAMS-15")
    suspend fun readlineGivesALineWithItsLineFeed(t: Trace) {
        val reader = readerOf("apple\npe")
        t.log("there", text(reader.readline()))
        feedAfter(1, reader, "ar")
        feedAfter(2, reader, "\n\npl")
        t.log("came in pieces", text(reader.readline()))
        t.log("empty", text(reader.readline()))
        feedAfter(1, reader, "um\nfig\n")
        t.log("next", text(reader.readline()))
        t.log("then other reads", text(reader.read(2)))
        t.log("then a line again", text(reader.readline()))
    }

    @KotlinCase("STREAMS-16")
    suspend fun readlineGivesTheRestAtTheEnd(t: Trace) {
        val reader = ended(readerOf("apple\npear"))
        t.log("line", text(reader.readline()))
        t.log("rest", text(reader.readline()))
        t.log("nothing", reader.readline().size)
        val pieces = readerOf("plu")
        feedAfter(1, pieces, "m")
        after(2) { pieces.feedEof() }
        t.log("rest", text(pieces.readline()))
        val empty = StreamReader()
        after(1) { empty.feedEof() }
        t.log("nothing", empty.readline().size)
    }

    @KotlinCase("STREAMS-17")
    suspend fun aLineBeyondTheLimitIsRefusedAndDropped(t: Trace) {
        val there = readerOf(4, "apple\n", "pear\n")
        attempt(t, "its end is there") { there.readline() }
        attempt(t, "the next one") { there.readline() }

        val notThere = readerOf(4, "li", "ne1", "li")
        attempt(t, "its end is not there") { notThere.readline() }
        notThere.feedData(bytes("ne2\n"))
        attempt(t, "its rest is the next line") { notThere.readline() }

        val growing = readerOf(3, "12")
        feedAfter(1, growing, "34567890")
        feedAfter(2, growing, "end\n")
        attempt(t, "grows too long while one waits") { growing.readline() }
        attempt(t, "then") { growing.readline() }

        attempt(t, "just within") { readerOf(4, "1234\n").readline() }
        val endless = ended(readerOf(4, "12345"))
        attempt(t, "no line feed before the end") { endless.readline() }
        t.log("nothing is left", endless.atEof())
    }

    @KotlinCase("STREAMS-18")
    suspend fun readexactlyWaitsForAllItWasAskedFor(t: Trace) {
        val reader = readerOf(3, "apple")
        feedAfter(1, reader, "pear")
        feedAfter(2, reader, "plum")
        t.log("eleven", text(reader.readexactly(11)))
        t.log("two that are there", text(reader.readexactly(2)))
    }

    @KotlinCase("STREAMS-19")
    suspend fun readexactlyTakesCountsFromZeroOn(t: Trace) {
        val reader = StreamReader()
        t.log("none", reader.readexactly(0).size)
        attempt(t, "negative") { reader.readexactly(-1) }
        reader.feedData(bytes("apple"))
        attempt(t, "negative") { reader.readexactly(-2) }
        t.log("still there", text(reader.readexactly(5)))
        reader.feedEof()
        t.log("none", reader.readexactly(0).size)
    }

    @KotlinCase("STREAMS-20")
    suspend fun readexactlyTellsWhatThereWasBeforeTheEnd(t: Trace) {
        val reader = readerOf("apple")
        feedAfter(1, reader, "pear")
        after(2) { reader.feedEof() }
        attempt(t, "ended") { reader.readexactly(10) }
        t.log("nothing is left", reader.read().size)
        attempt(t, "once more") { reader.readexactly(1) }
        val other = ended(readerOf("plum"))
        attempt(t, "all of it") { other.readexactly(4) }
    }
}
