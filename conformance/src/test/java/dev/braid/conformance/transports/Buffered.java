package dev.braid.conformance.transports;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.BufferedProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Receives into a buffer of its own; counts the calls. */
class Buffered implements BufferedProtocol {

    final Future<@Nullable Void> lost = Asyncio.runningLoop().createFuture();
    final byte[] buffer;
    int requests;
    int updates;

    private final Trace t;
    private final String name;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Future<@Nullable Void> news = Asyncio.runningLoop().createFuture();

    Buffered(Trace t, String name, int size) {
        this.t = t;
        this.name = name;
        this.buffer = new byte[size];
    }

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
        requests++;
        return ByteBuffer.wrap(buffer);
    }

    @Override
    public void bufferUpdated(int count) {
        updates++;
        received.write(buffer, 0, count);
        tell();
    }

    @Override
    public boolean eofReceived() {
        t.log(name + " eof");
        return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable error) {
        t.log(name + " lost", error);
        lost.setResult(null);
        tell();
    }

    private void tell() {
        var told = news;
        news = Asyncio.runningLoop().createFuture();
        told.setResult(null);
    }

    int count() {
        return received.size();
    }

    byte[] take(int count) {
        while (received.size() < count) {
            news.await();
        }
        byte[] all = received.toByteArray();
        received.reset();
        received.write(all, count, all.length - count);
        return Arrays.copyOf(all, count);
    }

    String read(int count) {
        return new String(take(count));
    }
}
