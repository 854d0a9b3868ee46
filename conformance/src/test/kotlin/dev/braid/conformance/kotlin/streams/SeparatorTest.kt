package dev.braid.conformance.kotlin.streams

import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.io.StreamReader
import dev.braid.kotlin.read
import dev.braid.kotlin.readexactly
import dev.braid.kotlin.readuntil

/** Reading up to separators. */
class SeparatorTest : KotlinCases() {
    private fun shown(bytes: ByteArray) = text(bytes).replace("\r", "CR")

    private fun any(vararg separators: String) = separators.map(::bytes)

    @KotlinCase("STREAMS-21")
    suspend fun readuntilFindsSeparatorsWhereverTheyAreSplit(t: Trace) {
        val there = readerOf("apple--pear--")
        t.log("there", text(there.readuntil(bytes("--"))))
        t.log("the next", text(there.readuntil(bytes("--"))))

        val split = readerOf("QWERT")
        feedAfter(1, split, "AAA")
        feedAfter(2, split, "AA")
        feedAfter(3, split, "Axyz")
        t.log("split", text(split.readuntil(bytes("AAAAAA"))))
        t.log("the rest", text(split.read(10)))

        val nearly = readerOf("oneEO")
        feedAfter(1, nearly, "XtwoEO")
        feedAfter(2, nearly, "Fthree")
        t.log("nearly one before", text(nearly.readuntil(bytes("EOF"))))

        val reader = StreamReader()
        for ((i, piece) in "ab\r\r\n\r\n".withIndex()) feedAfter(i + 1L, reader, piece.toString())
        t.log("byte by byte", shown(reader.readuntil(bytes("\r\n"))))
        t.log("again", shown(reader.readuntil(bytes("\r\n"))))
    }

    @KotlinCase("STREAMS-22")
    suspend fun anEmptySeparatorIsRefused(t: Trace) {
        val reader = readerOf("apple")
        attempt(t, "empty") { reader.readuntil(bytes("")) }
        t.log("nothing was taken", text(reader.read(10)))
    }

    @KotlinCase("STREAMS-23")
    suspend fun readuntilTellsWhatThereWasBeforeTheEnd(t: Trace) {
        val reader = readerOf("apple")
        feedAfter(1, reader, "-")
        after(2) { reader.feedEof() }
        attempt(t, "ended") { reader.readuntil(bytes("--")) }
        t.log("nothing is left", reader.atEof())
        attempt(t, "once more") { reader.readuntil(bytes("--")) }
        val there = ended(readerOf("pear--"))
        attempt(t, "there") { there.readuntil(bytes("--")) }
    }

    @KotlinCase("STREAMS-24")
    suspend fun readuntilBeyondTheLimitTakesNothing(t: Trace) {
        val found = readerOf(4, "apple!")
        attempt(t, "found") { found.readuntil(bytes("!")) }
        attempt(t, "again") { found.readuntil(bytes("!")) }
        t.log("still there", text(found.readexactly(6)))

        val begun = readerOf(3, "some dataAA")
        attempt(t, "not found, its beginning is there") { begun.readuntil(bytes("AAA")) }
        begun.feedData(bytes("A"))
        attempt(t, "found") { begun.readuntil(bytes("AAA")) }
        t.log("still there", text(begun.readuntil(bytes("e"))))

        val within = readerOf(4, "pea")
        feedAfter(1, within, "r!")
        attempt(t, "just within") { within.readuntil(bytes("!")) }
        val beyond = readerOf(4, "pea")
        feedAfter(1, beyond, "rs")
        attempt(t, "grew beyond while one waited") { beyond.readuntil(bytes("!")) }

        val ended = ended(readerOf(4, "12345"))
        attempt(t, "the limit comes before the end") { ended.readuntil(bytes("!")) }
        t.log("still there", text(ended.read(10)))
    }

    @KotlinCase("STREAMS-25")
    suspend fun ofSeveralSeparatorsTheOneThatEndsFirstCounts(t: Trace) {
        val lines = readerOf("apple\rpear\nplum\r\nfig")
        val both = any("\r\n", "\n", "\r")
        repeat(4) { t.log("part", shown(lines.readuntil(both))) }
        after(1) { lines.feedEof() }
        attempt(t, "ended") { lines.readuntil(both) }

        val later = readerOf("some data")
        feedAfter(1, later, "aXXbc")
        t.log("the longer one ends first", text(later.readuntil(any("bc", "aXX"))))
        t.log("one within another", text(readerOf("xxABCyy").readuntil(any("ABCy", "BC"))))
        t.log("split", text(later.readuntil(any("nothing of this", "c"))))

        val few = readerOf("c")
        feedAfter(1, few, "d")
        t.log("longer than all that is there", text(few.readuntil(any("a long separator", "d"))))

        val three = readerOf(3, "123AB4")
        attempt(t, "within by the shorter one") { three.readuntil(any("3AB", "AB")) }
        val two = readerOf(2, "123AB4")
        attempt(t, "beyond by the shorter one") { two.readuntil(any("3AB", "AB")) }
        attempt(t, "within by the longer one") { two.readuntil(any("3AB", "4")) }
        attempt(t, "none") { two.readuntil(any()) }
        attempt(t, "one of them empty") { two.readuntil(any("a", "")) }
    }
}
