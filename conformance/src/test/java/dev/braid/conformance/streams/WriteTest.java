package dev.braid.conformance.streams;

import static dev.braid.conformance.streams.Ends.MORE_THAN_BUFFERS;
import static dev.braid.conformance.streams.Ends.part;
import static dev.braid.conformance.streams.Ends.suspends;
import static dev.braid.conformance.streams.Feeding.bytes;
import static dev.braid.conformance.streams.Feeding.text;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Writing to a connection. */
class WriteTest {

    private static void second() {
        Asyncio.sleep(Duration.ofSeconds(1));
    }

    @Case("STREAMS-35")
    void writingNeverSuspendsAndKeepsTheOrder(Trace t) throws Exception {
        var ends = Ends.connect();
        var suspended = suspends(Asyncio.runningLoop());
        var data = ByteBuffer.allocate(MORE_THAN_BUFFERS);
        for (int i = 0; data.hasRemaining(); i++) {
            data.putInt(i);
        }
        for (int i = 0; i < MORE_THAN_BUFFERS; i += 1_000_000) {
            ends.writer().write(Arrays.copyOfRange(data.array(), i, i + 1_000_000));
        }
        t.log("suspended", suspended.getAsBoolean(), "kept", ends.writer().transport().writeBufferSize() > 0);
        t.log("in order", Arrays.equals(ends.served().readexactly(MORE_THAN_BUFFERS), data.array()));
        part(ends.writer(), ends.other());
    }

    @Case("STREAMS-36")
    void drainWaitsFromTheHighMarkToTheLowOne(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        writer.transport().setWriteBufferLimits(1000, 2000);
        var suspended = suspends(Asyncio.runningLoop());
        writer.drain();
        writer.write(bytes("few"));
        writer.drain();
        t.log("few", suspended.getAsBoolean());
        writer.write(new byte[MORE_THAN_BUFFERS]);
        t.log("kept", writer.transport().writeBufferSize() > 2000);
        var drain = Asyncio.createTask(() -> writer.drain());
        second();
        t.log("drained", drain.done());
        ends.served().readexactly(3);
        var reads = Asyncio.createTask(() -> ends.served().readexactly(MORE_THAN_BUFFERS));
        drain.await();
        t.log("kept", writer.transport().writeBufferSize() <= 1000);
        var again = suspends(Asyncio.runningLoop());
        writer.drain();
        t.log("again", again.getAsBoolean());
        t.log("read", reads.await().length);
        part(writer, ends.other());
    }

    @Case("STREAMS-37")
    void severalTasksMayDrain(Trace t) throws Exception {
        var ends = Ends.connect();
        ends.writer().write(new byte[MORE_THAN_BUFFERS]);
        List<Task<?>> tasks = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            tasks.add(Asyncio.createTask(() -> {
                ends.writer().drain();
                t.log(name);
            }, TaskOptions.named(name)));
        }
        second();
        t.log("done", tasks.stream().map(Task::done).toList());
        tasks.get(1).cancel();
        Asyncio.wait(List.of(tasks.get(1)));
        var reads = Asyncio.createTask(() -> ends.served().readexactly(MORE_THAN_BUFFERS));
        Asyncio.wait(tasks);
        t.log("cancelled", tasks.stream().map(Task::cancelled).toList());
        reads.await();
        part(ends.writer(), ends.other());
    }

    @Case("STREAMS-45")
    void theWritingDirectionMayBeEndedAlone(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        t.log("can", writer.canWriteEof());
        writer.write(new byte[MORE_THAN_BUFFERS]);
        writer.writeEof();
        t.log("served", ends.served().read().length, "closing", writer.isClosing());
        ends.other().write(bytes("answer\n"));
        t.log("client", text(ends.reader().readline()));
        try {
            writer.write(bytes("more"));
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        part(writer, ends.other());
    }

    @Case("STREAMS-46")
    void writelinesWritesTheChunksInOrder(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        writer.writelines(List.of(bytes("apple"), bytes(""), bytes("pear"), bytes("plum")));
        t.log("served", text(ends.served().readexactly(13)));
        writer.writelines(Stream.of("fig", "").map(Feeding::bytes)::iterator);
        t.log("served", text(ends.served().readexactly(3)));
        writer.writelines(List.of());
        writer.write(bytes("!"));
        t.log("served", text(ends.served().readexactly(1)));
        writer.writelines(List.of(new byte[MORE_THAN_BUFFERS], bytes("end"), bytes("")));
        t.log("served", text(ends.served().readexactly(MORE_THAN_BUFFERS + 3)).substring(MORE_THAN_BUFFERS));
        part(writer, ends.other());
    }

    @Case("STREAMS-47")
    void extraInfoIsTheTransports(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        t.log("peername", writer.extraInfo("peername").equals(ends.other().extraInfo("sockname")));
        t.log("the transport's", writer.extraInfo("socket") == writer.transport().extraInfo("socket"));
        t.log("none", writer.extraInfo("apples"));
        t.log("default", writer.extraInfo("apples", 7), writer.extraInfo("peername", 7).equals(7));
        part(writer, ends.other());
    }

    @Case("STREAMS-48")
    void theTransportIsTheConnection(Trace t) throws Exception {
        var ends = Ends.connect();
        var writer = ends.writer();
        t.log("the same", writer.transport() == writer.transport());
        writer.transport().write(bytes("apple\n"));
        t.log("served", text(ends.served().readline()));
        writer.transport().close();
        t.log("closing", writer.isClosing());
        t.log("served", ends.served().read().length);
        part(writer, ends.other());
    }
}
