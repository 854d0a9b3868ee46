package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Feeding.after;
import static dev.braid.conformance.streams.Feeding.bytes;
import static dev.braid.conformance.streams.Feeding.feedAfter;
import static dev.braid.conformance.streams.Feeding.readerOf;
import static dev.braid.conformance.streams.Feeding.text;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.IncompleteReadException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.conformance.streams.Feeding.Read;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamReaderProtocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader is between those who feed it and the task that reads. */
class StreamReaderTest {

    private static void second() {
        Asyncio.sleep(Duration.ofSeconds(1));
    }

    @Case("STREAMS-26")
    void iteratingGivesLinesToTheEnd(Trace t) throws Exception {
        var reader = readerOf("apple\npe");
        feedAfter(1, reader, "ar\n\n");
        feedAfter(2, reader, "plum");
        after(3, reader::feedEof);
        for (byte[] line : reader) {
            t.log("line", text(line));
        }
        t.log("end", reader.atEof());
        for (byte[] line : reader) {
            t.log("never", text(line));
        }
        var other = readerOf("fig\ndate\nlime\n");
        for (byte[] line : other) {
            t.log("only the first", text(line));
            break;
        }
        t.log("left", text(other.readline()));
        other.setException(new Boom("lost"));
        try {
            for (byte[] line : other) {
                t.log("never", text(line));
            }
        } catch (Boom e) {
            t.log("failed", e);
        }
    }

    @Case("STREAMS-27")
    void theEndIsReachedWhenAllHasBeenRead(Trace t) throws Exception {
        var reader = new StreamReader();
        t.log("new", reader.atEof());
        reader.feedData(bytes("apple"));
        t.log("bytes", reader.atEof());
        reader.feedEof();
        t.log("bytes and the end", reader.atEof());
        reader.read(2);
        t.log("some read", reader.atEof());
        reader.read(3);
        t.log("all read", reader.atEof());
    }

    @Case("STREAMS-28")
    void theEndWakesWhoWaits(Trace t) throws Exception {
        for (String name : List.of("read", "readline", "readexactly", "readuntil")) {
            var reader = readerOf(name.equals("readuntil") ? "ab" : "");
            Map<String, Read> reads = new LinkedHashMap<>();
            reads.put("read", () -> reader.read(5));
            reads.put("readline", reader::readline);
            reads.put("readexactly", () -> reader.readexactly(5));
            reads.put("readuntil", () -> reader.readuntil(bytes("!")));
            var task = Asyncio.createTask(() -> reads(t, name, reads.get(name)));
            second();
            t.log("waits", !task.done());
            reader.feedEof();
            task.await();
        }
    }

    private static void reads(Trace t, String name, Read read) throws Exception {
        try {
            t.log(name, read.run().length);
        } catch (IncompleteReadException e) {
            Object expected = e.expected().isPresent() ? e.expected().getAsInt() : null;
            t.log(name, e, e.partial().length, expected);
        }
    }

    @Case("STREAMS-29")
    void feedingNothingDoesNothing(Trace t) throws Exception {
        var reader = new StreamReader();
        var task = Asyncio.createTask(() -> reader.read(5));
        second();
        reader.feedData(bytes(""));
        second();
        t.log("still waits", !task.done(), reader.atEof());
        reader.feedData(bytes("apple"));
        t.log("read", text(task.await()));
    }

    @Case("STREAMS-30")
    void theLimitIsAtLeastOneAnd64KibIfNotGiven(Trace t) throws Exception {
        for (int limit : new int[] {0, -1}) {
            try {
                new StreamReader(limit);
            } catch (IllegalArgumentException e) {
                t.log("refused", limit, e);
            }
        }
        var one = new StreamReader(1);
        one.feedData(bytes("a\nbc\n"));
        t.log("one", text(one.readline()));
        try {
            one.readline();
        } catch (IllegalArgumentException e) {
            t.log("too long for it", e);
        }
        var usual = new StreamReader();
        usual.feedData(bytes("x".repeat(1 << 16) + "\n"));
        t.log("64 KiB", usual.readline().length);
        usual.feedData(bytes("x".repeat(1 << 16) + "y\n"));
        try {
            usual.readline();
        } catch (IllegalArgumentException e) {
            t.log("too long for it", e);
        }
    }

