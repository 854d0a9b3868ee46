package dev.braid.conformance.programs;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tasks and futures: made, awaited, cancelled, looked at. */
final class TaskWords {

    private final ProgramRun run;

    // The last one of each future.
    private final Map<String, Consumer<Future<Object>>> callbacks = new HashMap<>();

    TaskWords(ProgramRun run) {
        this.run = run;
        run.word("spawn", this::spawn);
        run.word("member", this::member);
        run.word("await", this::await);
        run.word("cancel", this::cancel);
        run.word("cancel-self", s -> Asyncio.currentTask().cancel(s.name(0)));
        run.word("cancelling", s -> Asyncio.currentTask().cancelling());
        run.word("uncancel", s -> Asyncio.currentTask().uncancel());
        run.word("tasks", s -> Asyncio.allTasks().size());
        run.word("state", s -> state(s.name(0)));
        run.word("graph", s -> graph(s.name(0)));
        run.word("callback", this::callback);
        run.word("uncallback", this::uncallback);
        run.word("set-result", this::setResult);
        run.word("set-exception", this::setException);
        run.word("raise", this::raise);
    }

    private @Nullable Object spawn(Statement s) {
        Task<?> task = Asyncio.createTask(run.coroutine(s.body(2)), options(s.name(0), s.name(1)));
        run.put(s.name(0), task);
        return null;
    }

    private @Nullable Object member(Statement s) {
        TaskGroup group = run.find(s.name(0), TaskGroup.class);
        if (group == null) {
            return ProgramRun.UNKNOWN;
        }
        Task<?> task = group.createTask(run.coroutine(s.body(3)), options(s.name(1), s.name(2)));
        run.put(s.name(1), task);
        return null;
    }

    static TaskOptions options(String name, String start) {
        TaskOptions options = TaskOptions.named(name);
        return start.equals("default") ? options : options.eager(start.equals("eager"));
    }

    private @Nullable Object await(Statement s) throws Exception {
        Future<?> future = run.find(s.name(0), Future.class);
        return future == null ? ProgramRun.UNKNOWN : future.await();
    }

    private Object cancel(Statement s) {
        Future<?> future = run.find(s.name(0), Future.class);
        return future == null ? ProgramRun.UNKNOWN : (Object) future.cancel(s.name(1));
    }

    private String state(String name) {
        Future<?> future = run.find(name, Future.class);
        if (future == null) {
            return ProgramRun.UNKNOWN;
        }
        return future.cancelled() ? "cancelled" : future.done() ? "done" : "pending";
    }

    private String graph(String name) {
        Future<?> future = run.find(name, Future.class);
        return future == null || future.done() ? ProgramRun.UNKNOWN : graph(CallGraph.capture(future, 0));
    }

    // Who awaits it, who awaits them, and so on.
    private static String graph(CallGraph node) {
        String name = node.future() instanceof Task<?> task ? task.name() : "future";
        List<String> awaiting = node.awaitedBy().stream().map(TaskWords::graph).sorted().toList();
        return (name.startsWith("Task-") ? "unnamed" : name)
                + (awaiting.isEmpty() ? "" : "(" + String.join(",", awaiting) + ")");
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object callback(Statement s) {
        Future<Object> future = run.find(s.name(0), Future.class);
        if (future == null) {
            return ProgramRun.UNKNOWN;
        }
        Consumer<Future<Object>> called = done -> run.log(s.number() + " called", state(s.name(0)));
        callbacks.put(s.name(0), called);
        future.addDoneCallback(called);
        return null;
    }

    @SuppressWarnings("unchecked")
    private Object uncallback(Statement s) {
        Consumer<Future<Object>> callback = callbacks.get(s.name(0));
        Future<Object> future = run.find(s.name(0), Future.class);
        return callback == null || future == null ? ProgramRun.UNKNOWN : (Object) future.removeDoneCallback(callback);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object setResult(Statement s) {
        run.the(s.name(0), Future.class).setResult(s.number());
        return null;
    }

    private @Nullable Object setException(Statement s) {
        run.the(s.name(0), Future.class).setException(new Boom(String.valueOf(s.number())));
        return null;
    }

    private @Nullable Object raise(Statement s) {
        String number = String.valueOf(s.number());
        switch (s.name(0)) {
            case "boom" -> throw new Boom(number);
            case "bang" -> throw new Bang(number);
            default -> throw new CancelledError(number);
        }
    }
}
