package dev.braid.conformance.semaphore;

import static dev.braid.conformance.semaphore.SemaphoreTasks.SECOND;
import static dev.braid.conformance.semaphore.SemaphoreTasks.brackets;
import static dev.braid.conformance.semaphore.SemaphoreTasks.start;
import static dev.braid.conformance.semaphore.SemaphoreTasks.taker;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.BoundedSemaphore;
import dev.braid.sync.Hold;
import dev.braid.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who obtains a permit, and when. */
@SuppressWarnings("try")
class SemaphorePermitTest {

    @Case("SEMAPHORE-01")
    void itStartsWithItsValue(Trace t) {
        t.log("default", brackets(new Semaphore()), brackets(new BoundedSemaphore()));
        t.log("three", brackets(new Semaphore(3)));
        t.log("refused", assertThrows(IllegalArgumentException.class, () -> new Semaphore(-1)));
        t.log("refused", assertThrows(IllegalArgumentException.class, () -> new BoundedSemaphore(-1)));
        var semaphore = new Semaphore(0);
        t.log("zero", semaphore.locked());
        var waiter = taker(t, "waiter", semaphore);
        Asyncio.sleep(SECOND);
        t.log("waits", !waiter.done());
        semaphore.release();
        waiter.await();
    }

    @Case("SEMAPHORE-02")
    void aPermitThatIsThereIsTakenWithoutSuspending(Trace t) {
        var semaphore = new Semaphore(2);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("obtained", semaphore.acquire(), brackets(semaphore));
        t.log("obtained", semaphore.acquire(), brackets(semaphore));
        Asyncio.yieldNow();
    }

    @Case("SEMAPHORE-03")
    void atZeroAReleaseIsWaitedFor(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var waiter = taker(t, "waiter", semaphore);
        Asyncio.sleep(Duration.ofSeconds(2));
        t.log("waits", !waiter.done());
        semaphore.release();
        waiter.await();
        t.log("back", brackets(semaphore));
    }

    @Case("SEMAPHORE-04")
    void aReleaseCountsOrHandsThePermitOn(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        semaphore.release();
        t.log("counted", brackets(semaphore));
        semaphore.acquire();
        var a = taker(t, "a", semaphore, 3);
        var b = taker(t, "b", semaphore);
        Asyncio.sleep(SECOND);
        semaphore.release();
        t.log("goes on without suspending", brackets(semaphore));
        Asyncio.wait(List.of(a, b));
        t.log("back", brackets(semaphore));
    }

    @Case("SEMAPHORE-05")
    void moreReleasesMakeMorePermits(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.release();
        semaphore.release();
        t.log("three", brackets(semaphore));
        for (int n = 0; n < 3; n++) {
            semaphore.acquire();
        }
        t.log("all taken", brackets(semaphore));
    }

    @Case("SEMAPHORE-06")
    void permitsComeInWaitingOrder(Trace t) {
        var semaphore = new Semaphore(1);
        VoidCoroutine works = () -> {
            for (int turn = 0; turn < 3; turn++) {
                try (Hold held = semaphore.hold()) {
                    t.log("turn", turn);
                    Asyncio.yieldNow();
                }
            }
        };

        Asyncio.wait(List.of(start("a", works), start("b", works), start("c", works)));
    }

    @Case("SEMAPHORE-07")
    void aNewcomerCannotOvertake(Trace t) {
        var semaphore = new Semaphore(0);
        var waiter = taker(t, "waiter", semaphore);
        Asyncio.sleep(SECOND);
        semaphore.release();
        semaphore.release();
        t.log("a permit is left, and somebody in the line", brackets(semaphore));
        var newcomer = taker(t, "newcomer", semaphore);
        t.log("obtained", semaphore.acquire());
        Asyncio.wait(List.of(waiter, newcomer));
    }

    @Case("SEMAPHORE-08")
    void lockedTellsWhetherAcquireWouldWait(Trace t) {
        var semaphore = new Semaphore(1);
        t.log("new", semaphore.locked());
        semaphore.acquire();
        t.log("zero", semaphore.locked());
        var waiter = taker(t, "waiter", semaphore);
        Asyncio.sleep(SECOND);
        semaphore.release();
        semaphore.release();
        t.log("one left, but somebody in the line", semaphore.locked());
        Asyncio.runningLoop().callSoon(() -> t.log("he has gone on", semaphore.locked()));
        waiter.await();

        for (int n = 0; n < 2; n++) {
            semaphore.acquire();
        }
        waiter = taker(t, "waiter", semaphore);
        Asyncio.sleep(SECOND);
        waiter.cancel();
        semaphore.release();
        t.log("only a cancelled wait in the line", semaphore.locked());
        Asyncio.wait(List.of(waiter));
    }

    @Case("SEMAPHORE-09")
    void aPermitOnItsWayIsNobodyElses(Trace t) {
        var semaphore = new Semaphore(1);
        semaphore.acquire();
        var waiter = taker(t, "waiter", semaphore);
        Asyncio.sleep(SECOND);
        semaphore.release();
        t.log("given away already", semaphore.locked(), brackets(semaphore));
        var third = taker(t, "third", semaphore);
        t.log("obtained", semaphore.acquire());
        t.log("after him", waiter.done(), brackets(semaphore));
        semaphore.release();
        Asyncio.wait(List.of(waiter, third));
    }

    @Case("SEMAPHORE-10")
    void whoGoesOnWakesTheNextIfThereArePermits(Trace t) {
        var semaphore = new Semaphore(0);
        var a = taker(t, "a", semaphore);
        var b = taker(t, "b", semaphore);
        var c = taker(t, "c", semaphore);
        Asyncio.sleep(SECOND);
        a.cancel();
        semaphore.release();
        semaphore.release();
        semaphore.release();
        var late = taker(t, "late", semaphore);
        Asyncio.wait(List.of(a, b, c, late));
        t.log("left", brackets(semaphore));

        for (int n = 0; n < 3; n++) {
            semaphore.acquire();
        }
        var d = taker(t, "d", semaphore);
        Asyncio.sleep(SECOND);
        var e = taker(t, "e", semaphore);
        var f = taker(t, "f", semaphore);
        for (int n = 0; n < 3; n++) {
            semaphore.release();
        }
        late = taker(t, "late", semaphore);
        Asyncio.wait(List.of(d, e, f, late));
        t.log("left", brackets(semaphore));
    }

    @Case("SEMAPHORE-20")
    void noMoreThanItsValueAreInside(Trace t) {
        var semaphore = new Semaphore(2);
        List<String> inside = new ArrayList<>();
        List<Task<?>> tasks = List.of(
                start("a", enters(t, semaphore, inside, 3)),
                start("b", enters(t, semaphore, inside, 1)),
                start("c", enters(t, semaphore, inside, 1)),
                start("d", enters(t, semaphore, inside, 2)),
                start("e", enters(t, semaphore, inside, 1)));
        Asyncio.wait(tasks);
        t.log("all out", inside, brackets(semaphore));
    }

    private static VoidCoroutine enters(Trace t, Semaphore semaphore, List<String> inside, int seconds) {
        return () -> {
            try (Hold held = semaphore.hold()) {
                inside.add(Asyncio.currentTask().name());
                t.log("inside", inside);
                Asyncio.sleep(Duration.ofSeconds(seconds));
                inside.remove(Asyncio.currentTask().name());
            }
        };
    }
}
