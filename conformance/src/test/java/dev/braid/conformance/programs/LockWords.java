package dev.braid.conformance.programs;

import dev.braid.sync.Barrier;
import dev.braid.sync.Condition;
import dev.braid.sync.Event;
import dev.braid.sync.Lock;
import dev.braid.sync.Semaphore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locks, semaphores, events, conditions, barriers. */
final class LockWords {

    private final ProgramRun run;

    LockWords(ProgramRun run) {
        this.run = run;
        run.word("acquire", s -> acquire(s.name(0)));
        run.word("release", s -> release(s.name(0)));
        run.word("holding", this::holding);
        run.word("locked", s -> locked(s.name(0)));
        run.word("wait-event", s -> event(s).await());
        run.word("set-event", s -> nothing(event(s)::set));
        run.word("clear-event", s -> nothing(event(s)::clear));
        run.word("wait-condition", s -> condition(s).await());
        run.word("wait-count", s -> condition(s).waitFor(() -> run.counted(s.name(0)) >= s.count(1)));
        run.word("count", s -> nothing(() -> run.count(s.name(0))));
        run.word("notify", s -> nothing(() -> condition(s).notify(s.count(1))));
        run.word("notify-all", s -> nothing(condition(s)::notifyEvery));
        run.word("pass", s -> barrier(s).await());
        run.word("reset-barrier", s -> nothing(barrier(s)::reset));
        run.word("abort-barrier", s -> nothing(barrier(s)::abort));
        run.word("barrier", s -> List.of(barrier(s).waiting(), barrier(s).broken()));
    }

    private static @Nullable Object nothing(Runnable action) {
        action.run();
        return null;
    }

    private Event event(Statement s) {
        return run.the(s.name(0), Event.class);
    }

    private Condition condition(Statement s) {
        return run.the(s.name(0), Condition.class);
    }

    private Barrier barrier(Statement s) {
        return run.the(s.name(0), Barrier.class);
    }

    private boolean acquire(String name) {
        Object lock = run.the(name, Object.class);
        if (lock instanceof Lock plain) {
            return plain.acquire();
        }
        return lock instanceof Condition condition ? condition.acquire() : ((Semaphore) lock).acquire();
    }

    private @Nullable Object release(String name) {
        Object lock = run.the(name, Object.class);
        if (lock instanceof Lock plain) {
            plain.release();
        } else if (lock instanceof Condition condition) {
            condition.release();
        } else {
            ((Semaphore) lock).release();
        }
        return null;
    }

    private boolean locked(String name) {
        Object lock = run.the(name, Object.class);
        return lock instanceof Lock plain ? plain.locked() : ((Semaphore) lock).locked();
    }

    private @Nullable Object holding(Statement s) throws Exception {
        acquire(s.name(0));
        try {
            run.body(s.body(1));
        } finally {
            release(s.name(0));
        }
        return null;
    }
}
