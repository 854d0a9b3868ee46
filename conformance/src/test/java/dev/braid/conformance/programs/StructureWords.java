package dev.braid.conformance.programs;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncExitStack;
import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.ExceptHandling;
import dev.braid.Future;
import dev.braid.GroupedErrors;
import dev.braid.ReturnWhen;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.VoidBody;
import dev.braid.WaitResult;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups, timeouts, waiting for several, clauses, context managers. */
final class StructureWords {

    private static final Map<String, ReturnWhen> WHEN = Map.of("first", ReturnWhen.FIRST_COMPLETED,
            "failure", ReturnWhen.FIRST_EXCEPTION, "all", ReturnWhen.ALL_COMPLETED);

    private final ProgramRun run;

    StructureWords(ProgramRun run) {
        this.run = run;
        run.word("group", this::group);
        run.word("cancel-group", this::cancelGroup);
        run.word("timeout", this::timeout);
        run.word("reschedule", this::reschedule);
        run.word("wait-for", this::waitFor);
        run.word("shield", this::shield);
        run.word("gather", this::gather);
        run.word("wait", this::waitForSome);
        run.word("as-completed", this::asCompleted);
        run.word("loop", this::loop);
        run.word("try", this::tryCatch);
        run.word("try-star", this::tryStar);
        run.word("with", this::with);
        run.word("with-generator", this::withGenerator);
        run.word("stack", this::stack);
    }

    private @Nullable Object group(Statement s) throws Exception {
        TaskGroup.run(group -> {
            run.put(s.name(0), group);
            run.body(s.body(1));
        });
        return null;
    }

    private @Nullable Object cancelGroup(Statement s) {
        TaskGroup group = run.find(s.name(0), TaskGroup.class);
        if (group == null) {
            return ProgramRun.UNKNOWN;
        }
        group.cancel();
        return null;
    }

    private Object timeout(Statement s) throws Exception {
        List<Timeout> made = new ArrayList<>();
        VoidBody<Timeout> body = timeout -> {
            made.add(timeout);
            run.put(s.name(0), timeout);
            run.body(s.body(2));
        };
        Duration limit = ProgramRun.limit(s.arguments().get(1));
        if (limit == null) {
            Timeout.none(body);
        } else {
            Timeout.after(limit, body);
        }
        return made.get(0).expired();
    }

    private @Nullable Object reschedule(Statement s) {
        Timeout timeout = run.find(s.name(0), Timeout.class);
        if (timeout == null) {
            return ProgramRun.UNKNOWN;
        }
        Duration limit = ProgramRun.limit(s.arguments().get(1));
        if (limit == null) {
            timeout.reschedule(OptionalLong.empty());
        } else {
            timeout.reschedule(Asyncio.runningLoop().timeNanos() + limit.toNanos());
        }
        return null;
    }

    private @Nullable Object waitFor(Statement s) throws Exception {
        Awaitable<?> awaitable = run.awaitable(s.arguments().get(0));
        return awaitable == null ? ProgramRun.UNKNOWN
                : Asyncio.waitFor(awaitable, ProgramRun.limit(s.arguments().get(1)));
    }

    private @Nullable Object shield(Statement s) throws Exception {
        Awaitable<?> awaitable = run.awaitable(s.arguments().get(0));
        return awaitable == null ? ProgramRun.UNKNOWN : Asyncio.shield(awaitable).await();
    }

    private @Nullable Object gather(Statement s) throws Exception {
        List<Awaitable<?>> awaitables = new ArrayList<>();
        for (Object item : s.list(1)) {
            Awaitable<?> awaitable = run.awaitable(item);
            if (awaitable != null) {
                awaitables.add(awaitable);
            }
        }
        return s.name(0).equals("plain") ? Asyncio.gather(awaitables).await() : Asyncio.gatherSettled(awaitables).await();
    }

    private Object waitForSome(Statement s) {
        Duration limit = ProgramRun.limit(s.arguments().get(1));
        ReturnWhen when = WHEN.get(s.name(2));
        List<Future<?>> futures = run.futures(s.names(0));
        WaitResult<Future<?>> result = limit == null ? Asyncio.wait(futures, when) : Asyncio.wait(futures, limit, when);
        return List.of(namesOf(result.done()), namesOf(result.pending()));
    }

    private List<String> namesOf(Set<Future<?>> futures) {
        return futures.stream().map(run::nameOf).sorted().toList();
    }

    private @Nullable Object asCompleted(Statement s) throws Exception {
        Duration limit = ProgramRun.limit(s.arguments().get(1));
        List<Future<?>> futures = run.futures(s.names(0));
        for (Future<?> future : limit == null ? Asyncio.asCompleted(futures) : Asyncio.asCompleted(futures, limit)) {
            run.log(s.number() + " completed", run.nameOf(future));
            run.log(s.number() + " got", future.await());
        }
        return null;
    }

    private @Nullable Object loop(Statement s) throws Exception {
        for (int n = 0; n < s.count(0); n++) {
            run.body(s.body(1));
        }
        return null;
    }

    private @Nullable Object tryCatch(Statement s) throws Exception {
        try {
            run.body(s.body(0));
        } catch (Throwable error) {
            run.handle(s.number(), error, s.list(1));
        } finally {
            run.body(s.body(2));
        }
        return null;
    }

    private @Nullable Object tryStar(Statement s) throws Exception {
        try {
            run.body(s.body(0));
        } catch (Throwable error) {
            ExceptHandling.of(error)
                    .on(Boom.class, group -> clause(s, group, 1))
                    .on(Bang.class, group -> clause(s, group, 2))
                    .orThrow();
        }
        return null;
    }

    private void clause(Statement s, GroupedErrors group, int body) throws Exception {
        run.log(s.number() + " catches", group.asThrowable());
        run.body(s.body(body));
    }

    private @Nullable Object with(Statement s) throws Exception {
        AsyncContextManager<@Nullable Object> manager = new AsyncContextManager<>() {
            @Override
            public @Nullable Object enter() throws Exception {
                run.body(s.body(0));
                return null;
            }

            @Override
            public boolean exit(@Nullable Throwable error) throws Exception {
                run.log(s.number() + " leaves", error);
                run.body(s.body(1));
                return s.name(2).equals("swallow");
            }
        };
        Asyncio.with(manager, entered -> {
            run.body(s.body(3));
        });
        return null;
    }

    private @Nullable Object withGenerator(Statement s) throws Exception {
        AsyncContextManager<Boolean> manager = AsyncContextManager.of(out -> {
            run.body(s.body(0));
            try {
                out.yield(true);
            } catch (Exception error) {
                run.log(s.number() + " catches", error);
                if (!s.name(2).equals("swallow")) {
                    throw error;
                }
            } finally {
                run.body(s.body(1));
            }
        });
        Asyncio.with(manager, entered -> {
            run.body(s.body(3));
        });
        return null;
    }

    private @Nullable Object stack(Statement s) throws Exception {
        AsyncExitStack.run(stack -> {
            s.list(0).forEach(callback -> stack.pushAsyncCallback(() -> {
                run.body(Statement.all(callback));
            }));
            run.body(s.body(1));
        });
        return null;
    }
}
