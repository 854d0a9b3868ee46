package dev.braid.conformance.harness;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.io.Protocol;
import dev.braid.io.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a connection: keeps what arrives, and logs what it is told if it has a name. */
public class Peer implements Protocol {

    /** What no kernel takes all at once. */
    public static final int MORE_THAN_BUFFERS = 20_000_000;

    public final Future<@Nullable Void> made = Asyncio.runningLoop().createFuture();
    public final Future<@Nullable Void> ended = Asyncio.runningLoop().createFuture();
    public final Future<@Nullable Throwable> lost = Asyncio.runningLoop().createFuture();

    private final @Nullable Trace trace;
    private final @Nullable String name;
    private final boolean keepsOpen;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Future<@Nullable Void> news = Asyncio.runningLoop().createFuture();
    private @Nullable Transport transport;

    public Peer() {
        this(null, null, false);
    }

    public Peer(boolean keepsOpen) {
        this(null, null, keepsOpen);
    }

    public Peer(Trace trace, String name) {
        this(trace, name, false);
    }

    public Peer(@Nullable Trace trace, @Nullable String name, boolean keepsOpen) {
        this.trace = trace;
        this.name = name;
        this.keepsOpen = keepsOpen;
    }

    protected final void log(String text, @Nullable Object @Nullable ... values) {
        if (trace != null) {
            trace.log(name + " " + text, values);
        }
    }

    /** Of a connection that was made. */
    public final Transport transport() {
        return Objects.requireNonNull(transport, "the connection was not made yet");
    }

    /** How many bytes have arrived that nobody took. */
    public final int count() {
        return received.size();
    }

    /** The bytes that have arrived and that nobody took. */
    public final byte[] received() {
        return received.toByteArray();
    }

    @Override
    public void connectionMade(Transport transport) {
        log("made");
        this.transport = transport;
        made.setResult(null);
    }

    @Override
    public void dataReceived(byte[] data) {
        received.writeBytes(data);
        tell();
    }

    @Override
    public boolean eofReceived() {
        log("eof");
        ended.setResult(null);
        tell();
        return keepsOpen;
    }

    @Override
    public void connectionLost(@Nullable Throwable error) {
        log("lost", error);
        lost.setResult(error);
        tell();
    }

    private void tell() {
        var told = news;
        news = Asyncio.runningLoop().createFuture();
        told.setResult(null);
    }

    /** Completes with the next thing that happens. */
    public final Future<@Nullable Void> news() {
        return news;
    }

    /** Whether so many bytes are there, or no more can come. */
    public final boolean has(int count) {
        return received.size() >= count || ended.done() || lost.done();
    }

    /** Takes so many bytes of those that arrive, or what there is when no more can. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension take()", level = kotlin.DeprecationLevel.HIDDEN)
    public final byte[] take(int count) {
        while (!has(count)) {
            news.await();
        }
        return takeNow(count);
    }

    /** Takes so many bytes, or what there is. */
    public final byte[] takeNow(int count) {
        byte[] all = received.toByteArray();
        int taken = Math.min(count, all.length);
        received.reset();
        received.write(all, taken, all.length - taken);
        return Arrays.copyOf(all, taken);
    }

    /** So many bytes of those that arrive, as text. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension read()", level = kotlin.DeprecationLevel.HIDDEN)
    public final String read(int count) {
        return new String(take(count), StandardCharsets.US_ASCII);
    }

    /** Closes the connection and waits for its end. */
    @kotlin.Deprecated(message = "Kotlin: use the suspend extension close()", level = kotlin.DeprecationLevel.HIDDEN)
    public final @Nullable Throwable close() {
        transport().close();
        return lost.await();
    }
}
