package dev.braid.conformance.barrier;

import static dev.braid.conformance.barrier.BarrierTasks.SECOND;
import static dev.braid.conformance.barrier.BarrierTasks.and;
import static dev.braid.conformance.barrier.BarrierTasks.brackets;
import static dev.braid.conformance.barrier.BarrierTasks.start;
import static dev.braid.conformance.barrier.BarrierTasks.waiter;
import static dev.braid.conformance.barrier.BarrierTasks.waiters;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import java.util.List;

/** Resetting a barrier. */
class BarrierResetTest {

    @Case("BARRIER-13")
    void aResetFailsThoseWhoWait(Trace t) {
        var barrier = new Barrier(3);
        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        barrier.reset();
        t.log("reset", brackets(barrier), barrier.broken());
        Asyncio.wait(tasks);
        t.log("empty", brackets(barrier), barrier.broken());
        Asyncio.wait(waiters(t, "cde", barrier));
    }

    @Case("BARRIER-14")
    void aResetOfAnIdleBarrierChangesNothing(Trace t) {
        var barrier = new Barrier(2);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        barrier.reset();
        t.log("reset", brackets(barrier), barrier.broken());
        Asyncio.wait(waiters(t, "ab", barrier));
        barrier.reset();
        t.log("reset", brackets(barrier), barrier.broken());
    }

    @Case("BARRIER-15")
    void afterAResetTheSameTasksMakeANewRound(Trace t) {
        var barrier = new Barrier(3);
        List<Task<?>> tasks = List.of(waiter(t, "a", barrier, 2), waiter(t, "b", barrier, 2));
        Asyncio.sleep(SECOND);
        barrier.reset();
        Asyncio.sleep(SECOND);
        t.log("wait again", brackets(barrier));
        t.log("passes", barrier.await());
        Asyncio.wait(tasks);
    }

    @Case("BARRIER-16")
    void aResetWhileItDrainsFailsThoseStillInside(Trace t) {
        var barrier = new Barrier(4);
        VoidCoroutine leavesAndResets = () -> {
            t.log("passes", barrier.await(), brackets(barrier));
            barrier.reset();
            t.log("reset", brackets(barrier), barrier.broken());
        };

        var a = start("a", leavesAndResets);
        var others = waiters(t, "bc", barrier);
        Asyncio.sleep(SECOND);
        t.log("passes", barrier.await());
        Asyncio.wait(and(others, a));
        t.log("empty", brackets(barrier), barrier.broken());
    }

    @Case("BARRIER-17")
    void whoWasHeldBackSurvivesAReset(Trace t) {
        var barrier = new Barrier(3);
        VoidCoroutine resetting = () -> {
            barrier.reset();
            t.log("reset", brackets(barrier));
        };

        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        var held = waiter(t, "held", barrier);
        var resets = start("resets", resetting);
        t.log("passes", barrier.await(), brackets(barrier));
        Asyncio.wait(and(tasks, resets));
        Asyncio.sleep(SECOND);
        t.log("joined the next round", held.done(), brackets(barrier));
        var last = waiters(t, "cd", barrier);
        Asyncio.wait(and(last, held));
    }

    @Case("BARRIER-18")
    void aResetByTheLastToLeaveFailsNobody(Trace t) {
        var barrier = new Barrier(3);
        int[] places = {0};
        VoidCoroutine leaves = () -> {
            t.log("passes", barrier.await(), brackets(barrier));
            places[0]++;
            if (places[0] == barrier.parties()) {
                barrier.reset();
                t.log("reset", brackets(barrier), barrier.broken());
            }
        };

        List<Task<?>> tasks = List.of(start("a", leaves), start("b", leaves));
        Asyncio.sleep(SECOND);
        var c = start("c", leaves);
        var held = waiter(t, "held", barrier);
        var early = waiter(t, "early", barrier);
        Asyncio.wait(and(tasks, c));
        Asyncio.sleep(SECOND);
        t.log("they wait", held.done(), early.done(), brackets(barrier));
        t.log("passes", barrier.await());
        Asyncio.wait(List.of(held, early));
    }

    @Case("BARRIER-22")
    void aResetMendsABrokenBarrier(Trace t) {
        var barrier = new Barrier(2);
        var waiter = waiter(t, "waiter", barrier);
        Asyncio.sleep(SECOND);
        barrier.abort();
        waiter.await();
        t.log("broken", barrier.broken());
        barrier.reset();
        t.log("mended", barrier.broken(), brackets(barrier));
        Asyncio.wait(waiters(t, "ab", barrier));
    }
}
