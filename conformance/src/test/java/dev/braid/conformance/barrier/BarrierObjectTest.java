package dev.braid.conformance.barrier;

import static dev.braid.conformance.barrier.BarrierTasks.SECOND;
import static dev.braid.conformance.barrier.BarrierTasks.and;
import static dev.braid.conformance.barrier.BarrierTasks.brackets;
import static dev.braid.conformance.barrier.BarrierTasks.start;
import static dev.braid.conformance.barrier.BarrierTasks.waiter;
import static dev.braid.conformance.barrier.BarrierTasks.waiters;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import java.util.List;

/** What a barrier tells about itself, and what it is not. */
class BarrierObjectTest {

    @Case(value = "BARRIER-01", plain = true)
    void itWantsOnePartyAtLeast(Trace t) {
        for (int parties : new int[] {0, -1}) {
            t.log("refused", assertThrows(IllegalArgumentException.class, () -> new Barrier(parties)));
        }
        t.log("one", new Barrier(1).parties());
    }

    @Case("BARRIER-08")
    void partiesTellsHowManyMakeARound(Trace t) {
        var barrier = new Barrier(2);
        t.log("parties", barrier.parties());
        var waiter = waiter(t, "waiter", barrier);
        Asyncio.sleep(SECOND);
        t.log("while one waits", barrier.parties());
        barrier.abort();
        waiter.await();
        t.log("broken", barrier.parties());
    }

    @Case("BARRIER-09")
    void waitingCountsWhileTheRoundFills(Trace t) {
        var barrier = new Barrier(3);
        VoidCoroutine counts = () -> {
            barrier.await();
            t.log("draining", barrier.waiting());
        };

        t.log("new", barrier.waiting());
        var a = start("a", counts);
        Asyncio.sleep(SECOND);
        t.log("one", barrier.waiting());
        var b = start("b", counts);
        Asyncio.sleep(SECOND);
        t.log("two", barrier.waiting());
        barrier.await();
        t.log("passed", barrier.waiting());
        Asyncio.wait(List.of(a, b));
        var c = waiter(t, "c", barrier);
        Asyncio.sleep(SECOND);
        t.log("one again", barrier.waiting());
        barrier.reset();
        t.log("resetting", barrier.waiting());
        c.await();
        barrier.abort();
        t.log("broken", barrier.waiting());
    }

    @Case("BARRIER-23")
    void itIsNotAwaitable(Trace t) {
        var barrier = new Barrier(1);
        Object object = barrier; // javac would refuse it
        t.log("cannot be awaited",
                assertThrows(ClassCastException.class, () -> ((Awaitable<?>) object).await()), brackets(barrier));
    }

    @Case("BARRIER-24")
    void itsTextShowsPhaseWaitersAndParties(Trace t) {
        var barrier = new Barrier(3);
        t.log("new", brackets(barrier));
        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        t.log("two", brackets(barrier));
        barrier.await();
        t.log("draining", brackets(barrier));
        Asyncio.wait(tasks);
        t.log("left", brackets(barrier));
        var waiter = waiter(t, "waiter", barrier);
        Asyncio.sleep(SECOND);
        barrier.reset();
        t.log("resetting", brackets(barrier));
        waiter.await();
        barrier.abort();
        t.log("broken", brackets(barrier));
    }
}
