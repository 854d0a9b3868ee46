package dev.braid.conformance.waitfor;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A limit of no time at all. */
class WaitForNoTimeTest {

    @Case("WAITFOR-11")
    void whatIsDoneNeedsNoTime(Trace t) throws Exception {
        Future<String> done = Asyncio.createFuture();
        Future<String> failed = Asyncio.createFuture();
        done.setResult("value");
        failed.setException(new Boom("a"));
        Asyncio.runningLoop().callSoon(() -> t.log("next pass"));
        for (int limit : new int[] {0, -1}) {
            t.log("result", Asyncio.<String, Exception>waitFor(done, ofSeconds(limit)));
        }
        try {
            Asyncio.waitFor(failed, Duration.ZERO);
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    @Case("WAITFOR-12")
    void withoutTimeACoroutineNeverStarts(Trace t) throws Exception {
        VoidCoroutine child = () -> t.log("not reached");
        for (int limit : new int[] {0, -1}) {
            try {
                Asyncio.waitFor(child, ofSeconds(limit));
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("caught", e);
            }
        }
    }

    @Case("WAITFOR-13")
    void withoutTimeARunningTaskIsCancelled(Trace t) throws Exception {
        for (int limit : new int[] {0, -1}) {
            Task<Void> task = Asyncio.createTask(
                    () -> {
                        try {
                            Asyncio.sleep(ofSeconds(50));
                        } finally {
                            Asyncio.sleep(ofSeconds(2));
                            t.log("cleaned up");
                        }
                    },
                    named("child"));
            Asyncio.sleep(ofSeconds(1));
            try {
                Asyncio.waitFor(task, ofSeconds(limit));
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("caught", e, "cancelled", task.cancelled());
            }
        }
    }

    @Case("WAITFOR-14")
    void withoutTimeAValueIsReturnedNevertheless(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    try {
                        return Asyncio.sleep(ofSeconds(50), "not reached");
                    } catch (CancelledError e) {
                        Asyncio.sleep(ofSeconds(2));
                        return "value";
                    }
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        t.log("result", Asyncio.<String, Exception>waitFor(task, Duration.ZERO), "cancelled", task.cancelled());
    }

    @NoOracle("3.15.0rc1 records nothing here, 3.15.1 does")
    @Case("WAITFOR-19")
    void withoutTimeTheWaiterIsRecordedMeanwhile(Trace t) throws Exception {
        Task<?> main = Asyncio.currentTask();
        Task<Void> task = Asyncio.createTask(() -> {
            try {
                Asyncio.sleep(ofSeconds(50));
            } finally {
                Asyncio.sleep(ofSeconds(2));
            }
        });
        Asyncio.sleep(ofSeconds(1));
        List<List<Future<?>>> seen = new ArrayList<>();
        Asyncio.runningLoop().callLater(ofSeconds(1), () -> seen.add(waiters(task)));
        try {
            Asyncio.waitFor(task, Duration.ZERO);
            t.log("not reached");
        } catch (TimeoutException e) {
            t.log("caught", e);
        }
        assertEquals(List.of(List.of(main)), seen, "while it finished");
        assertEquals(List.of(), waiters(task), "afterwards");
        assertTrue(task.cancelled());
    }

    private static List<Future<?>> waiters(Future<?> future) {
        return CallGraph.capture(future).awaitedBy().stream().map(CallGraph::future).collect(Collectors.toList());
    }
}
