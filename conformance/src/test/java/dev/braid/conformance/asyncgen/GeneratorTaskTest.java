package dev.braid.conformance.asyncgen;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ContextVar;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body is part of the task that consumes it. */
class GeneratorTaskTest {

    private static final ContextVar<String> USER = ContextVar.withDefault("user", "nobody");

    @Case("ASYNCGEN-40")
    void aCancellationArrivesInTheBodyFirst(Trace t) throws Exception {
        AsyncGenerator<Integer, Void> inner = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                Asyncio.sleep(ofSeconds(10));
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("inner body", e);
                throw e;
            } finally {
                t.log("inner cleans up");
            }
        });
        AsyncGenerator<Integer, Void> outer = AsyncGenerator.of(out -> {
            try {
                for (int n : inner) {
                    out.yield(n);
                }
            } catch (CancelledError e) {
                t.log("outer body", e);
                throw e;
            }
        });
        VoidCoroutine consumes = () -> {
            try {
                for (int n : outer) {
                    t.log("got", n);
                }
            } catch (CancelledError e) {
                t.log("consumer", e);
                throw e;
            }
        };
        AsyncGenerator<String, Void> catches = AsyncGenerator.of(out -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                out.yield("after the cancellation");
            }
        });
        VoidCoroutine survives = () -> {
            for (String value : catches) {
                t.log("got", value);
            }
            t.log("requests", Asyncio.currentTask().cancelling());
        };

        Map<String, VoidCoroutine> bodies = new LinkedHashMap<>();
        bodies.put("consumes", consumes);
        bodies.put("survives", survives);
        for (Map.Entry<String, VoidCoroutine> body : bodies.entrySet()) {
            Task<?> task = Asyncio.createTask(body.getValue(), named(body.getKey()));
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", task.cancel("enough"));
            Asyncio.wait(List.of(task));
            t.log("cancelled", task.cancelled());
        }
    }

    @Case("ASYNCGEN-41")
    void contextVariablesOfTheBodyAreTheConsumers(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            t.log("body sees", USER.get(), "in", Asyncio.currentTask());
            USER.set("set by the body");
            out.yield(1);
            t.log("body sees", USER.get(), "in", Asyncio.currentTask());
            Asyncio.yieldNow();
            USER.set("set after a suspension");
            out.yield(2);
            USER.set("set in another task");
        });
        USER.set("set by the consumer");
        generator.anext();
        t.log("consumer sees", USER.get());
        USER.set("set between the steps");
        generator.anext();
        t.log("consumer sees", USER.get());
        Asyncio.createTask(
                        () -> {
                            t.log("end", generator.anext("end"));
                            t.log("other task sees", USER.get());
                        },
                        named("other"))
                .await();
        t.log("consumer sees", USER.get());
    }

    @Case("ASYNCGEN-48")
    void theStackOfATaskThatClosesCanBeSeen(Trace t) throws Exception {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                Asyncio.sleep(ofSeconds(2));
            }
        });
        generator.anext();
        Task<?> task = Asyncio.createTask(() -> closes(generator), named("closer"));
        Asyncio.sleep(ofSeconds(1));
        t.log("closes is on it", task.stack().stream().anyMatch(frame -> frame.getMethodName().equals("closes")));
        task.await();
        t.log("afterwards", task.stack().size());
    }

    private static void closes(AsyncGenerator<Integer, Void> generator) {
        generator.aclose();
    }
}
