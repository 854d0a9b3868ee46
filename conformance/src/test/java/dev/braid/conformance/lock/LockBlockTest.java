package dev.braid.conformance.lock;

import static dev.braid.conformance.lock.LockTasks.start;
import static dev.braid.conformance.lock.LockTasks.takes;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Hold;
import dev.braid.sync.Lock;
import java.time.Duration;
import java.util.List;

/** A lock held by a block. */
@SuppressWarnings("try")
class LockBlockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Case("LOCK-14")
    void theBlockHoldsIt(Trace t) {
        var lock = new Lock();
        try (Hold held = lock.hold()) {
            t.log("inside", lock.locked());
            Asyncio.sleep(SECOND);
            t.log("still", lock.locked());
        }
        t.log("outside", lock.locked());
        try {
            try (Hold held = lock.hold()) {
                throw new Boom("body");
            }
        } catch (Boom e) {
            t.log("escaped", e, lock.locked());
        }
    }

    @Case("LOCK-19")
    void whoeverIsCancelledAtTheEntryStaysOutside(Trace t) {
        var lock = new Lock();
        VoidCoroutine enters = () -> {
            try {
                try (Hold held = lock.hold()) {
                    t.log("never inside");
                }
            } catch (CancelledError e) {
                t.log("cancelled", e, lock.locked());
                throw e;
            }
        };

        try (Hold held = lock.hold()) {
            Task<?> task = start("waiter", enters);
            Asyncio.sleep(SECOND);
            task.cancel("no more");
            Asyncio.wait(List.of(task));
            t.log("still held", lock.locked(), task.cancelled());
        }
        t.log("free", lock.locked());
    }

    @Case("LOCK-20")
    void whoeverIsCancelledInsideHandsItOn(Trace t) {
        var lock = new Lock();
        VoidCoroutine stays = () -> {
            try (Hold held = lock.hold()) {
                t.log("inside");
                try {
                    Asyncio.sleep(Duration.ofSeconds(10));
                } catch (CancelledError e) {
                    t.log("cancelled", e, lock.locked());
                    throw e;
                }
            }
        };

        var first = start("first", stays);
        var second = start("second", takes(t, lock));
        Asyncio.sleep(SECOND);
        first.cancel();
        Asyncio.wait(List.of(first, second));
        t.log("free", lock.locked(), first.cancelled());
    }
}
