package dev.braid.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that looks at what slow callbacks do, for all loops in debug mode that run; it ends with the last. */
final class SlowWatch {

    // Loops come and go on threads of their own: both guarded by the class.
    private static final Set<SlowCallbacks> WATCHED = new LinkedHashSet<>();
    private static @Nullable Thread thread;

    private static final long LONGEST_NAP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private SlowWatch() {}

    static synchronized void add(SlowCallbacks callbacks) {
        WATCHED.add(callbacks);
        Thread watch = thread;
        if (watch == null) {
            watch = new Thread(SlowWatch::watch, "braid-slow-callbacks");
            watch.setDaemon(true);
            watch.start();
            // Not before: where there is no thread to be had, the next loop tries again.
            thread = watch;
        } else {
            LockSupport.unpark(watch);
        }
    }

    static synchronized void remove(SlowCallbacks callbacks) {
        WATCHED.remove(callbacks);
        LockSupport.unpark(thread);
    }

    private static void watch() {
        List<SlowCallbacks> now;
        while (!(now = watched()).isEmpty()) {
            long nap = LONGEST_NAP_NANOS;
            for (SlowCallbacks callbacks : now) {
                nap = Math.min(nap, callbacks.lookIfSlow());
            }
            LockSupport.parkNanos(SlowWatch.class, nap);
        }
    }

    private static synchronized List<SlowCallbacks> watched() {
        if (WATCHED.isEmpty()) {
            thread = null;
        }
        return List.copyOf(WATCHED);
    }
}
