package dev.braid.internal;

import dev.braid.spi.LoopHost;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What other threads want run, in the order it arrived. The loop takes in what is here whenever it adds an entry of its
 * own, so that its ready queue has everything in the order in which it was scheduled, from whatever thread.
 */
final class Inbox {

    private static final VarHandle LATEST = latest();

    private final LoopHost host;

    // What arrived last. Any thread puts one here; the loop, or whoever finds it closed, takes all of them at once.
    private volatile @Nullable Arrival latest;

    Inbox(LoopHost host) {
        this.host = host;
    }

    /** Any thread. The loop sees the entry in the iteration that begins next, and is woken for it. */
    void add(Ready entry) {
        Arrival arrival = new Arrival(entry);
        do {
            arrival.before = latest;
        } while (!LATEST.compareAndSet(this, arrival.before, arrival));
        host.wake();
    }

    /** On the loop. */
    void drainTo(ReadyQueue ready) {
        // Opaque, for each entry of the loop's own passes here: an arrival that the loop has a way to know of is seen,
        // any other may as well come later.
        if (LATEST.getOpaque(this) != null) {
            for (Arrival arrival = takeAll(); arrival != null; arrival = arrival.before) {
                ready.add(arrival.entry);
            }
        }
    }

    /** Gives up what is here. Any thread that finds the loop closed. */
    void abandon() {
        for (Arrival arrival = takeAll(); arrival != null; arrival = arrival.before) {
            arrival.entry.abandon();
        }
    }

    /** Takes what is here, the first arrival first. */
    private @Nullable Arrival takeAll() {
        Arrival arrival = (Arrival) LATEST.getAndSet(this, null);
        Arrival later = null;
        while (arrival != null) {
            Arrival before = arrival.before;
            arrival.before = later;
            later = arrival;
            arrival = before;
        }
        return later;
    }

    private static VarHandle latest() {
        try {
            return MethodHandles.lookup().findVarHandle(Inbox.class, "latest", Arrival.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final class Arrival {

        final Ready entry;

        // What arrived before it; once taken, what arrived after it. Written before it is published and after it is taken.
        @Nullable Arrival before;

        Arrival(Ready entry) {
            this.entry = entry;
        }
    }
}
