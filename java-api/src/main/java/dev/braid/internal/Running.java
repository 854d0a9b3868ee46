package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** What runs on the calling thread: which loop, on which strand. */
final class Running {

    private static final String FOR_KOTLIN = "If a function of Kotlin's library iterates an AsyncIterable here (map, "
            + "filter, ...), use a for loop, collect { }, asFlow(), or toList() first";

    // The loop whose pump the thread is in. Strands' threads have none: their strand knows.
    private static final ThreadLocal<@Nullable EventLoopImpl> PUMP = new ThreadLocal<>();

    // The strand that was found last, by any thread. Racy on purpose: it proves itself by its thread.
    private static @Nullable Strand last;

    private Running() {}

    static @Nullable Strand strand() {
        Thread thread = Thread.currentThread();
        Strand guess = last;
        if (guess != null && guess.thread == thread) {
            return guess;
        }
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        Strand found = null;
        if (handler instanceof Strand its) {
            found = its.thread == thread ? its : null;
        } else if (!(handler instanceof ThreadGroup)) {
            // A handler of somebody else's, perhaps of the body's own.
            found = OpenLoops.strandInControl(thread);
        }
        if (found != null) {
            last = found;
        }
        return found;
    }

    /** A loop that is closed must not be kept by the guess. */
    static void forget(EventLoopImpl loop) {
        Strand guess = last;
        if (guess != null && guess.loop == loop) {
            last = null;
        }
    }

    static @Nullable EventLoopImpl loop() {
        Strand strand = strand();
        return strand != null ? strand.loop : PUMP.get();
    }

    static EventLoopImpl requireLoop(String action) {
        return requireLoop(action, "");
    }

    /** Throws unless a loop is running here that may step a generator. */
    static EventLoopImpl requireLoopToIterate() {
        return requireLoop("step an async generator", ". " + FOR_KOTLIN);
    }

    private static EventLoopImpl requireLoop(String action, String also) {
        EventLoopImpl loop = loop();
        if (loop == null) {
            throw new IllegalStateException("cannot " + action + ": no event loop is running on this thread ("
                    + Thread.currentThread().getName() + "); call it from a task or callback, inside Asyncio.run" + also);
        }
        return loop;
    }

    static Strand requireStrand(FutureImpl<?> awaited) {
        Strand strand = strand();
        if (strand == null) {
            EventLoopImpl loop = PUMP.get();
            throw notATask(awaited, loop == null ? null : loop.currentTask());
        }
        return strand;
    }

    /** Throws unless the caller is a body that can suspend here. */
    static void requireTask(Object waitedFor) {
        if (strand() == null) {
            EventLoopImpl loop = PUMP.get();
            throw notATask("wait for " + waitedFor, loop == null ? null : loop.currentTask());
        }
    }

    static IllegalStateException notATask(@Nullable FutureImpl<?> awaited, @Nullable TaskImpl<?> current) {
        return notATask("await " + (awaited == null ? "the next iteration" : awaited), current);
    }

    private static IllegalStateException notATask(String action, @Nullable TaskImpl<?> current) {
        String what = "cannot " + action + ": ";
        if (current != null && !current.onStrand()) {
            return new IllegalStateException(what + "the caller is a Kotlin body, which this call would block; "
                    + "use the suspend extension of the same name from dev.braid.kotlin. " + FOR_KOTLIN);
        }
        return new IllegalStateException(what + "the caller on thread " + Thread.currentThread().getName()
                + " is not a task's body. Usual causes:\n"
                + "  - a callback awaits: let it create a task that does;\n"
                + "  - plain code awaits: start it with Asyncio.run(() -> ...);\n"
                + "  - code inside toThread awaits: use runCoroutineThreadsafe there.\n" + FOR_KOTLIN);
    }

    static @Nullable EventLoopImpl enterPump(EventLoopImpl loop) {
        EventLoopImpl outer = PUMP.get();
        PUMP.set(loop);
        return outer;
    }

    static void leavePump(@Nullable EventLoopImpl outer) {
        if (outer == null) {
            PUMP.remove();
        } else {
            PUMP.set(outer);
        }
    }
}
