package dev.braid.conformance.transports;

import static dev.braid.conformance.harness.Peer.MORE_THAN_BUFFERS;
import static dev.braid.conformance.harness.Peers.connect;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Closing and aborting a connection, and what its protocol gets to know of its end. */
class TransportEndTest {

    private interface End {
        void of(Peer client, Peer served) throws IOException;
    }

    @Case("TRANSPORT-17")
    void connectionLostGetsWhatWentWrongAndNoneElse(Trace t) throws Exception {
        lost(t, "the peer ends", (client, served) -> served.transport().close());
        lost(t, "closed", (client, served) -> client.transport().close());
        lost(t, "aborted", (client, served) -> client.transport().abort());
        lost(t, "reset by the peer", (client, served) -> Peers.letBeReset(served));
    }

    private static void lost(Trace t, String how, End end) throws IOException {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        end.of(client, served);
        t.log(how, client.lost.await());
        served.lost.await();
    }

    @Case("TRANSPORT-18")
    void closingFlushesWhatIsBuffered(Trace t) throws Exception {
        Peer client = new Peer(t, "client");
        Peer served = new Peer();
        connect(client, served);
        served.transport().pauseReading();
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        client.transport().close();
        client.transport().close();
        t.log("closed", client.transport().isReading(), "lost", client.lost.done());
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("still flushing", client.transport().writeBufferSize() > 0, "lost", client.lost.done());
        served.transport().resumeReading();
        served.ended.await();
        t.log("served received", served.count());
        client.lost.await();
        served.lost.await();

        client = new Peer(t, "other");
        served = new Peer();
        connect(client, served);
        client.transport().close();
        t.log("nothing to flush, lost", client.lost.done());
        Asyncio.yieldNow();
        t.log("one pass later", client.lost.done());
        client.transport().close();
        served.lost.await();
    }

    @Case("TRANSPORT-19")
    void abortingDropsWhatIsBuffered(Trace t) throws Exception {
        Peer client = new Peer(t, "client");
        Peer served = new Peer();
        connect(client, served);
        served.transport().pauseReading();
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        t.log("buffered", client.transport().writeBufferSize() > 0);
        client.transport().abort();
        t.log("aborted", client.transport().writeBufferSize(), "lost", client.lost.done());
        Asyncio.yieldNow();
        t.log("one pass later", client.lost.done());
        client.transport().abort();
        served.transport().resumeReading();
        served.lost.await();
        t.log("served received all", served.count() == MORE_THAN_BUFFERS);

        client = new Peer(t, "closing");
        served = new Peer();
        connect(client, served);
        served.transport().pauseReading();
        client.transport().write(new byte[MORE_THAN_BUFFERS]);
        client.transport().close();
        client.transport().abort();
        client.lost.await();
        served.transport().resumeReading();
        served.lost.await();
        t.log("served received all", served.count() == MORE_THAN_BUFFERS);
    }

    @Case("TRANSPORT-20")
    void itIsClosingFromCloseOrAbortOn(Trace t) throws Exception {
        isClosing(t, "close", Transport::close);
        isClosing(t, "abort", Transport::abort);
    }

    private static void isClosing(Trace t, String name, Consumer<Transport> end) throws IOException {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        t.log("open", client.transport().isClosing());
        end.accept(client.transport());
        t.log(name, client.transport().isClosing());
        client.lost.await();
        t.log("lost", client.transport().isClosing());
        served.lost.await();
    }

    /** As the system has it: that end must not look as if all had been read. */
    @Everywhere
    void closingOverBytesThatNobodyHasReadResetsThePeer() throws Exception {
        closedOverUnreadBytes(Transport::close);
        closedOverUnreadBytes(Transport::abort);
    }

    private static void closedOverUnreadBytes(Consumer<Transport> end) throws IOException {
        Peer client = new Peer();
        Peer served = new Peer();
        connect(client, served);
        served.transport().pauseReading();
        client.transport().write(new byte[10]);
        // Over the loopback interface they arrive before the call returns.
        end.accept(served.transport());
        served.lost.await();
        assertInstanceOf(IOException.class, client.lost.await());
        assertFalse(client.ended.done(), "an end was received");
        client.ended.cancel();
    }
}
