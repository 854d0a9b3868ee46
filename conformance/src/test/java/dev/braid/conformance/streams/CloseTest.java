package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Ends.MORE_THAN_BUFFERS;
import static dev.braid.conformance.streams.Ends.part;
import static dev.braid.conformance.streams.Ends.reset;
import static dev.braid.conformance.streams.Feeding.bytes;
import static dev.braid.conformance.streams.Feeding.text;

import dev.braid.Asyncio;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.io.IOException;
import java.time.Duration;

/** The end of a connection, as its streams see it. */
class CloseTest {

    private static void second() {
        Asyncio.sleep(Duration.ofSeconds(1));
    }

    private static void tries(Trace t, String what, VoidCoroutine call) throws Exception {
        try {
            call.run();
            t.log(what, "done");
        } catch (IOException e) {
            t.log(what, e);
        }
    }

    @Case("STREAMS-38")
    void drainFailsWhenTheConnectionIsLost(Trace t) throws Exception {
        var first = Ends.connect();
        reset(first.other());
        tries(t, "the peer has reset it", () -> first.reader().read());
        tries(t, "recorded", () -> first.writer().drain());
        tries(t, "again", () -> first.writer().drain());

        var closed = Ends.connect();
        part(closed.writer(), closed.other());
        tries(t, "closed", () -> closed.writer().drain());

        var aborted = Ends.connect();
        aborted.writer().write(new byte[MORE_THAN_BUFFERS]);
        var drain = Asyncio.createTask(
                () -> tries(t, "aborted while one drains", () -> aborted.writer().drain()), TaskOptions.named("drain"));
        second();
        aborted.writer().transport().abort();
        drain.await();
        tries(t, "aborted", () -> aborted.writer().drain());
        part(aborted.other());

        var last = Ends.connect();
        last.writer().write(new byte[MORE_THAN_BUFFERS]);
        var again = Asyncio.createTask(
                () -> tries(t, "reset while one drains", () -> last.writer().drain()), TaskOptions.named("drain"));
        second();
        reset(last.other());
        again.await();
        tries(t, "reset", () -> last.writer().drain());
    }

    @Case("STREAMS-39")
    void closingFlushesFirst(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        writer.write(new byte[MORE_THAN_BUFFERS]);
        writer.write(bytes("end"));
        writer.close();
        t.log("kept", writer.transport().writeBufferSize() > 0);
        byte[] data = ends.served().read();
        t.log("served", data.length, text(data).substring(data.length - 3));
        writer.waitClosed();
        part(ends.other());
    }

    @Case("STREAMS-40")
    void waitClosedWaitsUntilItIsClosed(Trace t) throws Exception {
        var full = Ends.connect();
        full.writer().write(new byte[MORE_THAN_BUFFERS]);
        full.writer().close();
        var sent = Asyncio.createTask(() -> full.writer().waitClosed());
        second();
        t.log("all sent", sent.done());
        t.log("served", full.served().read().length);
        sent.await();
        t.log("closed");
        full.writer().waitClosed();
        t.log("again");
        part(full.other());

        var unread = Ends.connect();
        unread.other().write(bytes("apple\npear\n"));
        t.log("client", text(unread.reader().readline()));
        part(unread.writer());
        t.log("closed with unread data", text(unread.reader().read()));
        part(unread.other());

        var open = Ends.connect();
        var closed = Asyncio.createTask(() -> open.writer().waitClosed());
        second();
        t.log("not closing", closed.done());
        open.writer().close();
        closed.await();
        part(open.other());
    }

    @Case("STREAMS-41")
    void waitClosedFailsWithWhatTheConnectionWasLostBy(Trace t) throws Exception {
        var ends = Ends.connect();
        var closed = Asyncio.createTask(() -> tries(t, "waited", () -> ends.writer().waitClosed()));
        second();
        reset(ends.other());
        closed.await();
        tries(t, "after that", () -> ends.writer().waitClosed());
        tries(t, "the peer", () -> ends.other().waitClosed());
    }

    @Case("STREAMS-42")
    void itIsClosingFromTheCallOn(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        t.log("open", writer.isClosing());
        writer.close();
        t.log("closing", writer.isClosing());
        writer.close();
        writer.waitClosed();
        t.log("closed", writer.isClosing());
        t.log("the peer", ends.served().read().length, ends.other().isClosing());
        ends.other().transport().abort();
        t.log("aborted", ends.other().isClosing());
        ends.other().waitClosed();
    }

    @Case("STREAMS-43")
    void drainAndWaitClosedMayFollowEachOther(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        writer.write(bytes("apple\n"));
        tries(t, "drain", () -> writer.drain());
        t.log("served", text(ends.served().readline()));
        writer.close();
        tries(t, "closed", () -> writer.waitClosed());
        for (int i = 0; i < 2; i++) {
            writer.write(bytes("dropped"));
            tries(t, "drain", () -> writer.drain());
        }
        tries(t, "closed still", () -> writer.waitClosed());
        part(ends.other());

        var closing = Ends.connect();
        closing.writer().close();
        closing.writer().write(bytes("dropped"));
        tries(t, "drain while it closes", () -> closing.writer().drain());
        part(closing.writer(), closing.other());

        var last = Ends.connect();
        reset(last.other());
        tries(t, "the peer has reset it", () -> last.reader().read());
        last.writer().write(bytes("dropped"));
        tries(t, "drain", () -> last.writer().drain());
    }

    @Case("STREAMS-44")
    void closingEndsWhatItsOwnReaderReads(Trace t) throws Exception {
        var ends = Ends.connect();
        var read = Asyncio.createTask(() -> ends.reader().read());
        second();
        ends.writer().close();
        t.log("read", read.await().length, ends.reader().atEof());
        part(ends.writer(), ends.other());
        t.log("later", ends.reader().read().length, ends.reader().readline().length);
    }
}
