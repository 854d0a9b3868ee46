package dev.braid.internal;

import java.lang.ref.Cleaner;

/**
 * Where the watchers of objects are registered that must not be reclaimed without a word, or without being closed. One
 * thread for all.
 */
public final class Reclaimed {

    public static final Cleaner CLEANER = Cleaner.create(run -> {
        Thread thread = new Thread(run, "braid-reclaimed");
        thread.setDaemon(true);
        return thread;
    });

    private Reclaimed() {}
}
