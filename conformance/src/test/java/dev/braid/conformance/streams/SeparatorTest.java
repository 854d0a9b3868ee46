package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Feeding.after;
import static dev.braid.conformance.streams.Feeding.attempt;
import static dev.braid.conformance.streams.Feeding.bytes;
import static dev.braid.conformance.streams.Feeding.ended;
import static dev.braid.conformance.streams.Feeding.feedAfter;
import static dev.braid.conformance.streams.Feeding.readerOf;
import static dev.braid.conformance.streams.Feeding.text;

import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.StreamReader;
import java.util.Arrays;
import java.util.List;

/** Reading up to separators. */
class SeparatorTest {

    private static String shown(byte[] bytes) {
        return text(bytes).replace("\r", "CR");
    }

    private static List<byte[]> any(String... separators) {
        return Arrays.stream(separators).map(Feeding::bytes).toList();
    }

    @Case("STREAMS-21")
    void readuntilFindsSeparatorsWhereverTheyAreSplit(Trace t) throws Exception {
        var there = readerOf("apple--pear--");
        t.log("there", text(there.readuntil(bytes("--"))));
        t.log("the next", text(there.readuntil(bytes("--"))));

        var split = readerOf("QWERT");
        feedAfter(1, split, "AAA");
        feedAfter(2, split, "AA");
        feedAfter(3, split, "Axyz");
        t.log("split", text(split.readuntil(bytes("AAAAAA"))));
        t.log("the rest", text(split.read(10)));

        var nearly = readerOf("oneEO");
        feedAfter(1, nearly, "XtwoEO");
        feedAfter(2, nearly, "Fthree");
        t.log("nearly one before", text(nearly.readuntil(bytes("EOF"))));

        var reader = new StreamReader();
        String pieces = "ab\r\r\n\r\n";
        for (int i = 0; i < pieces.length(); i++) {
            feedAfter(i + 1, reader, pieces.substring(i, i + 1));
        }
        t.log("byte by byte", shown(reader.readuntil(bytes("\r\n"))));
        t.log("again", shown(reader.readuntil(bytes("\r\n"))));
    }

    @Case("STREAMS-22")
    void anEmptySeparatorIsRefused(Trace t) throws Exception {
        var reader = readerOf("apple");
        attempt(t, "empty", () -> reader.readuntil(bytes("")));
        t.log("nothing was taken", text(reader.read(10)));
    }

    @Case("STREAMS-23")
    void readuntilTellsWhatThereWasBeforeTheEnd(Trace t) throws Exception {
        var reader = readerOf("apple");
        feedAfter(1, reader, "-");
        after(2, reader::feedEof);
        attempt(t, "ended", () -> reader.readuntil(bytes("--")));
        t.log("nothing is left", reader.atEof());
        attempt(t, "once more", () -> reader.readuntil(bytes("--")));
        var there = ended(readerOf("pear--"));
        attempt(t, "there", () -> there.readuntil(bytes("--")));
    }

    @Case("STREAMS-24")
    void readuntilBeyondTheLimitTakesNothing(Trace t) throws Exception {
        var found = readerOf(4, "apple!");
        attempt(t, "found", () -> found.readuntil(bytes("!")));
        attempt(t, "again", () -> found.readuntil(bytes("!")));
        t.log("still there", text(found.readexactly(6)));

        var begun = readerOf(3, "some dataAA");
        attempt(t, "not found, its beginning is there", () -> begun.readuntil(bytes("AAA")));
        begun.feedData(bytes("A"));
        attempt(t, "found", () -> begun.readuntil(bytes("AAA")));
        t.log("still there", text(begun.readuntil(bytes("e"))));

        var within = readerOf(4, "pea");
        feedAfter(1, within, "r!");
        attempt(t, "just within", () -> within.readuntil(bytes("!")));
        var beyond = readerOf(4, "pea");
        feedAfter(1, beyond, "rs");
        attempt(t, "grew beyond while one waited", () -> beyond.readuntil(bytes("!")));

        var ended = ended(readerOf(4, "12345"));
        attempt(t, "the limit comes before the end", () -> ended.readuntil(bytes("!")));
        t.log("still there", text(ended.read(10)));
    }

    @Case("STREAMS-25")
    void ofSeveralSeparatorsTheOneThatEndsFirstCounts(Trace t) throws Exception {
        var lines = readerOf("apple\rpear\nplum\r\nfig");
        var both = any("\r\n", "\n", "\r");
        for (int i = 0; i < 4; i++) {
            t.log("part", shown(lines.readuntil(both)));
        }
        after(1, lines::feedEof);
        attempt(t, "ended", () -> lines.readuntil(both));

        var later = readerOf("some data");
        feedAfter(1, later, "aXXbc");
        t.log("the longer one ends first", text(later.readuntil(any("bc", "aXX"))));
        t.log("one within another", text(readerOf("xxABCyy").readuntil(any("ABCy", "BC"))));
        t.log("split", text(later.readuntil(any("nothing of this", "c"))));

        var few = readerOf("c");
        feedAfter(1, few, "d");
        t.log("longer than all that is there", text(few.readuntil(any("a long separator", "d"))));

        var three = readerOf(3, "123AB4");
        attempt(t, "within by the shorter one", () -> three.readuntil(any("3AB", "AB")));
        var two = readerOf(2, "123AB4");
        attempt(t, "beyond by the shorter one", () -> two.readuntil(any("3AB", "AB")));
        attempt(t, "within by the longer one", () -> two.readuntil(any("3AB", "4")));
        attempt(t, "none", () -> two.readuntil(any()));
        attempt(t, "one of them empty", () -> two.readuntil(any("a", "")));
    }
}
