package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Ends.part;
import static dev.braid.conformance.streams.Feeding.bytes;
import static dev.braid.conformance.streams.Feeding.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Task;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

/** Connections that are not reclaimed, since somebody uses one of their ends, or waits at it. */
class KeptStreamsTest {

    private final List<StreamReader> readers = new ArrayList<>();
    private final List<StreamWriter> others = new ArrayList<>();
    private final List<Task<?>> tasks = new ArrayList<>();

    private static void forgetAll(Trace t, List<?> kept) {
        kept.clear();
        t.gc();
    }

    private void noWarning(Trace t, Coroutine<StreamPair> leaves) throws Exception {
        t.gc(); // what others have lost
        try (CaughtLog log = new CaughtLog()) {
            StreamPair other = leaves.run();
            t.gc();
            assertEquals(0, log.count(Level.WARNING));
            others.add(other.writer());
        }
    }

    @Everywhere
    void theWriterLivesAsLongAsItsReader(Trace t) throws Exception {
        noWarning(t, this::keepReader);
        others.get(0).write(bytes("apple\n"));
        assertEquals("apple\n", text(readers.get(0).readline()));
        others.get(0).close();
        assertEquals(0, readers.get(0).read().length);
        others.get(0).waitClosed();
        forgetAll(t, readers);
    }

    private StreamPair keepReader() throws IOException {
        var ends = Ends.connect();
        readers.add(ends.reader());
        return new StreamPair(ends.served(), ends.other());
    }

    @Everywhere
    void aTaskThatReadsKeepsBothEnds(Trace t) throws Exception {
        noWarning(t, this::readInATask);
        assertFalse(tasks.get(0).done());
        others.get(0).write(bytes("apple"));
        others.get(0).close();
        tasks.get(0).await();
        others.get(0).waitClosed();
        forgetAll(t, tasks);
    }

    private StreamPair readInATask() throws IOException {
        var ends = Ends.connect();
        var reader = ends.reader();
        tasks.add(Asyncio.createTask(() -> readToTheEnd(reader)));
        Asyncio.yieldNow();
        return new StreamPair(ends.served(), ends.other());
    }

    private static void readToTheEnd(StreamReader reader) throws IOException {
        assertEquals("apple", text(reader.read()));
    }

    @Everywhere
    void aTaskThatDrainsKeepsBothEnds(Trace t) throws Exception {
        StreamReader[] served = new StreamReader[1];
        noWarning(t, () -> {
            StreamPair other = drainInATask();
            served[0] = other.reader();
            return other;
        });
        assertFalse(tasks.get(0).done());
        assertEquals(Ends.MORE_THAN_BUFFERS, served[0].readexactly(Ends.MORE_THAN_BUFFERS).length);
        tasks.get(0).await();
        part(others.get(0));
        forgetAll(t, tasks);
    }

    private StreamPair drainInATask() throws IOException {
        var ends = Ends.connect();
        var writer = ends.writer();
        writer.write(new byte[Ends.MORE_THAN_BUFFERS]);
        tasks.add(Asyncio.createTask(() -> writer.drain()));
        Asyncio.yieldNow();
        return new StreamPair(ends.served(), ends.other());
    }
}
