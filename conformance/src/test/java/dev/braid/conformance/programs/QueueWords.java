package dev.braid.conformance.programs;

import dev.braid.sync.Queue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queues of all three kinds. */
final class QueueWords {

    private final ProgramRun run;

    QueueWords(ProgramRun run) {
        this.run = run;
        run.word("put", s -> nothing(() -> queue(s).put(s.number())));
        run.word("get", s -> queue(s).get());
        run.word("put-now", s -> nothing(() -> queue(s).putNowait(s.number())));
        run.word("get-now", s -> queue(s).getNowait());
        run.word("task-done", s -> nothing(queue(s)::taskDone));
        run.word("join", s -> nothing(queue(s)::join));
        run.word("shutdown", s -> nothing(() -> queue(s).shutdown(s.name(1).equals("now"))));
        run.word("queue", s -> List.of(queue(s).qsize(), queue(s).empty(), queue(s).full()));
    }

    private static @Nullable Object nothing(Runnable action) {
        action.run();
        return null;
    }

    @SuppressWarnings("unchecked")
    private Queue<Integer> queue(Statement s) {
        return run.the(s.name(0), Queue.class);
    }
}
