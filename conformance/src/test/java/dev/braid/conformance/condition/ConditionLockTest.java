package dev.braid.conformance.condition;

import static dev.braid.conformance.condition.ConditionTasks.SECOND;
import static dev.braid.conformance.condition.ConditionTasks.brackets;
import static dev.braid.conformance.condition.ConditionTasks.start;
import static dev.braid.conformance.condition.ConditionTasks.waiter;
import static dev.braid.conformance.condition.ConditionTasks.wake;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Condition;
import dev.braid.sync.Hold;
import dev.braid.sync.Lock;
import java.util.List;

/** A condition's lock: its own or a shared one. */
@SuppressWarnings("try")
class ConditionLockTest {

    @Case("CONDITION-01")
    void severalConditionsMayShareALock(Trace t) {
        var own = new Condition();
        var other = new Condition();
        own.acquire();
        t.log("a lock of its own", own.locked(), other.locked());

        var lock = new Lock();
        var one = new Condition(lock);
        var two = new Condition(lock);
        one.acquire();
        t.log("shared", lock.locked(), one.locked(), two.locked());
        two.release();
        t.log("released by the other", lock.locked(), one.locked(), two.locked());
        lock.acquire();
        t.log("by the lock itself", lock.locked(), one.locked(), two.locked());
        lock.release();

        var a = waiter(t, "a", one);
        var b = waiter(t, "b", two);
        Asyncio.sleep(SECOND);
        try (Hold held = lock.hold()) {
            two.notifyEvery();
        }
        b.await();
        t.log("the waiters are not shared", a.done(), brackets(one), brackets(two));
        wake(one, 1);
        a.await();
    }

    @Case("CONDITION-02")
    void acquireReleaseAndLockedAreTheLocks(Trace t) {
        var lock = new Lock();
        var condition = new Condition(lock);
        VoidCoroutine acquires = () -> {
            t.log("obtained", condition.acquire(), condition.locked());
            condition.release();
        };

        t.log("obtained", condition.acquire(), condition.locked(), lock.locked());
        var task = start("waiter", acquires);
        Asyncio.sleep(SECOND);
        t.log("waits for the lock", brackets(lock), brackets(condition));
        condition.release();
        t.log("released", condition.locked(), lock.locked());
        task.await();
        t.log("refused", assertThrows(IllegalStateException.class, condition::release));
    }

    @Case("CONDITION-03")
    void theBlockHoldsTheLock(Trace t) {
        var lock = new Lock();
        var condition = new Condition(lock);
        try (Hold held = condition.hold()) {
            t.log("inside", condition.locked(), lock.locked());
            Asyncio.sleep(SECOND);
            t.log("still", condition.locked(), lock.locked());
        }
        t.log("outside", condition.locked(), lock.locked());
    }

    @Case(value = "CONDITION-26", plain = true)
    void theFirstWaitBindsItToALoop(Trace t) {
        var condition = new Condition();
        var lock = new Lock();
        var shared = new Condition(lock);
        VoidCoroutine contended = () -> {
            var waiter = waiter(t, "waiter", condition);
            Asyncio.sleep(SECOND);
            wake(condition, 1);
            waiter.await();
        };
        VoidCoroutine refused = () -> {
            try (Hold held = condition.hold()) {
                t.log("refused", assertThrows(IllegalStateException.class, condition::await), condition.locked());
            }
        };
        VoidCoroutine takes = () -> {
            try (Hold held = lock.hold()) {
                Asyncio.sleep(SECOND);
            }
        };
        VoidCoroutine contendsForTheLock = () -> {
            var one = start("one", takes);
            var two = start("two", takes);
            Asyncio.wait(List.of(one, two));
            t.log("bound", brackets(lock));
        };
        VoidCoroutine refusedByTheLock = () -> {
            try (Hold held = shared.hold()) {
                t.log("refused", assertThrows(IllegalStateException.class, shared::acquire), shared.locked());
            }
        };
        VoidCoroutine uncontended = () -> {
            wake(condition, 1);
            t.log("uncontended", condition.locked());
        };

        t.run(contended);
        t.run(refused);
        t.run(uncontended);
        t.run(contendsForTheLock);
        t.run(refusedByTheLock);
    }

    @Case("CONDITION-27")
    void itsTextShowsStateAndWaiters(Trace t) {
        var condition = new Condition();
        t.log("new", brackets(condition));
        var a = waiter(t, "a", condition);
        var b = waiter(t, "b", condition);
        Asyncio.sleep(SECOND);
        t.log("waited for", brackets(condition));
        try (Hold held = condition.hold()) {
            t.log("held", brackets(condition));
            condition.notifyOne();
            t.log("one notified", brackets(condition));
        }
        a.await();
        t.log("one left", brackets(condition));
        wake(condition, 1);
        b.await();
        t.log("none left", brackets(condition));
    }
}
