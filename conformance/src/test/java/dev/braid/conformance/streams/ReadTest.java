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

/** Reading by counts and by lines. */
class ReadTest {

    @Case("STREAMS-10")
    void readWaitsForAByteAndTakesNoMoreThanItWasAskedFor(Trace t) throws Exception {
        var reader = new StreamReader();
        feedAfter(1, reader, "apple");
        t.log("first", text(reader.read(3)));
        t.log("second", text(reader.read(30)));
        feedAfter(1, reader, "p");
        feedAfter(1, reader, "ear");
        t.log("both pieces of one iteration", text(reader.read(30)));
        feedAfter(1, reader, "p");
        feedAfter(2, reader, "lum");
        t.log("the first piece", text(reader.read(30)));
        t.log("the second piece", text(reader.read(30)));
    }

    @Case("STREAMS-11")
    void readingNoBytesNeedsNone(Trace t) throws Exception {
        var reader = new StreamReader();
        t.log("nothing there", reader.read(0).length);
        reader.feedData(bytes("apple"));
        t.log("something there", reader.read(0).length);
        reader.feedEof();
        t.log("at the end", reader.read(0).length, reader.atEof());
        t.log("still there", text(reader.read(10)));
    }

    @Case("STREAMS-12")
    void readWithoutACountTakesAllToTheEnd(Trace t) throws Exception {
        for (Integer count : Arrays.asList(null, -1, -7)) {
            var reader = readerOf(4, "apple\n");
            feedAfter(1, reader, "pear");
            feedAfter(2, reader, "plum\n");
            after(3, reader::feedEof);
            t.log("all", text(count == null ? reader.read() : reader.read(count)), reader.atEof());
            t.log("no more", reader.read().length);
        }
    }

    @Case("STREAMS-13")
    void readGivesNothingAtTheEnd(Trace t) throws Exception {
        var reader = new StreamReader();
        after(1, reader::feedEof);
        t.log("the end came", reader.read(10).length);
        t.log("again", reader.read(10).length);
        var other = ended(readerOf("apple"));
        t.log("left", text(other.read(10)));
        t.log("the end", other.read(10).length);
    }

    @Case("STREAMS-14")
    void whatWasNotAskedForStaysForTheNextRead(Trace t) throws Exception {
        var reader = readerOf("line1", "line2");
        t.log("five", text(reader.read(5)));
        t.log("two", text(reader.read(2)));
        reader.feedData(bytes("line3"));
        t.log("the rest", text(reader.read(100)));
    }

    @Case("STREAMS-15")
    void readlineGivesALineWithItsLineFeed(Trace t) throws Exception {
        var reader = readerOf("apple\npe");
        t.log("there", text(reader.readline()));
        feedAfter(1, reader, "ar");
        feedAfter(2, reader, "\n\npl");
        t.log("came in pieces", text(reader.readline()));
        t.log("empty", text(reader.readline()));
        feedAfter(1, reader, "um\nfig\n");
        t.log("next", text(reader.readline()));
        t.log("then other reads", text(reader.read(2)));
        t.log("then a line again", text(reader.readline()));
    }

    @Case("STREAMS-16")
    void readlineGivesTheRestAtTheEnd(Trace t) throws Exception {
        var reader = ended(readerOf("apple\npear"));
        t.log("line", text(reader.readline()));
        t.log("rest", text(reader.readline()));
        t.log("nothing", reader.readline().length);
        var pieces = readerOf("plu");
        feedAfter(1, pieces, "m");
        after(2, pieces::feedEof);
        t.log("rest", text(pieces.readline()));
        var empty = new StreamReader();
        after(1, empty::feedEof);
        t.log("nothing", empty.readline().length);
    }

    @Case("STREAMS-17")
    void aLineBeyondTheLimitIsRefusedAndDropped(Trace t) throws Exception {
        var there = readerOf(4, "apple\n", "pear\n");
        attempt(t, "its end is there", there::readline);
        attempt(t, "the next one", there::readline);

        var notThere = readerOf(4, "li", "ne1", "li");
        attempt(t, "its end is not there", notThere::readline);
        notThere.feedData(bytes("ne2\n"));
        attempt(t, "its rest is the next line", notThere::readline);

        var growing = readerOf(3, "12");
        feedAfter(1, growing, "34567890");
        feedAfter(2, growing, "end\n");
        attempt(t, "grows too long while one waits", growing::readline);
        attempt(t, "then", growing::readline);

        attempt(t, "just within", readerOf(4, "1234\n")::readline);
        var endless = ended(readerOf(4, "12345"));
        attempt(t, "no line feed before the end", endless::readline);
        t.log("nothing is left", endless.atEof());
    }

    @Case("STREAMS-18")
    void readexactlyWaitsForAllItWasAskedFor(Trace t) throws Exception {
        var reader = readerOf(3, "apple");
        feedAfter(1, reader, "pear");
        feedAfter(2, reader, "plum");
        t.log("eleven", text(reader.readexactly(11)));
        t.log("two that are there", text(reader.readexactly(2)));
    }

    @Case("STREAMS-19")
    void readexactlyTakesCountsFromZeroOn(Trace t) throws Exception {
        var reader = new StreamReader();
        t.log("none", reader.readexactly(0).length);
        attempt(t, "negative", () -> reader.readexactly(-1));
        reader.feedData(bytes("apple"));
        attempt(t, "negative", () -> reader.readexactly(-2));
        t.log("still there", text(reader.readexactly(5)));
        reader.feedEof();
        t.log("none", reader.readexactly(0).length);
    }

    @Case("STREAMS-20")
    void readexactlyTellsWhatThereWasBeforeTheEnd(Trace t) throws Exception {
        var reader = readerOf("apple");
        feedAfter(1, reader, "pear");
        after(2, reader::feedEof);
        attempt(t, "ended", () -> reader.readexactly(10));
        t.log("nothing is left", reader.read().length);
        attempt(t, "once more", () -> reader.readexactly(1));
        var other = ended(readerOf("plum"));
        attempt(t, "all of it", () -> other.readexactly(4));
    }
}
