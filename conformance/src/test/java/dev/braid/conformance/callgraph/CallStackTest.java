package dev.braid.conformance.callgraph;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.Future;
import dev.braid.GeneratorOutput;
import dev.braid.Task;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** The frames of a graph. The bodies are methods here, so that frames have the names that Python's have. */
class CallStackTest {

    private static final int[] LIMITS = {CallGraph.ALL_FRAMES, 0, 1, 2, 5, -1, -2, -5};

    private static List<String> functions(CallGraph graph) {
        return graph.callStack().stream().map(StackTraceElement::getMethodName).collect(Collectors.toList());
    }

    @Case("CALLGRAPH-01")
    void withoutAnArgumentItIsTheCurrentTask(Trace t) {
        class Bodies {
            void inner() {
                CallGraph graph = CallGraph.capture();
                t.log("of", graph.future(), graph.future() == Asyncio.currentTask());
                t.log("stack", functions(graph));
                t.log("awaited by", graph.awaitedBy().stream()
                        .map(waiter -> List.of(waiter.future(), last(functions(waiter))))
                        .collect(Collectors.toList()));
                t.log("the same if given", functions(CallGraph.capture(graph.future())));
            }

            void outer() {
                inner();
            }

            void waits() {
                Asyncio.createTask(this::outer, named("task")).await();
            }
        }

        Asyncio.createTask(new Bodies()::waits, named("waiter")).await();
    }

    private static String last(List<String> names) {
        return names.get(names.size() - 1);
    }

    @Case("CALLGRAPH-02")
    void theStackOfTheCurrentTaskHasFramesOfEveryKind(Trace t) {
        class Bodies {
            void here() {
                t.log("stack", functions(CallGraph.capture()));
            }

            void numbers(GeneratorOutput<Integer, Void> out) {
                here();
                out.yield(1);
                Asyncio.sleep(ofSeconds(1));
                here();
                out.yield(2);
            }

            void again(GeneratorOutput<Integer, Void> out) {
                for (int number : AsyncGenerator.of(this::numbers)) {
                    out.yield(number);
                }
            }

            void inner() {
                here();
            }

            void consumes() {
                for (int number : AsyncGenerator.of(this::again)) {
                    t.log("element", number);
                }
                inner();
            }

            void outer() {
                consumes();
            }
        }

        Asyncio.createTask(new Bodies()::outer, named("task")).await();
    }

    @Case("CALLGRAPH-03")
    void theStackOfASuspendedTaskHasItsCoroutines(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        class Bodies {
            void inner() {
                future.await();
            }

            void middle() {
                Asyncio.sleep(ofSeconds(1));
                inner();
            }

            void outer() {
                middle();
            }
        }

        Task<Void> task = Asyncio.createTask(new Bodies()::outer, named("task"));
        Asyncio.sleep(ofSeconds(2));
        t.log("suspended", functions(CallGraph.capture(task)));
        t.log("it did not run", task.done(), Asyncio.currentTask());
        future.setResult(null);
        t.log("not until it runs", functions(CallGraph.capture(task)));
        task.await();
    }

    @Case("CALLGRAPH-09")
    void framesMayBeSkippedAtTheCapture(Trace t) {
        class Bodies {
            void here() {
                for (int skip = 0; skip < 4; skip++) {
                    t.log("skipped", skip, functions(CallGraph.captureCurrent(skip, CallGraph.ALL_FRAMES)));
                }
            }

            void helper() {
                here();
            }

            void inner() {
                helper();
            }

            void outer() {
                inner();
            }
        }

        Asyncio.createTask(new Bodies()::outer, named("task")).await();
    }

    @Case("CALLGRAPH-10")
    void theStackMayBeLimitedAtEitherEnd(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        Future<Void> other = Asyncio.createFuture();
        class Bodies {
            void inner() {
                future.await();
            }

            void middle() {
                inner();
            }

            void outer() {
                middle();
            }

            void here() {
                for (int limit : LIMITS) {
                    t.log("current", functions(CallGraph.captureCurrent(0, limit)));
                }
            }

            void calls() {
                here();
            }

            void begins() {
                calls();
            }

            void awaits() {
                other.await();
            }

            void indirectly() {
                awaits();
            }
        }

        Bodies bodies = new Bodies();
        Task<Void> task = Asyncio.createTask(bodies::outer, named("task"));
        Asyncio.sleep(ofSeconds(1));
        for (int limit : LIMITS) {
            t.log("suspended", functions(CallGraph.capture(task, limit)));
        }
        future.setResult(null);
        task.await();

        Asyncio.createTask(bodies::begins, named("current")).await();

        Task<Void> waiter = Asyncio.createTask(bodies::indirectly, named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        for (int limit : LIMITS) {
            CallGraph graph = CallGraph.capture(other, limit);
            t.log("waiter", graph.awaitedBy().stream().map(CallStackTest::functions).collect(Collectors.toList()));
        }
        other.setResult(null);
        waiter.await();
    }

    @Case("CALLGRAPH-22")
    void aGraphIsAnImmutableRecord(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        class Bodies {
            Task<Void> task;

            void inner() {
                future.await();
            }

            void outer() {
                task.await();
            }
        }

        Bodies bodies = new Bodies();
        bodies.task = Asyncio.createTask(bodies::inner, named("task"));
        Task<Void> waiter = Asyncio.createTask(bodies::outer, named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        CallGraph graph = CallGraph.capture(bodies.task);

        show(t, "captured", graph);
        // What a record's components are no program can change; what is left are the lists.
        List<Runnable> changes = List.of(() -> graph.callStack().clear(), () -> graph.awaitedBy().clear());
        for (Runnable change : changes) {
            try {
                change.run();
                t.log("changed");
            } catch (UnsupportedOperationException refused) {
                // As it should be.
            }
        }
        show(t, "the same still", graph);
        t.log("nobody new", graph.awaitedBy().size());
        future.setResult(null);
        waiter.await();
        t.log(
                "a snapshot",
                graph.awaitedBy().stream().map(CallGraph::future).collect(Collectors.toList()),
                CallGraph.capture(bodies.task).awaitedBy().isEmpty());
    }

    private static void show(Trace t, String text, CallGraph graph) {
        List<Object> waiters = graph.awaitedBy().stream()
                .map(by -> List.<Object>of(by.future(), functions(by)))
                .collect(Collectors.toList());
        t.log(text, graph.future(), functions(graph), waiters);
    }
}
