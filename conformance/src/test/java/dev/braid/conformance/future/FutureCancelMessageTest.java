package dev.braid.conformance.future;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.TaskGroup;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** What was said when a future was cancelled. */
class FutureCancelMessageTest {

    @Case("FUTURE-15")
    void theMessageOfCancelArrives(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> named = loop.createFuture();
        Future<String> numbered = loop.createFuture();
        Future<String> silent = loop.createFuture();
        List<Future<String>> all = List.of(named, numbered, silent);
        TaskGroup.run(group -> {
            for (Future<String> future : all) {
                group.createTask(() -> waitFor(future, t));
            }
            Asyncio.sleep(ofSeconds(1));
            named.cancel("enough");
            numbered.cancel(3);
            silent.cancel();
        });
        for (Future<String> future : all) {
            t.log("result", assertThrows(CancelledError.class, () -> future.result()));
            t.log("exception", assertThrows(CancelledError.class, () -> future.exception()));
            waitFor(future, t);
        }
    }

    private static void waitFor(Future<String> future, Trace t) {
        try {
            future.await();
        } catch (CancelledError e) {
            t.log("awaiting", e);
        }
    }
}
