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
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rounds of a barrier: who passes, when, and with which number. */
class BarrierRoundTest {

    @Case("BARRIER-02")
    void theLastToArriveLetsAllPass(Trace t) {
        var barrier = new Barrier(3);
        var a = waiter(t, "a", barrier);
        Asyncio.sleep(SECOND);
        var b = waiter(t, "b", barrier);
        Asyncio.sleep(SECOND);
        t.log("two wait", a.done(), b.done());
        var c = waiter(t, "c", barrier);
        Asyncio.wait(List.of(a, b, c));
    }

    @Case("BARRIER-03")
    void eachGetsItsPlaceInTheOrderOfArrival(Trace t) {
        var barrier = new Barrier(4);
        Map<Integer, Integer> indexes = new HashMap<>();
        List<Task<?>> tasks = new ArrayList<>();
        for (int seconds : new int[] {3, 1, 4, 2}) {
            tasks.add(start("after " + seconds, () -> {
                Asyncio.sleep(Duration.ofSeconds(seconds));
                indexes.put(seconds, barrier.await());
            }));
        }
        Asyncio.wait(tasks);
        t.log("indexes", Stream.of(1, 2, 3, 4).map(indexes::get).toList());
    }

    @Case("BARRIER-04")
    void theLastGoesOnFirstThenTheOthersInOrder(Trace t) {
        var barrier = new Barrier(4);
        var tasks = waiters(t, "abc", barrier);
        Asyncio.sleep(SECOND);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("passes", barrier.await());
        t.log("has not suspended", tasks.stream().map(Task::done).toList());
        Asyncio.wait(tasks);
    }

    @Case("BARRIER-05")
    void onePartyPassesEveryTime(Trace t) {
        var barrier = new Barrier(1);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        for (int n = 0; n < 3; n++) {
            t.log("passes", barrier.await(), brackets(barrier));
        }
        Asyncio.yieldNow();
    }

    @Case("BARRIER-06")
    void aNewRoundStartsWhenAllHaveLeft(Trace t) {
        var barrier = new Barrier(2);
        Asyncio.wait(List.of(waiter(t, "a", barrier, 3), waiter(t, "b", barrier, 3)));
        t.log("after three rounds", brackets(barrier));
    }

    @Case("BARRIER-07")
    void theBlockBeginsWithTheWait(Trace t) {
        var barrier = new Barrier(2);
        VoidCoroutine enters = () -> {
            // The block form of a barrier does nothing when it is left: in Java that is a wait and no block.
            int index = barrier.await();
            t.log("inside", index, brackets(barrier));
            Asyncio.sleep(Duration.ofSeconds(index + 1));
            t.log("outside", brackets(barrier));
            barrier.await();
            throw new Boom("body");
        };

        List<Task<?>> tasks = List.of(start("a", enters), start("b", enters));
        Asyncio.wait(tasks);
        t.log("escaped", tasks.stream().map(Task::exception).toList(), brackets(barrier));
    }

    @Case("BARRIER-10")
    void itDrainsUntilAllHaveLeft(Trace t) {
        var barrier = new Barrier(3);
        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        t.log("filling", brackets(barrier));
        t.log("passes", barrier.await(), brackets(barrier));
        Asyncio.wait(tasks);
        t.log("filling again", brackets(barrier));
    }

    @Case("BARRIER-11")
    void whoComesWhileItDrainsWaitsForTheNextRound(Trace t) {
        var barrier = new Barrier(3);
        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        var early = waiter(t, "early", barrier);
        t.log("passes", barrier.await(), brackets(barrier));
        Asyncio.wait(tasks);
        Asyncio.sleep(SECOND);
        t.log("held back, then counted", early.done(), brackets(barrier));
        var last = waiters(t, "cd", barrier);
        Asyncio.wait(and(last, early));
    }

    @Case("BARRIER-12")
    void aCancelledWaiterLeavesTheRound(Trace t) {
        var barrier = new Barrier(3);
        var a = waiter(t, "a", barrier);
        var b = waiter(t, "b", barrier);
        Asyncio.sleep(SECOND);
        t.log("two", barrier.waiting());
        a.cancel("enough");
        Asyncio.wait(List.of(a));
        t.log("one", barrier.waiting(), brackets(barrier));
        var last = waiters(t, "cd", barrier);
        Asyncio.wait(and(last, b));
        t.log("goes on", brackets(barrier));
    }

    @Case("BARRIER-26")
    void aCancelledTaskThatWasHeldBackJustLeaves(Trace t) {
        var barrier = new Barrier(3);
        var tasks = waiters(t, "ab", barrier);
        Asyncio.sleep(SECOND);
        var held = waiter(t, "held", barrier);
        Asyncio.runningLoop().callSoon(() -> t.log("cancel", held.cancel("enough"), brackets(barrier)));
        t.log("passes", barrier.await(), brackets(barrier));
        Asyncio.wait(and(tasks, held));
        t.log("ended", held.cancelled(), brackets(barrier));
        Asyncio.wait(waiters(t, "cde", barrier));
    }
}
