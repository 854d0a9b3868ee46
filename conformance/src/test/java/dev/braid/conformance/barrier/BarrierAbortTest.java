package dev.braid.conformance.barrier;

import static dev.braid.conformance.barrier.BarrierTasks.SECOND;
import static dev.braid.conformance.barrier.BarrierTasks.and;
import static dev.braid.conformance.barrier.BarrierTasks.brackets;
import static dev.braid.conformance.barrier.BarrierTasks.start;
import static dev.braid.conformance.barrier.BarrierTasks.waiter;
import static dev.braid.conformance.barrier.BarrierTasks.waiters;

import dev.braid.Asyncio;
import dev.braid.BrokenBarrierException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;

/** Aborting a barrier. */
class BarrierAbortTest {

    @Case("BARRIER-19")
    void anAbortFailsAllWaitsFromThenOn(Trace t) {
        var barrier = new Barrier(3);
        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        barrier.abort();
        t.log("aborted", brackets(barrier), barrier.waiting());
        Asyncio.wait(tasks);
        Asyncio.wait(waiters(t, "cde", barrier));
        t.log("still", brackets(barrier));
    }

    @Case("BARRIER-20")
    void anAbortFailsThoseHeldBackToo(Trace t) {
        var barrier = new Barrier(3);
        VoidCoroutine aborting = () -> {
            barrier.abort();
            t.log("aborted", brackets(barrier));
        };

        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        var held = waiter(t, "held", barrier);
        var aborts = start("aborts", aborting);
        t.log("passes", barrier.await(), brackets(barrier));
        Asyncio.wait(and(tasks, held, aborts));
    }

    @Case("BARRIER-21")
    void brokenIsTrueInTheBrokenStateOnly(Trace t) {
        var barrier = new Barrier(2);
        t.log("new", barrier.broken());
        var waiter = waiter(t, "waiter", barrier);
        Asyncio.sleep(SECOND);
        t.log("filling", barrier.broken());
        barrier.await();
        t.log("draining", brackets(barrier), barrier.broken());
        waiter.await();
        waiter = waiter(t, "waiter", barrier);
        Asyncio.sleep(SECOND);
        barrier.reset();
        t.log("resetting", brackets(barrier), barrier.broken());
        waiter.await();
        barrier.abort();
        t.log("aborted", barrier.broken());
    }

    @Case("BARRIER-25")
    void itsErrorIsARuntimeError(Trace t) {
        var barrier = new Barrier(2);
        barrier.abort();
        try {
            barrier.await();
        } catch (IllegalStateException e) {
            t.log("caught", e, e instanceof BrokenBarrierException);
        }
    }
}
