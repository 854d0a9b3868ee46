package dev.braid.conformance.lock;

import static dev.braid.conformance.lock.LockTasks.brackets;
import static dev.braid.conformance.lock.LockTasks.start;
import static dev.braid.conformance.lock.LockTasks.takes;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Hold;
import dev.braid.sync.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who obtains a lock, and when. */
@SuppressWarnings("try")
class LockAcquireTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Case("LOCK-01")
    void aFreeLockIsObtainedWithoutSuspending(Trace t) {
        var lock = new Lock();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("obtained", lock.acquire(), lock.locked());
        lock.release();
        t.log("obtained again", lock.acquire(), lock.locked());
        Asyncio.yieldNow();
    }

    @Case("LOCK-02")
    void aHeldLockIsWaitedFor(Trace t) {
        var lock = new Lock();
        lock.acquire();
        var waiter = start("waiter", takes(t, lock));
        Asyncio.sleep(Duration.ofSeconds(2));
        t.log("after two seconds", waiter.done(), lock.locked());
        lock.release();
        t.log("released");
        waiter.await();
        t.log("locked", lock.locked());
    }

    @Case("LOCK-03")
    void waitersObtainItInOrderOnePerRelease(Trace t) {
        var lock = new Lock();
        lock.acquire();
        List<Task<?>> tasks = List.of(
                start("a", takes(t, lock, 3)), start("b", takes(t, lock, 1)), start("c", takes(t, lock, 2)));
        Asyncio.sleep(SECOND);
        lock.release();
        t.log("released");
        for (var task : tasks) {
            task.await();
        }
    }

    @Case("LOCK-04")
    void nobodyOvertakesAWaiter(Trace t) {
        var lock = new Lock();
        lock.acquire();
        var first = start("first", takes(t, lock));
        Asyncio.sleep(SECOND);
        lock.release();
        t.log("reads as free", lock.locked());
        t.log("queues behind", lock.acquire());

        var second = start("second", takes(t, lock));
        Asyncio.sleep(SECOND);
        lock.release();
        second.cancel();
        var third = start("third", takes(t, lock));
        t.log("woken and cancelled, reads as free", lock.locked());
        t.log("queues behind it too", lock.acquire());
        lock.release();
        third.await();

        lock.acquire();
        var fourth = start("fourth", takes(t, lock));
        Asyncio.sleep(SECOND);
        fourth.cancel();
        lock.release();
        t.log("a cancelled wait stands in nobody's way", lock.acquire(), fourth.done());
        lock.release();
        Asyncio.wait(List.of(first, second, third, fourth));
    }

    @Case("LOCK-05")
    void itIsNotReentrant(Trace t) {
        var lock = new Lock();
        VoidCoroutine twice = () -> {
            lock.acquire();
            t.log("once");
            lock.acquire();
            t.log("twice");
        };

        var task = start("twice", twice);
        Asyncio.sleep(Duration.ofSeconds(5));
        t.log("blocks itself", task.done(), lock.locked());
        lock.release();
        task.await();
        t.log("locked", lock.locked());
    }

    @Case("LOCK-06")
    void aCancelledWaiterLeavesTheLine(Trace t) {
        var lock = new Lock();
        var holder = start("holder", takes(t, lock, 5));
        var a = start("a", takes(t, lock));
        var b = start("b", takes(t, lock));
        var c = start("c", takes(t, lock));
        Asyncio.sleep(SECOND);
        t.log("cancel", b.cancel("enough"));
        Asyncio.wait(List.of(b));
        t.log("ended", b.cancelled(), lock.locked(), holder.done(), brackets(lock));
        t.log("cancel", a.cancel());
        Asyncio.wait(List.of(a, c));
        t.log("free", lock.locked(), brackets(lock));
    }

    @Case("LOCK-07")
    void aReleaseToACancelledWaiterReachesTheNext(Trace t) {
        var lock = new Lock();
        for (boolean releaseFirst : new boolean[] {true, false}) {
            t.log("release first", releaseFirst);
            lock.acquire();
            var a = start("a", takes(t, lock));
            var b = start("b", takes(t, lock));
            var c = start("c", takes(t, lock));
            Asyncio.sleep(SECOND);
            if (releaseFirst) {
                lock.release();
                a.cancel();
            } else {
                a.cancel();
                lock.release();
            }
            Asyncio.wait(List.of(a, b, c));
            t.log("free", lock.locked(), a.cancelled(), b.cancelled(), c.cancelled());
        }

        lock.acquire();
        var only = start("only", takes(t, lock));
        Asyncio.sleep(SECOND);
        lock.release();
        only.cancel();
        Asyncio.wait(List.of(only));
        t.log("not lost", lock.acquire());
    }

    @Case("LOCK-08")
    void theRaceNeverGivesItToTwo(Trace t) {
        var lock = new Lock();
        List<String> inside = new ArrayList<>();
        VoidCoroutine enters = () -> {
            try (Hold held = lock.hold()) {
                inside.add(Asyncio.currentTask().name());
                t.log("inside", inside);
                try {
                    Asyncio.sleep(SECOND);
                } finally {
                    inside.remove(inside.size() - 1);
                }
            }
        };

        lock.acquire();
        var a = start("a", enters);
        var b = start("b", enters);
        Asyncio.yieldNow();
        lock.release();
        a.cancel();
        var c = start("c", enters);
        Asyncio.wait(List.of(a));
        t.log("cancelled, the next one woken", lock.locked());
        var d = start("d", enters);
        b.cancel();
        Asyncio.wait(List.of(b));
        t.log("cancelled too", lock.locked());
        Asyncio.wait(List.of(c, d));
        t.log("free", lock.locked(), inside);
    }
}
