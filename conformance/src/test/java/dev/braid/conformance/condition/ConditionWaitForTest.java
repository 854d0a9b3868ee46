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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waiting until something holds. */
@SuppressWarnings("try")
class ConditionWaitForTest {

    @Case("CONDITION-22")
    void aConditionThatHoldsIsNotWaitedFor(Trace t) {
        var condition = new Condition();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        BooleanSupplier holds = () -> {
            t.log("asked");
            return true;
        };

        t.log("without the lock", condition.waitFor(holds), condition.locked());
        try (Hold held = condition.hold()) {
            t.log("with the lock", condition.waitFor(holds), condition.locked());
        }
        Asyncio.yieldNow();
    }

    @Case("CONDITION-23")
    void itIsAskedAfterEveryNotification(Trace t) {
        var condition = new Condition();
        int[] state = {0};
        BooleanSupplier holds = () -> {
            t.log("asked", state[0], condition.locked());
            return state[0] == 2;
        };
        VoidCoroutine waitsFor = () -> {
            try (Hold held = condition.hold()) {
                t.log("goes on", condition.waitFor(holds), condition.locked());
            }
        };

        var waiter = start("waiter", waitsFor);
        Asyncio.sleep(SECOND);
        state[0] = 2;
        Asyncio.sleep(SECOND);
        state[0] = 1;
        wake(condition, 1);
        Asyncio.sleep(SECOND);
        state[0] = 2;
        try (Hold held = condition.hold()) {
            condition.notifyOne();
            t.log("asked with the lock only", waiter.done());
            Asyncio.sleep(SECOND);
        }
        waiter.await();
    }

    @Case("CONDITION-24")
    void theValueItselfIsReturned(Trace t) {
        var condition = new Condition();
        List<Object> values = new ArrayList<>(Arrays.asList(null, false, "found"));
        VoidCoroutine waitsFor = () -> {
            try (Hold held = condition.hold()) {
                t.log("found", condition.waitForValue(() -> values.remove(0)), values);
            }
        };

        var waiter = start("waiter", waitsFor);
        Asyncio.sleep(SECOND);
        wake(condition, 1);
        Asyncio.sleep(SECOND);
        t.log("left", values);
        wake(condition, 1);
        waiter.await();
        Object value = new Object();
        t.log("the same object", condition.waitForValue(() -> value) == value);
    }

    @Case("CONDITION-25")
    void whatDoesNotHoldWantsTheLock(Trace t) {
        var condition = new Condition();
        BooleanSupplier holds = () -> {
            t.log("asked");
            return false;
        };
        t.log("refused", assertThrows(IllegalStateException.class, () -> condition.waitFor(holds)),
                brackets(condition));
    }
}
