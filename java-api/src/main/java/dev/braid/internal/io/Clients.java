package dev.braid.internal.io;

import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A server's open connections, in the order in which they came. Held weakly, so that one that its protocol has lost can
 * be reclaimed, and warned of.
 */
final class Clients {

    private final Set<WeakReference<SocketTransport>> open = new LinkedHashSet<>();

    /** Adds a connection, and returns what removes it. */
    WeakReference<SocketTransport> add(SocketTransport transport) {
        WeakReference<SocketTransport> client = new WeakReference<>(transport);
        open.add(client);
        return client;
    }

    void remove(WeakReference<SocketTransport> client) {
        open.remove(client);
    }

    boolean isEmpty() {
        open.removeIf(client -> client.get() == null);
        return open.isEmpty();
    }

    List<SocketTransport> snapshot() {
        return open.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
    }
}
