package dev.braid.conformance.condition;

import static dev.braid.conformance.condition.ConditionTasks.SECOND;
import static dev.braid.conformance.condition.ConditionTasks.brackets;
import static dev.braid.conformance.condition.ConditionTasks.start;
import static dev.braid.conformance.condition.ConditionTasks.waiter;
import static dev.braid.conformance.condition.ConditionTasks.wake;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Condition;
import dev.braid.sync.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Cancelling a task that waits, and who gets the notification that was meant for it. */
@SuppressWarnings("try")
class ConditionCancellationTest {

    @Case("CONDITION-14")
    void aCancelledWaiterTakesTheLockFirst(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        t.log("cancel", waiter.cancel("enough"), condition.locked());
        Asyncio.wait(List.of(waiter));
        t.log("cancelled", waiter.cancelled(), brackets(condition));
    }

    @Case("CONDITION-15")
    void theCancellationComesWhenTheLockIsFree(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            t.log("cancel", waiter.cancel("enough"));
            Asyncio.sleep(Duration.ofSeconds(3));
            t.log("not yet", waiter.done(), brackets(condition));
        }
        Asyncio.wait(List.of(waiter));
        t.log("cancelled", waiter.cancelled(), brackets(condition));
    }

    @Case("CONDITION-16")
    void aCancellationWhileItTakesTheLockIsRemembered(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            Asyncio.sleep(SECOND);
            t.log("cancel", waiter.cancel("enough"));
            Asyncio.sleep(Duration.ofSeconds(2));
            t.log("not yet", waiter.done(), waiter.cancelling());
        }
        Asyncio.wait(List.of(waiter));
        t.log("cancelled", waiter.cancelled(), brackets(condition));
    }

    @Case("CONDITION-17")
    void theLatestOfSeveralCancellationsIsRaised(Trace t) {
        var condition = new Condition();
        var waiter = waiter(t, "waiter", condition);
        var other = waiter(t, "other", condition);
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            for (String message : List.of("first", "second", "third")) {
                t.log("cancel", waiter.cancel(message));
                Asyncio.sleep(SECOND);
                t.log("not yet", waiter.done(), waiter.cancelling());
            }
            condition.notify(1);
            Asyncio.sleep(SECOND);
            other.cancel("after its notification");
            Asyncio.sleep(SECOND);
            other.cancel("again");
            Asyncio.sleep(SECOND);
        }
        Asyncio.wait(List.of(waiter, other));
        t.log("ended", waiter.cancelled(), other.cancelled(), brackets(condition));
    }

    @Case("CONDITION-18")
    void theErrorThatLeavesIsTheOneThatArrived(Trace t) {
        Object message = new Object();
        List<CancelledError> left = new ArrayList<>();
        for (boolean notified : new boolean[] {false, true}) {
            t.log("while it takes the lock", notified);
            var condition = new Condition();
            VoidCoroutine enters = () -> {
                try (Hold held = condition.hold()) {
                    try {
                        condition.await();
                    } catch (CancelledError e) {
                        t.log("leaves the wait", e.message() == message);
                        left.add(e);
                        throw e;
                    }
                }
            };
            VoidCoroutine observes = () -> {
                var task = start("waiter", enters);
                try {
                    task.await();
                } catch (CancelledError e) {
                    t.log("leaves the task", e == left.remove(0), task.cancelled());
                }
            };

            var observer = start("observer", observes);
            Asyncio.sleep(SECOND);
            try (Hold held = condition.hold()) {
                if (notified) {
                    condition.notifyOne();
                    Asyncio.sleep(SECOND);
                }
                observer.cancel(message);
                Asyncio.sleep(SECOND);
                t.log("not yet", observer.done());
            }
            observer.await();
        }
    }

    @Case("CONDITION-19")
    void aNotificationOfACancelledWaiterGoesToAnother(Trace t) {
        var condition = new Condition();
        var a = waiter(t, "a", condition);
        var b = waiter(t, "b", condition);
        var c = waiter(t, "c", condition);
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            a.cancel("enough");
        }
        Asyncio.sleep(SECOND);
        t.log("passed on", a.cancelled(), b.done(), c.done());
        wake(condition, 1);
        c.await();
    }

    @Case("CONDITION-20")
    void itIsPassedOnFromOneThatTakesTheLockToo(Trace t) {
        var condition = new Condition();
        var a = waiter(t, "a", condition);
        var b = waiter(t, "b", condition);
        var c = waiter(t, "c", condition);
        Asyncio.sleep(SECOND);
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            Asyncio.sleep(SECOND);
            a.cancel("enough");
            Asyncio.sleep(SECOND);
            t.log("not yet", a.done(), b.done(), c.done());
        }
        Asyncio.sleep(SECOND);
        t.log("passed on", a.cancelled(), b.done(), c.done());
        wake(condition, 1);
        c.await();
    }

    @Case("CONDITION-21")
    void aWaitMayEndWithoutANotification(Trace t) {
        var condition = new Condition();
        var a = waiter(t, "a", condition);
        var b = waiter(t, "b", condition);
        Asyncio.sleep(SECOND);
        a.cancel("enough");
        Asyncio.sleep(SECOND);
        t.log("nobody notified", a.cancelled(), b.done(), brackets(condition));
        b.await();
    }
}
