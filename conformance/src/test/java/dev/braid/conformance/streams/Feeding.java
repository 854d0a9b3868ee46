package dev.braid.conformance.streams;

import dev.braid.Asyncio;
import dev.braid.IncompleteReadException;
import dev.braid.LimitOverrunException;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.StreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the cases of streams feed a reader with. */
final class Feeding {

    /** A read. */
    @FunctionalInterface
    interface Read {
        byte[] run() throws Exception;
    }

    private Feeding() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Has the running loop call that in so many seconds. */
    static void after(int seconds, Runnable callback) {
        Asyncio.runningLoop().callLater(Duration.ofSeconds(seconds), callback);
    }

    /** Feeds that in so many seconds. */
    static void feedAfter(int seconds, StreamReader reader, String bytes) {
        after(seconds, () -> reader.feedData(bytes(bytes)));
    }

    /** A reader that has these bytes already. */
    static StreamReader readerOf(String... chunks) {
        return readerOf(1 << 16, chunks);
    }

    /** {@link #readerOf(String...)} with a limit. */
    static StreamReader readerOf(int limit, String... chunks) {
        StreamReader reader = new StreamReader(limit);
        for (String chunk : chunks) {
            reader.feedData(bytes(chunk));
        }
        return reader;
    }

    /** That reader, which has reached its end. */
    static StreamReader ended(StreamReader reader) {
        reader.feedEof();
        return reader;
    }

    /** Logs what is read, or how that fails. */
    static void attempt(Trace t, String what, Read read) throws Exception {
        try {
            t.log(what, text(read.run()));
        } catch (IncompleteReadException e) {
            Object expected = e.expected().isPresent() ? e.expected().getAsInt() : null;
            t.log(what, e, text(e.partial()), expected);
        } catch (LimitOverrunException e) {
            t.log(what, e, e.consumed());
        } catch (IllegalArgumentException | IllegalStateException e) {
            t.log(what, e);
        }
    }
}
