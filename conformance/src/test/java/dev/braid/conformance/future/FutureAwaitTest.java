package dev.braid.conformance.future;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Waiting for a future: who goes on when, with what. */
class FutureAwaitTest {

    @Case("FUTURE-16")
    void everyWaiterGetsTheSameOutcome(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Object value = new Object();
        Boom error = new Boom("bad");
        List<Consumer<Future<Object>>> outcomes = List.of(
                future -> future.setResult(value),
                future -> future.setException(error),
                future -> future.cancel("no more"));

        for (Consumer<Future<Object>> complete : outcomes) {
            Future<Object> future = loop.createFuture();
            List<Task<Void>> waiters = new ArrayList<>();
            for (String name : List.of("one", "two", "three")) {
                waiters.add(Asyncio.createTask(
                        () -> {
                            t.log("waits");
                            try {
                                t.log("got the very object", future.await() == value);
                            } catch (Boom e) {
                                t.log("got the very error", e, e == error);
                            } catch (CancelledError e) {
                                t.log("got", e);
                            }
                        },
                        named(name)));
            }
            Asyncio.sleep(ofSeconds(1));
            t.log("completes", future);
            complete.accept(future);
            for (Task<Void> waiter : waiters) {
                waiter.await();
            }
        }
    }

    @Case("FUTURE-17")
    void waitersGoOnInTheOrderInWhichTheyBeganToWait(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Map<String, Duration> delays = new LinkedHashMap<>();
        delays.put("third", ofSeconds(3));
        delays.put("first", ofSeconds(1));
        delays.put("fourth", ofMillis(3500));
        delays.put("second", ofSeconds(2));

        TaskGroup.run(group -> {
            delays.forEach((name, delay) -> group.createTask(
                    () -> {
                        Asyncio.sleep(delay);
                        t.log("begins to wait");
                        future.await();
                        t.log("goes on");
                    },
                    named(name)));
            Asyncio.sleep(ofSeconds(5));
            future.setResult(null);
            t.log("completed");
        });
    }

    @Case("FUTURE-18")
    void aCompletedFutureIsAwaitedWithoutSuspending(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> finished = loop.createFuture();
        Future<String> failed = loop.createFuture();
        Future<String> cancelled = loop.createFuture();
        finished.setResult("value");
        failed.setException(new Boom("bad"));
        cancelled.cancel("gone");
        loop.callSoon(() -> t.log("the next pass"));
        for (int n = 0; n < 3; n++) {
            t.log("result", finished.await());
            try {
                failed.await();
            } catch (Boom e) {
                t.log("exception", e);
            }
            try {
                cancelled.await();
            } catch (CancelledError e) {
                t.log("cancellation", e);
            }
        }
        Asyncio.yieldNow();
        t.log("end");
    }

    @Case("FUTURE-19")
    void waitersGoOnInALaterPass(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> future = loop.createFuture();
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    t.log("waits");
                    t.log("got", future.await());
                    Asyncio.yieldNow();
                    t.log("and a pass later");
                },
                named("waiter"));
        Asyncio.yieldNow();
        loop.callSoon(() -> t.log("queued before completion"));
        future.setResult("value");
        t.log("completed, nobody ran");
        loop.callSoon(() -> t.log("queued after completion"));
        Asyncio.yieldNow();
        t.log("a pass later");

        Future<Void> other = loop.createFuture();
        loop.callSoon(() -> {
            t.log("completing in a callback");
            other.setResult(null);
            t.log("completed there");
        });
        other.await();
        t.log("got that too");
        waiter.await();
    }

    @Case("FUTURE-44")
    void aResultThatLooksLikeSomethingElseIsJustAResult(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> inner = loop.createFuture();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a tuple", List.of("a", "b"));
        values.put("an exception", new Boom("a value"));
        values.put("a cancellation", new CancelledError("a value"));
        values.put("a future", inner);

        for (Map.Entry<String, Object> entry : values.entrySet()) {
            Object value = entry.getValue();
            Future<Object> future = loop.createFuture();
            Task<Void> waiter = Asyncio.createTask(() -> {
                Object got = future.await();
                t.log(entry.getKey(), got == value, future.result() == value, future.exception());
            });
            Asyncio.sleep(ofSeconds(1));
            future.setResult(value);
            waiter.await();
            t.log("of the completed future", future.await() == value, future.cancelled());
        }
        t.log("nobody waited for that one", inner.done());
    }
}
