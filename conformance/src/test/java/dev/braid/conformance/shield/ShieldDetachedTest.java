package dev.braid.conformance.shield;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** What a shield that was cancelled still does: nothing. */
class ShieldDetachedTest {

    @Case("SHIELD-09")
    void aLateResultIsIgnored(Trace t) throws Exception {
        t.catchReports();
        setsALateResult(t);
        t.gc();
        t.log("nothing was reported");
    }

    private static void setsALateResult(Trace t) {
        Future<String> inner = Asyncio.createFuture();
        Future<String> shield = Asyncio.shield(inner);
        Asyncio.sleep(ofSeconds(1));
        shield.cancel();
        Asyncio.yieldNow();
        inner.setResult("late");
        Asyncio.sleep(ofSeconds(1));
        t.log("shield", shield.cancelled(), "inner", inner.result());
        Future<String> one = Asyncio.createFuture();
        shield = Asyncio.shield(one);
        one.setResult("together");
        shield.cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("in one pass", shield.cancelled(), one.result());
    }

    @Case("SHIELD-10")
    void aLateExceptionStaysWithTheInnerFuture(Trace t) throws Exception {
        t.catchReports();
        failsLateAndIsAsked(t);
        t.gc();
        t.log("nor later");
    }

    private static void failsLateAndIsAsked(Trace t) {
        Future<Void> inner = Asyncio.createFuture();
        Future<Void> shield = Asyncio.shield(inner);
        Future<Void> again = Asyncio.shield(inner);
        shield.cancel();
        again.cancel();
        Asyncio.sleep(ofSeconds(1));
        inner.setException(new Boom("late"));
        Asyncio.sleep(ofSeconds(1));
        t.log("nothing was reported", inner.exception());
    }

    @Case("SHIELD-11")
    void aLateExceptionThatNobodyRetrievesIsReported(Trace t) throws Exception {
        t.catchReports();
        failsLate();
        t.log("dropped");
        t.gc();
        t.log("reported");
    }

    private static void failsLate() {
        Future<Void> inner = Asyncio.createFuture();
        Future<Void> shield = Asyncio.shield(inner);
        shield.cancel();
        Asyncio.sleep(ofSeconds(1));
        inner.setException(new Boom("late"));
        Asyncio.sleep(ofSeconds(1));
    }

    @Case("SHIELD-12")
    void aCancelledShieldLeavesNothingBehind(Trace t) throws Exception {
        Future<Void> inner = Asyncio.createFuture();
        t.log("before", waiters(inner), "callbacks", inner.toString().contains("callbacks=["));
        for (int n = 0; n < 2; n++) {
            Task<Void> waiter = Asyncio.createTask(
                    () -> {
                        Asyncio.shield(inner).await();
                    },
                    named("waiter " + n));
            Asyncio.sleep(ofSeconds(1));
            t.log("waiting", waiters(inner), "callbacks", inner.toString().contains("callbacks=["));
            waiter.cancel();
            Asyncio.wait(List.of(waiter));
            t.log("cancelled", waiters(inner), "callbacks", inner.toString().contains("callbacks=["));
        }
    }

    private static List<String> waiters(Future<?> future) {
        return CallGraph.capture(future).awaitedBy().stream()
                .map(graph -> ((Task<?>) graph.future()).name())
                .collect(Collectors.toList());
    }
}
