package dev.braid.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * In debug mode: runs an entry of the ready queue and reports one that took too long, with what it was doing then.
 *
 * <p>How long it took is told by the loop's clock, as in asyncio. What it was doing is seen by {@link SlowWatch} while it
 * lasts, so in real time: once when the limit passes, and again whenever it has lasted twice as long as at the last look.
 * The latest look is reported.
 */
final class SlowCallbacks {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NOT_RUNNING = 0;
    private static final long SHORTEST_LIMIT_NANOS = 1_000_000;

    /** What somebody saw: the newest call first. */
    private record Look(long began, long afterNanos, List<StackTraceElement> stack) {}

    private final EventLoopImpl loop;

    // The entry that runs, and the thread that runs it: the one of the pump. Written on the loop.
    private @Nullable Ready current;
    private @Nullable Thread pump;

    // When the entry began, in real nanoseconds and never 0. Written on the loop after the two above, read by the watch.
    private volatile long began = NOT_RUNNING;

    // Written by the watch, read on the loop.
    private volatile @Nullable Look seen;

    // Touched by the watch alone: the entry it looks at, and how long that must have lasted for the next look.
    private long lookingAt;
    private long nextLookNanos;

    // Whether the watch knows of this. Touched on the loop.
    private boolean watched;

    SlowCallbacks(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** Runs an entry. */
    void run(Ready entry) {
        if (!watched) {
            watched = true;
            SlowWatch.add(this);
        }
        long start = loop.host.timeNanos();
        long realStart = System.nanoTime() | 1;
        current = entry;
        pump = Thread.currentThread();
        began = realStart;
        try {
            entry.runReady(loop);
        } finally {
            began = NOT_RUNNING;
            current = null;
            loop.stepsAlone = loop.debug;
            long took = loop.host.timeNanos() - start;
            if (took >= loop.slowCallbackNanos()) {
                report(entry, took, realStart);
            }
        }
    }

    /** Whether an entry is being timed. */
    boolean running() {
        return current != null;
    }

    /** The loop stops running. */
    void stopped() {
        if (watched) {
            watched = false;
            SlowWatch.remove(this);
        }
    }

    /** Where the entry that runs was created, if it remembers. */
    @Nullable Throwable currentCreated() {
        Ready entry = current;
        return entry == null ? null : entry.created();
    }

    private void report(Ready entry, long tookNanos, long realStart) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "Executing %s took %.3f seconds", entry, tookNanos / NANOS_PER_SECOND));
        Look look = seen;
        seen = null;
        if (look != null && look.began == realStart && !look.stack.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT, "; after %.3f seconds it was here:", look.afterNanos / NANOS_PER_SECOND));
            look.stack.forEach(frame -> text.append("\n\tat ").append(frame));
        }
        text.append("\nNothing else of the loop ran meanwhile; code that blocks or computes belongs in Asyncio.toThread");
        Log.LOG.log(System.Logger.Level.WARNING, text.toString());
    }

    // --- On the watch's thread

    /** Looks at the entry if that is due, and tells how long until it may be due again. */
    long lookIfSlow() {
        long limit = Math.max(loop.slowCallbackNanos(), SHORTEST_LIMIT_NANOS);
        long since = began;
        if (since == NOT_RUNNING) {
            return limit / 2;
        }
        if (since != lookingAt) {
            lookingAt = since;
            nextLookNanos = limit;
        }
        long lasted = System.nanoTime() - since;
        if (lasted >= nextLookNanos) {
            List<StackTraceElement> stack = stack();
            if (began == since) {
                seen = new Look(since, lasted, stack);
            }
            nextLookNanos = 2 * lasted;
        }
        // Another entry may begin right now: its limit must not pass unseen.
        return Math.min(limit / 2, Math.max(1, nextLookNanos - lasted));
    }

    // What the loop does at the same time may make it a stack of something else, which `began` tells, or something that
    // cannot be read at all: then there is none, and the watch goes on.
    private List<StackTraceElement> stack() {
        try {
            return readStack();
        } catch (RuntimeException changing) {
            return List.of();
        }
    }

    private List<StackTraceElement> readStack() {
        TaskImpl<?> task = loop.currentTask();
        List<StackTraceElement> frames = new ArrayList<>();
        if (task != null) {
            frames.addAll(TaskStack.ofBody(task));
            Collections.reverse(frames);
        }
        Thread thread = pump;
        if (frames.isEmpty() && thread != null) {
            ofCallback(thread.getStackTrace(), frames);
        }
        return frames;
    }

    private static void ofCallback(StackTraceElement[] trace, List<StackTraceElement> frames) {
        for (StackTraceElement frame : trace) {
            String type = frame.getClassName();
            if (type.equals(Callbacks.class.getName()) || type.equals(SlowCallbacks.class.getName())) {
                return;
            }
            frames.add(frame);
        }
        // No callback's: what the thread does by now is nothing of ours.
        frames.clear();
    }
}
