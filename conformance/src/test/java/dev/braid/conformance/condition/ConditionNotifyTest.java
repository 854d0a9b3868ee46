package dev.braid.conformance.condition;

import static dev.braid.conformance.condition.ConditionTasks.SECOND;
import static dev.braid.conformance.condition.ConditionTasks.brackets;
import static dev.braid.conformance.condition.ConditionTasks.start;
import static dev.braid.conformance.condition.ConditionTasks.waiter;
import static dev.braid.conformance.condition.ConditionTasks.wake;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Condition;
import dev.braid.sync.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waiting for a notification, and whom one wakes. */
@SuppressWarnings("try")
class ConditionNotifyTest {

    @Case("CONDITION-04")
    void waitingGivesTheLockUpAndTakesItAgain(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        t.log("the lock is free", condition.locked(), brackets(condition));
        condition.acquire();
        condition.notifyOne();
        condition.release();
        waiter.await();
        t.log("free", condition.locked());
    }

    @Case("CONDITION-05")
    void withoutTheLockThereIsNoWaiting(Trace t) {
        var condition = new Condition();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("refused", assertThrows(IllegalStateException.class, condition::await), brackets(condition));
        Asyncio.yieldNow();
    }

    @Case("CONDITION-06")
    void nobodyAsksWhoHoldsTheLock(Trace t) {
        var condition = new Condition();
        VoidCoroutine holder = () -> {
            condition.acquire();
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log("thinks it still holds it", condition.locked());
        };
        VoidCoroutine intruder = () -> t.log("goes on", condition.await(), condition.locked());

        var a = start("holder", holder);
        Asyncio.sleep(SECOND);
        var b = start("intruder", intruder);
        a.await();
        wake(condition, 1);
        b.await();
    }

    @Case("CONDITION-07")
    void withoutTheLockThereIsNoNotifying(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        t.log("refused", assertThrows(IllegalStateException.class, condition::notifyOne));
        t.log("refused", assertThrows(IllegalStateException.class, () -> condition.notify(2)));
        t.log("refused", assertThrows(IllegalStateException.class, condition::notifyEvery));
        Asyncio.sleep(SECOND);
        t.log("nobody woken", !waiter.done());
        wake(condition, 1);
        waiter.await();
    }

    @Case("CONDITION-08")
    void notifyWakesSoManyLongestWaitingFirst(Trace t) {
        var condition = new Condition();
        List<Task<?>> tasks = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            tasks.add(waiter(t, name, condition));
        }
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyOne();
        }
        Asyncio.sleep(SECOND);
        for (int count : new int[] {0, -1, 2, 1}) {
            t.log("notify", count);
            wake(condition, count);
            Asyncio.sleep(SECOND);
        }
        t.log("left", brackets(condition));
        wake(condition, 2);
        Asyncio.wait(tasks);
    }

    @Case("CONDITION-09")
    void moreThanThereAreIsAllOfThem(Trace t) {
        var condition = new Condition();
        List<Task<?>> tasks = List.of(waiter(t, "a", condition), waiter(t, "b", condition));
        Asyncio.sleep(SECOND);
        wake(condition, 100);
        Asyncio.wait(tasks);
        var late = waiter(t, "late", condition);
        Asyncio.sleep(SECOND);
        t.log("the rest is not remembered", !late.done());
        wake(condition, 1);
        late.await();
    }

    @Case("CONDITION-10")
    void notifyEveryWakesAllOneAfterTheOther(Trace t) {
        var condition = new Condition();
        List<Task<?>> tasks = List.of(
                waiter(t, "a", condition, 3), waiter(t, "b", condition, 1), waiter(t, "c", condition, 2));
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyEvery();
        }
        Asyncio.wait(tasks);
        t.log("free", brackets(condition));
    }

    @Case("CONDITION-11")
    void theNotifiedWaitUntilTheNotifierHasLeft(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log("still inside", waiter.done(), brackets(condition));
        }
        t.log("outside", waiter.done());
        waiter.await();
    }

    @Case("CONDITION-12")
    void notificationsAreNotRemembered(Trace t) {
        var condition = new Condition();
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            condition.notifyEvery();
        }
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        t.log("waits", !waiter.done());
        wake(condition, 1);
        waiter.await();
    }

    @Case("CONDITION-13")
    void aSecondNotificationSkipsTheNotified(Trace t) {
        var condition = new Condition();
        List<Task<?>> tasks = List.of(
                waiter(t, "a", condition), waiter(t, "b", condition), waiter(t, "c", condition));
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            condition.notifyOne();
        }
        Asyncio.sleep(SECOND);
        t.log("two went on", tasks.stream().map(Task::done).toList());
        wake(condition, 1);
        Asyncio.wait(tasks);
    }
}
