package dev.braid.conformance.timeout;

import static dev.braid.TaskOptions.named;
import static dev.braid.conformance.timeout.Clock.requests;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** A timeout and cancellations that come from elsewhere. */
class TimeoutCancellationTest {

    @Case("TIMEOUT-20")
    void anEarlierCancellationPassesThrough(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    List<Timeout> timeouts = new ArrayList<>();
                    try {
                        Timeout.after(ofSeconds(2), timeout -> {
                            timeouts.add(timeout);
                            Asyncio.sleep(ofSeconds(5));
                        });
                    } catch (CancelledError e) {
                        t.log("caught", e, "expired", timeouts.get(0).expired(), "requests", requests());
                        throw e;
                    }
                },
                named("limited"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("enough");
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
    }

    @Case("TIMEOUT-21")
    void aCancellationBesidesItsOwnWins(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    List<Timeout> timeouts = new ArrayList<>();
                    try {
                        Timeout.after(ofSeconds(1), timeout -> {
                            timeouts.add(timeout);
                            try {
                                Asyncio.sleep(ofSeconds(5));
                            } finally {
                                t.log("expired", timeout.expired());
                                Asyncio.sleep(ofSeconds(5));
                            }
                        });
                    } catch (CancelledError e) {
                        t.log("caught", e, "expired", timeouts.get(0).expired(), "requests", requests());
                        throw e;
                    }
                },
                named("limited"));
        Asyncio.sleep(ofSeconds(2));
        task.cancel("enough");
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
    }

    @Case("TIMEOUT-32")
    void anEarlierRequestDoesNotCount(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(5));
                    } catch (CancelledError e) {
                        t.log("swallowed", "requests", requests());
                    }
                    try {
                        Timeout.after(ofSeconds(1), timeout -> {
                            Asyncio.sleep(ofSeconds(5));
                        });
                    } catch (TimeoutException e) {
                        t.log("caught", e, "requests", requests());
                    }
                },
                named("limited"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
    }

    @Case("TIMEOUT-33")
    void aNewRequestAfterAnEarlierOneCounts(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    List<Timeout> timeouts = new ArrayList<>();
                    try {
                        Asyncio.sleep(ofSeconds(5));
                    } catch (CancelledError e) {
                        t.log("swallowed", "requests", requests());
                    }
                    try {
                        Timeout.after(ofSeconds(3), timeout -> {
                            timeouts.add(timeout);
                            Asyncio.sleep(ofSeconds(5));
                        });
                    } catch (CancelledError e) {
                        t.log("caught", e, "requests", requests(), "expired", timeouts.get(0).expired());
                        throw e;
                    }
                },
                named("limited"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("first");
        Asyncio.sleep(ofSeconds(1));
        task.cancel("second");
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
    }
}
