package dev.braid.conformance.waitfor;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Cancelling the waiter, and what it waits for. */
class WaitForCancellationTest {

    @Case("WAITFOR-08")
    void cancellingTheWaiterCancelsWhatItWaitsFor(Trace t) throws Exception {
        for (Duration limit : new Duration[] {null, ofSeconds(20)}) {
            Task<Void> inner = Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.sleep(ofSeconds(50));
                        } catch (CancelledError e) {
                            t.log("got", e);
                            throw e;
                        }
                    },
                    named("inner"));
            Task<Void> waiter = Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.waitFor(inner, limit);
                        } catch (CancelledError e) {
                            t.log("caught", e);
                            throw e;
                        }
                    },
                    named("waiter"));
            Asyncio.sleep(ofSeconds(1));
            waiter.cancel("enough");
            Asyncio.wait(List.of(waiter));
            t.log("cancelled", waiter.cancelled(), inner.cancelled());
        }
    }

    @Case("WAITFOR-09")
    void aCancelledWaiterWaitsForTheEnd(Trace t) throws Exception {
        Task<Void> inner = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(50));
                    } finally {
                        Asyncio.sleep(ofSeconds(3));
                        t.log("ends at last");
                    }
                },
                named("inner"));
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    Asyncio.waitFor(inner, ofSeconds(20));
                },
                named("waiter"));
        Asyncio.sleep(ofSeconds(1));
        waiter.cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("waiter", waiter.done());
        Asyncio.wait(List.of(waiter));
        t.log("waiter", waiter.cancelled(), "inner", inner.done());
    }

    @Case("WAITFOR-10")
    void aCancellationTogetherWithTheResultIsNotLost(Trace t) throws Exception {
        Task<String> inner = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(1), "value"), named("inner"));
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    try {
                        t.log("not reached", Asyncio.<String, Exception>waitFor(inner, ofSeconds(100)));
                    } catch (CancelledError e) {
                        t.log("caught", e);
                        throw e;
                    }
                },
                named("waiter"));
        inner.addDoneCallback(done -> t.log("done", "cancel", waiter.cancel("enough")));
        Asyncio.wait(List.of(waiter));
        t.log("waiter", waiter.cancelled(), "inner", inner.result(), "requests", inner.cancelling());
    }

    @Case("WAITFOR-16")
    void aCancellationByOthersIsNoTimeout(Trace t) throws Exception {
        Future<Void> inner = Asyncio.createFuture();
        Asyncio.runningLoop().callLater(ofSeconds(1), () -> inner.cancel("by others"));
        try {
            Asyncio.waitFor(inner, ofSeconds(5));
            t.log("not reached");
        } catch (CancelledError e) {
            t.log("caught", e, "requests", Objects.requireNonNull(Asyncio.currentTask()).cancelling());
        }
        Asyncio.sleep(ofSeconds(10));
        t.log("goes on");
    }
}
