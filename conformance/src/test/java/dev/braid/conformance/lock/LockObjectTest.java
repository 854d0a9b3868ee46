package dev.braid.conformance.lock;

import static dev.braid.conformance.lock.LockTasks.brackets;
import static dev.braid.conformance.lock.LockTasks.start;
import static dev.braid.conformance.lock.LockTasks.takes;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import dev.braid.sync.BoundedSemaphore;
import dev.braid.sync.Condition;
import dev.braid.sync.Event;
import dev.braid.sync.Hold;
import dev.braid.sync.LifoQueue;
import dev.braid.sync.Lock;
import dev.braid.sync.PriorityQueue;
import dev.braid.sync.Queue;
import dev.braid.sync.Semaphore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a lock is and is not, the loop it belongs to, and its text. */
@SuppressWarnings("try")
class LockObjectTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Case("LOCK-15")
    void itIsNeitherAwaitableNorASynchronousBlock(Trace t) {
        var lock = new Lock();
        Object object = lock; // javac would refuse both
        t.log("cannot be awaited",
                assertThrows(ClassCastException.class, () -> ((Awaitable<?>) object).await()), lock.locked());
        t.log("no synchronous block",
                assertThrows(ClassCastException.class, () -> ((AutoCloseable) object).close()), lock.locked());
    }

    @Case(value = "LOCK-16", plain = true)
    void noPrimitiveTakesALoop(Trace t) {
        for (Class<?> kind : List.of(Lock.class, Event.class, Condition.class, Semaphore.class,
                BoundedSemaphore.class, Barrier.class, Queue.class, PriorityQueue.class, LifoQueue.class)) {
            t.log("takes a loop", kind.getSimpleName(), Arrays.stream(kind.getConstructors())
                    .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
                    .anyMatch(EventLoop.class::isAssignableFrom));
        }
    }

    @Case(value = "LOCK-17", plain = true)
    void theFirstWaitBindsItToALoop(Trace t) {
        var lock = new Lock();
        VoidCoroutine uncontended = () -> {
            try (Hold held = lock.hold()) {
                Asyncio.sleep(SECOND);
                t.log("uncontended");
            }
        };
        VoidCoroutine contended = () -> {
            lock.acquire();
            var waiter = start("waiter", takes(t, lock));
            Asyncio.sleep(SECOND);
            lock.release();
            waiter.await();
        };
        VoidCoroutine refused = () -> {
            try (Hold held = lock.hold()) {
                t.log("refused", assertThrows(IllegalStateException.class, lock::acquire), lock.locked());
            }
        };

        t.run(uncontended);
        t.run(uncontended);
        t.run(contended);
        t.run(uncontended);
        t.run(refused);
        t.log("free", lock.locked());
    }

    @Case("LOCK-18")
    void itsTextShowsStateAndWaiters(Trace t) {
        var lock = new Lock();
        t.log("new", brackets(lock));
        lock.acquire();
        t.log("held", brackets(lock));
        var a = start("a", takes(t, lock));
        var b = start("b", takes(t, lock));
        Asyncio.sleep(SECOND);
        t.log("waited for", brackets(lock));
        lock.release();
        t.log("released", brackets(lock));
        a.await();
        t.log("one left", brackets(lock));
        b.await();
        t.log("none left", brackets(lock));
    }
}
