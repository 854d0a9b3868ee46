package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task's name, and what its text tells. */
class TaskTextTest {

    @Case("TASK-11")
    void aNameIsTextWhateverItIsMadeOf(Trace t) throws Exception {
        VoidCoroutine child = () -> t.log("who runs");
        Task<Void> number = Asyncio.createTask(child, named(1234));
        List<Integer> madeOf = new ArrayList<>(List.of(1));
        Task<Void> listed = Asyncio.createTask(child, named(madeOf));
        madeOf.add(2);
        t.log("a number", number.name().equals("1234"));
        t.log("converted at creation", listed.name().equals("[1]"));
        Asyncio.yieldNow();
        listed.setName(madeOf);
        madeOf.add(3);
        t.log("converted by the setter", listed.name().equals("[1, 2]"));
        Task<Void> unnamed = Asyncio.createTask(child);
        t.log("generated", unnamed.name().startsWith("Task-"));
        unnamed.await();
    }

    @Case("TASK-12")
    void renamingShowsInTheAccessorAndInTheText(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    t.log("begins");
                    Asyncio.sleep(ofSeconds(1));
                    t.log("ends");
                },
                named("before"));
        Asyncio.yieldNow();
        t.log("before", task.name(), says(task, "before"), says(task, "after"));
        task.setName("after");
        t.log("after", task.name(), says(task, "before"), says(task, "after"));
        task.await();
        task.setName("at last");
        t.log("renamed when done", task.name(), says(task, "at last"), says(task, "after"));
    }

    @Case("TASK-13")
    void theTextTellsStateNameCoroutineAndCallbacks(Trace t) throws Exception {
        Task<String> returns = Asyncio.createTask(new Worker("fruit", null), named("alice"));
        Task<String> fails = Asyncio.createTask(new Worker(null, new Boom("a")), named("bob"));
        Task<String> stopped = Asyncio.createTask(new Worker(null, null), named("carol"));
        returns.addDoneCallback(new Watcher());
        describe(t, "created", returns);
        Asyncio.sleep(ofMillis(500));
        describe(t, "suspended", fails);
        stopped.cancel();
        describe(t, "cancel requested", stopped);
        Asyncio.sleep(ofSeconds(1));
        describe(t, "returned", returns);
        describe(t, "failed", fails);
        describe(t, "cancelled", stopped);
        fails.exception();
    }

    private static void describe(Trace t, String when, Task<?> task) {
        String text = task.toString();
        String state = Stream.of("pending", "cancelling", "cancelled", "finished")
                .filter(text::contains)
                .min(Comparator.comparing(text::indexOf)) // what it waits for has one too
                .orElse("none");
        List<String> parts = Stream.of("result", "exception", "fruit", "Boom", "watcher", "worker")
                .filter(text::contains)
                .collect(Collectors.toList());
        t.log(when, text.contains(task.name()), state, parts);
    }

    /** A coroutine with a name, as Python's have by themselves. */
    private static final class Worker implements Coroutine<String> {
        private final String value;
        private final Boom error;

        Worker(String value, Boom error) {
            this.value = value;
            this.error = error;
        }

        @Override
        public String run() {
            Asyncio.sleep(ofSeconds(1));
            if (error != null) {
                throw error;
            }
            return value;
        }

        @Override
        public String toString() {
            return "worker";
        }
    }

    private static final class Watcher implements Consumer<Future<String>> {
        @Override
        public void accept(Future<String> done) {}

        @Override
        public String toString() {
            return "watcher";
        }
    }

    @Case(value = "TASK-14", plain = true)
    void theTextTellsWhatATaskWaitsFor(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        loop.setExceptionHandler((ofLoop, context) -> {}); // the tasks never end
        Map<String, Task<Void>> tasks = new HashMap<>();
        tasks.put("alice", loop.createTask(() -> tasks.get("bob").await(), named("alice")));
        tasks.put("bob", loop.createTask(() -> tasks.get("carol").await(), named("bob")));
        tasks.put("carol", loop.createTask(() -> Asyncio.sleep(ofSeconds(100)), named("carol")));
        tasks.put("dave", loop.createTask(() -> tasks.get("erin").await(), named("dave")));
        tasks.put("erin", loop.createTask(() -> tasks.get("dave").await(), named("erin")));
        t.log("not yet waiting", says(tasks.get("alice"), "bob"));
        loop.runUntilComplete(loop.createTask(
                () -> {
                    t.log("waiting", says(tasks.get("alice"), "bob"), "waits for carol", says(tasks.get("bob"), "carol"));
                    t.log("through another", says(tasks.get("alice"), "carol"));
                    t.log("a sleeper waits for a future", says(tasks.get("carol"), "Future"));
                    t.log("each other", says(tasks.get("dave"), "erin"), says(tasks.get("erin"), "dave"));
                },
                named("main")));
        loop.close();
    }

    private static boolean says(Task<?> task, String word) {
        return task.toString().contains(word);
    }
}
