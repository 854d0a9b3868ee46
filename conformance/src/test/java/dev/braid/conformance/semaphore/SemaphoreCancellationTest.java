package dev.braid.conformance.semaphore;

import static dev.braid.conformance.semaphore.SemaphoreTasks.SECOND;
import static dev.braid.conformance.semaphore.SemaphoreTasks.brackets;
import static dev.braid.conformance.semaphore.SemaphoreTasks.taker;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Semaphore;
import java.util.List;

/** Cancelling a task that waits for a permit, and where its permit goes. */
class SemaphoreCancellationTest {

    @Case("SEMAPHORE-11")
    void aCancelledWaiterLeavesTheLine(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var a = taker(t, "a", semaphore);
        var b = taker(t, "b", semaphore);
        var c = taker(t, "c", semaphore);
        Asyncio.sleep(SECOND);
        t.log("cancel", b.cancel("enough"));
        Asyncio.wait(List.of(b));
        t.log("left", b.cancelled(), brackets(semaphore));
        semaphore.release();
        Asyncio.wait(List.of(a, c));
        t.log("left", brackets(semaphore));
    }

    @Case("SEMAPHORE-12")
    void permitsPassTheCancelledBy(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var a = taker(t, "a", semaphore);
        var b = taker(t, "b", semaphore);
        var c = taker(t, "c", semaphore);
        var d = taker(t, "d", semaphore);
        Asyncio.sleep(SECOND);
        a.cancel();
        b.cancel();
        semaphore.release();
        t.log("given to the first who lives", brackets(semaphore));
        Asyncio.wait(List.of(a, b, c, d));
        t.log("left", brackets(semaphore));
    }

    @Case("SEMAPHORE-13")
    void aPermitOfACancelledWaiterGoesToTheNext(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var a = taker(t, "a", semaphore);
        var b = taker(t, "b", semaphore);
        Asyncio.sleep(SECOND);
        semaphore.release();
        a.cancel("too late");
        t.log("given", brackets(semaphore));
        Asyncio.wait(List.of(a, b));
        t.log("ended", a.cancelled(), b.cancelled(), brackets(semaphore));
    }

    @Case("SEMAPHORE-14")
    void withoutOthersThePermitIsThereAgain(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var only = taker(t, "only", semaphore);
        Asyncio.sleep(SECOND);
        semaphore.release();
        only.cancel();
        Asyncio.wait(List.of(only));
        t.log("there again", only.cancelled(), brackets(semaphore));
        t.log("obtained", semaphore.acquire());
    }
}