    @Case("STREAMS-31")
    void onlyOneTaskMayWait(Trace t) throws Exception {
        var reader = readerOf("ab");
        var task = Asyncio.createTask(() -> reader.readexactly(5));
        second();
        refused(t, () -> reader.readexactly(4));
        refused(t, reader::readline);
        refused(t, () -> reader.readuntil(bytes("!")));
        t.log("needs not wait", text(reader.readexactly(1)));
        refused(t, reader::read);
        reader.feedData(bytes("cdefg"));
        t.log("the first one", text(task.await()));
        Asyncio.createTask(() -> refused(t, () -> reader.read(0))).await();
    }

    private static void refused(Trace t, Read read) throws Exception {
        try {
            read.run();
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
    }

    /** A transport that cannot be paused. */
    private static final class Unstoppable extends Source {

        private final Trace t;

        Unstoppable(Trace t) {
            super(t);
            this.t = t;
        }

        @Override
        public void pauseReading() {
            t.log("asked to pause");
            throw new UnsupportedOperationException();
        }
    }

    @Case("STREAMS-32")
    void aTransportIsPausedWhileTooMuchIsKept(Trace t) throws Exception {
        var reader = new StreamReader(4);
        reader.setTransport(new Source(t));
        t.log("twice the limit");
        reader.feedData(bytes("12345678"));
        t.log("more");
        reader.feedData(bytes("9"));
        reader.feedData(bytes("0"));
        t.log("read", text(reader.read(5)));
        t.log("read", text(reader.read(1)));
        t.log("more");
        reader.feedData(bytes("abcde"));
        t.log("read until", text(reader.readuntil(bytes("0"))));
        reader.feedData(bytes("fghi"));
        feedAfter(1, reader, "j!k");
        t.log("read exactly", text(reader.readexactly(10)));
        reader.feedData(bytes("lmnopqrst\n"));
        try {
            reader.readline();
        } catch (IllegalArgumentException e) {
            t.log("dropped", e);
        }

        var all = new StreamReader(2);
        all.setTransport(new Source(t));
        all.feedData(bytes("12345"));
        feedAfter(1, all, "67890");
        after(2, all::feedEof);
        t.log("read all", text(all.read()));

        var unstoppable = new StreamReader(2);
        unstoppable.setTransport(new Unstoppable(t));
        unstoppable.feedData(bytes("12345"));
        unstoppable.feedData(bytes("67890"));
        t.log("read", text(unstoppable.read(10)));
    }

    @Case("STREAMS-33")
    void readsFailOnceTheConnectionHas(Trace t) throws Exception {
        var boom = new Boom("lost");
        var reader = new StreamReader();
        t.log("none yet", (Object) reader.exception());
        var task = Asyncio.createTask(() -> fails(t, "the one that waits", boom, () -> reader.read(5)));
        second();
        reader.setException(boom);
        t.log("set", reader.exception(), task.done());
        task.await();
        reader.feedData(bytes("apple\n"));
        fails(t, "read", boom, () -> reader.read(5));
        fails(t, "read nothing", boom, () -> reader.read(0));
        fails(t, "read all", boom, reader::read);
        fails(t, "readline", boom, reader::readline);
        fails(t, "readexactly", boom, () -> reader.readexactly(2));
        fails(t, "readexactly nothing", boom, () -> reader.readexactly(0));
        fails(t, "readuntil", boom, () -> reader.readuntil(bytes("!")));
        reader.feedEof();
        fails(t, "at the end", boom, () -> reader.read(5));
        try {
            reader.readexactly(-1);
        } catch (IllegalArgumentException e) {
            t.log("a wrong argument comes first", e);
        }
        reader.setException(new Bang("again"));
        t.log("another one", reader.exception());
    }

    private static void fails(Trace t, String what, Boom boom, Read read) throws Exception {
        try {
            read.run();
        } catch (Boom e) {
            t.log(what, e, e == boom);
        }
    }

    @Case("STREAMS-34")
    void aCancelledReadLosesNothing(Trace t) throws Exception {
        var reader = readerOf("app");
        List<Coroutine<byte[]>> reads =
                List.of(() -> reader.readexactly(8), reader::readline, () -> reader.readuntil(bytes("!")));
        for (Coroutine<byte[]> read : reads) {
            var task = Asyncio.createTask(read);
            second();
            task.cancel();
            Asyncio.wait(List.of(task));
            t.log("cancelled", task.cancelled());
        }
        reader.feedData(bytes("le"));
        t.log("all", text(reader.readexactly(5)));

        var after = Asyncio.createTask(() -> reader.read(5));
        second();
        reader.feedData(bytes("pear"));
        after.cancel();
        Asyncio.wait(List.of(after));
        t.log("cancelled when it was there", after.cancelled());
        t.log("all", text(reader.read(10)));

        var before = Asyncio.createTask(() -> reader.read(5));
        second();
        before.cancel();
        reader.feedData(bytes("plum"));
        reader.feedEof();
        Asyncio.wait(List.of(before));
        t.log("cancelled before it was there", before.cancelled());
        t.log("all", text(reader.read(10)));

        var failing = new StreamReader();
        var late = Asyncio.createTask(() -> failing.read(5));
        second();
        late.cancel();
        failing.setException(new Boom("late"));
        Asyncio.wait(List.of(late));
        t.log("cancelled", late.cancelled());
    }

    @Case(value = "STREAMS-50", plain = true)
    void readersAndProtocolsFindTheirLoop(Trace t) throws Exception {
        make(t, "no loop");
        VoidCoroutine running = () -> t.log("read", text(make(t, "running").readline()));
        t.run(running);
        EventLoop loop = t.newLoop();
        Asyncio.setEventLoop(loop);
        StreamReader registered = make(t, "registered");
        t.log("read", text(loop.runUntilComplete(registered::readline)));
        Asyncio.setEventLoop(null);
        make(t, "none any more");
        StreamReader given = new StreamReader(100, loop);
        new StreamReaderProtocol(given, null, loop);
        given.feedData(bytes("pear\n"));
        t.log("given", text(loop.runUntilComplete(given::readline)));
        loop.close();
    }

    private static @Nullable StreamReader make(Trace t, String what) {
        try {
            var reader = new StreamReader();
            new StreamReaderProtocol(reader);
            reader.feedData(bytes("apple\n"));
            t.log(what, "made");
            return reader;
        } catch (IllegalStateException e) {
            t.log(what, e);
            return null;
        }
    }

    private static final List<String> WORDS =
            List.of("5 bytes", "eof", "limit=", "waiter=", "exception=", "lost", "transport=", "paused");

    @Case("STREAMS-51")
    void itsTextShowsWhatIsThere(Trace t) throws Exception {
        var reader = new StreamReader();
        show(t, "new", reader);
        var task = Asyncio.createTask(() -> reader.readexactly(6));
        second();
        show(t, "a task waits", reader);
        reader.feedData(bytes("apple"));
        show(t, "bytes", reader);
        reader.feedEof();
        show(t, "the end", reader);
        Asyncio.wait(List.of(task));
        t.log("failed", task.exception());
        reader.setException(new Boom("lost"));
        show(t, "an error", reader);
        var limited = new StreamReader(2);
        show(t, "a limit", limited);
        limited.setTransport(new Source(t));
        show(t, "a transport", limited);
        limited.feedData(bytes("fives"));
        show(t, "paused", limited);
        show(t, "the limit there is by default", new StreamReader(1 << 16));
    }

    private static void show(Trace t, String what, StreamReader reader) {
        String text = reader.toString();
        t.log(what, WORDS.stream().filter(text::contains).toList());
    }
}
