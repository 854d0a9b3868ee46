package dev.braid.conformance.lock;

import static dev.braid.conformance.lock.LockTasks.start;
import static dev.braid.conformance.lock.LockTasks.takes;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Hold;
import dev.braid.sync.Lock;
import java.time.Duration;

/** Giving a lock back. */
@SuppressWarnings("try")
class LockReleaseTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Case("LOCK-09")
    void aFreeLockCannotBeReleased(Trace t) {
        var lock = new Lock();
        t.log("refused", assertThrows(IllegalStateException.class, lock::release));
        try (Hold held = lock.hold()) {
            // held for a moment
        }
        t.log("refused", assertThrows(IllegalStateException.class, lock::release));
        t.log("as it was", lock.locked(), lock.acquire());
    }

    @Case("LOCK-10")
    void withoutWaitersItIsFreeAtOnce(Trace t) {
        var lock = new Lock();
        lock.acquire();
        lock.release();
        t.log("locked", lock.locked());
        t.log("obtained", lock.acquire());
    }

    @Case("LOCK-11")
    void anybodyMayReleaseIt(Trace t) {
        var lock = new Lock();
        start("acquires", lock::acquire).await();
        t.log("locked", lock.locked());
        start("releases", lock::release).await();
        t.log("locked", lock.locked());
        lock.acquire();
        Asyncio.runningLoop().callLater(SECOND, lock::release);
        t.log("obtained", lock.acquire());
    }

    @Case("LOCK-12")
    void aReleaseOnlyWakesTheWaiter(Trace t) {
        var lock = new Lock();
        lock.acquire();
        var waiter = start("waiter", takes(t, lock));
        Asyncio.sleep(SECOND);
        Asyncio.runningLoop().callSoon(() -> t.log("queued before", lock.locked()));
        lock.release();
        t.log("goes on without suspending", lock.locked());
        Asyncio.runningLoop().callSoon(() -> t.log("queued after", lock.locked()));
        waiter.await();
    }

    @Case("LOCK-13")
    void lockedTellsWhetherItIsHeld(Trace t) {
        var lock = new Lock();
        t.log("new", lock.locked());
        lock.acquire();
        t.log("acquired", lock.locked());
        lock.release();
        t.log("released", lock.locked());
    }
}
