package dev.braid.conformance.ascompleted;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.StopAsyncIterationException;
import dev.braid.Task;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** What ends an iteration, and what that leaves. */
class AsCompletedEndTest {

    @Case("ASCOMPLETED-08")
    void eachStepAfterTheLimitTimesOut(Trace t) throws Exception {
        AsyncIterator<Task<String>> completions = Asyncio.asCompleted(
                        List.of(task("a", 1), task("b", 5), task("c", 6)), ofSeconds(2))
                .iterator();
        t.log("done", completions.next().result());
        for (int n = 0; n < 2; n++) {
            try {
                completions.next();
                t.log("not reached");
            } catch (TimeoutException e) {
                t.log("late", e);
            }
        }
        try {
            completions.next();
            t.log("not reached");
        } catch (StopAsyncIterationException e) {
            t.log("no more");
        }
    }

    @Case("ASCOMPLETED-09")
    void whatIsLateRunsOn(Trace t) throws Exception {
        Task<String> late = task("late", 5);
        try {
            for (Task<String> done : Asyncio.asCompleted(List.of(late), ofSeconds(2))) {
                t.log("not reached", done);
            }
        } catch (TimeoutException e) {
            t.log("caught", e, "requests", late.cancelling(), "done", late.done());
        }
        t.log("result", late.await());
    }

    @Case("ASCOMPLETED-10")
    void inTimeTheLimitIsForgotten(Trace t) throws Exception {
        for (Task<String> done : Asyncio.asCompleted(List.of(task("a", 1), task("b", 2)), ofSeconds(3))) {
            t.log("done", done.result());
        }
        Asyncio.sleep(ofSeconds(10));
        t.log("no error");
    }

    @Case("ASCOMPLETED-11")
    void leavingEarlyCancelsNothing(Trace t) throws Exception {
        Task<String> a = task("a", 1);
        Task<String> b = task("b", 2);
        for (Task<String> done : Asyncio.asCompleted(List.of(a, b))) {
            t.log("done", done.result());
            break;
        }
        t.log("requests", b.cancelling());
        t.log("runs on", b.await());
    }

    @Case("ASCOMPLETED-12")
    void aSecondLoopGoesOn(Trace t) throws Exception {
        AsyncIterable<Task<String>> completions =
                Asyncio.asCompleted(List.of(task("a", 1), task("b", 2), task("c", 3)));
        t.log("its own iterator", (Object) completions.iterator() == completions);
        for (Task<String> done : completions) {
            t.log("first loop", done.result());
            break;
        }
        for (Task<String> done : completions) {
            t.log("second loop", done.result());
        }
        for (Task<String> done : completions) {
            t.log("not reached", done);
        }
    }

    @NoOracle("3.15.0rc1 loses one item for each cancelled step, 3.15.1 does not")
    @Case("ASCOMPLETED-13")
    void aCancelledStepLosesNothing(Trace t) throws Exception {
        Task<String> a = task("a", 2);
        Task<String> b = task("b", 3);
        Future<String> plain = Asyncio.createFuture();
        AsyncIterable<Future<String>> completions = Asyncio.asCompleted(List.of(a, b, plain));

        Task<Void> early = Asyncio.createTask(() -> {
            completions.iterator().next();
            t.log("not reached");
        });
        Asyncio.sleep(ofSeconds(1));
        early.cancel();
        Asyncio.wait(List.of(early));
        assertTrue(early.cancelled());

        // Cancelled when its item has come, but before it has run again.
        Task<Void> together = Asyncio.createTask(() -> {
            completions.iterator().next();
            t.log("not reached");
        });
        Asyncio.sleep(ofMillis(500));
        plain.setResult("value");
        plain.addDoneCallback(done -> together.cancel());
        Asyncio.wait(List.of(together));
        assertTrue(together.cancelled());

        List<Future<String>> rest = new ArrayList<>();
        for (Future<String> done : completions) {
            rest.add(done);
        }
        assertEquals(List.of(plain, a, b), rest);
    }

    private static Task<String> task(String name, int seconds) {
        return Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(seconds), name), named(name));
    }
}
