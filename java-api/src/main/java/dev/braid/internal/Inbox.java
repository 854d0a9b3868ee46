package dev.braid.internal;

import dev.braid.spi.LoopHost;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What other threads want run, in the order it arrived. */
final class Inbox {

    private final LoopHost host;
    private final ConcurrentLinkedQueue<Ready> entries = new ConcurrentLinkedQueue<>();

    Inbox(LoopHost host) {
        this.host = host;
    }

    /** Any thread. The loop sees the entry in the iteration that begins next, and is woken for it. */
    void add(Ready entry) {
        entries.add(entry);
        host.wake();
    }

    /** Takes an entry back. Any thread. */
    boolean remove(Ready entry) {
        return entries.remove(entry);
    }

    /** On the loop. */
    void drainTo(ReadyQueue ready) {
        if (entries.isEmpty()) {
            return;
        }
        Ready entry;
        while ((entry = entries.poll()) != null) {
            ready.add(entry);
        }
    }
}
