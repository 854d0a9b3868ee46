package dev.braid.conformance.gather;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** Whose call graph the children are in. */
class GatherAwaitedByTest {

    @NoOracle("3.15.0rc1 still keeps the records of the survivors, 3.15.1 drops them")
    @Case("GATHER-25")
    void survivorsOfAnEarlyEndAreAwaitedByNobody(Trace t) throws Exception {
        Task<?> main = Asyncio.currentTask();
        Task<Void> failing = Asyncio.createTask(() -> {
            Asyncio.sleep(ofSeconds(1));
            throw new Boom("a");
        }, named("failing"));
        Future<Void> survivor = Asyncio.createFuture();
        Future<List<Void>> aggregate = Asyncio.gather(failing, survivor);
        assertEquals(List.of(main), waitersOf(failing));
        assertEquals(List.of(main), waitersOf(survivor));
        try {
            aggregate.await();
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e);
        }
        assertEquals(List.of(), waitersOf(failing));
        assertEquals(List.of(), waitersOf(survivor), "after a failure");

        Future<Void> cancelled = Asyncio.createFuture();
        aggregate = Asyncio.gather(cancelled, survivor);
        assertEquals(List.of(main), waitersOf(survivor), "gathered again");
        cancelled.cancel();
        try {
            aggregate.await();
            t.log("not reached");
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        assertEquals(List.of(), waitersOf(survivor), "after a cancellation");
        assertEquals(false, survivor.done());

        Future<Void> other = Asyncio.createFuture();
        var settled = Asyncio.gatherSettled(other, survivor);
        other.cancel();
        Asyncio.yieldNow();
        assertEquals(List.of(main), waitersOf(survivor), "this one goes on after the cancellation");
        survivor.setResult(null);
        settled.await();
        assertEquals(List.of(), waitersOf(survivor));
    }

    private static List<Future<?>> waitersOf(Future<?> future) {
        return CallGraph.capture(future).awaitedBy().stream().map(CallGraph::future).collect(Collectors.toList());
    }
}
