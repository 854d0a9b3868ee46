package dev.braid.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The unfinished tasks of a loop, as another thread sees them. */
final class TaskSnapshot {

    // A loop that starts tasks all the time may change the list faster than it can be read: then the loop is asked.
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 100_000;

    private TaskSnapshot() {}

    /** Does not depend on the loop's going on: in a step that waits for the caller it changes nothing. */
    static List<TaskImpl<?>> take(EventLoopImpl loop) {
        CompletableFuture<List<TaskImpl<?>>> answer = null;
        for (int attempt = 0; ; attempt++) {
            List<TaskImpl<?>> seen = answer == null ? null : answer.getNow(null);
            if (seen == null) {
                seen = loop.tasks.snapshotFromOutside();
            }
            if (seen != null) {
                return seen;
            }
            if (attempt < ATTEMPTS) {
                Thread.onSpinWait();
            } else {
                answer = answer == null ? ask(loop) : answer;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static @Nullable CompletableFuture<List<TaskImpl<?>>> ask(EventLoopImpl loop) {
        CompletableFuture<List<TaskImpl<?>>> answer = new CompletableFuture<>();
        return loop.callSoonIfOpen(() -> answer.complete(loop.tasks.snapshot())) ? answer : null;
    }
}
