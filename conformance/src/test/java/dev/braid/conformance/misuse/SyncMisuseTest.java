package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.braid.Asyncio;
import dev.braid.QueueEmptyException;
import dev.braid.QueueFullException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import dev.braid.sync.BoundedSemaphore;
import dev.braid.sync.Condition;
import dev.braid.sync.Event;
import dev.braid.sync.Lock;
import dev.braid.sync.Queue;
import dev.braid.sync.Semaphore;

/** Locks, queues and their like in the wrong hands. */
class SyncMisuseTest {

    @Everywhere
    void releasingAFreeLock() {
        Lock lock = new Lock();
        Refusal.of(IllegalStateException.class, lock::release)
                .saying("cannot release Lock[unlocked]: it is not acquired")
                .advising("release once for each acquire, best by try (var held = lock.hold())");
        lock.acquire();
        lock.release();
        Refusal.of(IllegalStateException.class, lock::release).saying("cannot release Lock[unlocked]");
        Refusal.of(IllegalStateException.class, new Condition()::release).saying("cannot release Condition[unlocked]");
    }

    @Everywhere
    void waitingAndNotifyingWithoutTheLock() {
        Condition condition = new Condition();
        String way = "its lock is not acquired; do it inside try (var held = condition.hold())";
        Refusal.of(IllegalStateException.class, condition::await)
                .saying("cannot wait for Condition[unlocked]: ").advising(way);
        Refusal.of(IllegalStateException.class, condition::notifyOne)
                .saying("cannot notify Condition[unlocked]: ").advising(way);
        Refusal.of(IllegalStateException.class, condition::notifyEvery).advising(way);
    }

    @Everywhere
    void givingBackMorePermitsThanCanBeCounted() {
        Semaphore semaphore = new Semaphore(Integer.MAX_VALUE);
        Refusal.of(IllegalStateException.class, semaphore::release)
                .saying("cannot release Semaphore[unlocked, value:2147483647]: there can be no more permits")
                .advising("; release once for each acquire");
        semaphore.acquire();
        semaphore.release();
    }

    @Everywhere
    void markingMoreItemsDoneThanThereWere() {
        Queue<String> queue = new Queue<>();
        Refusal.of(IllegalArgumentException.class, queue::taskDone)
                .saying("cannot mark an item of Queue[maxsize=0] as done: all that were put have been")
                .advising("call taskDone() once for each get()");
        queue.put("a");
        queue.get();
        queue.taskDone();
        Refusal.of(IllegalArgumentException.class, queue::taskDone);
        queue.join();
    }

    @Everywhere
    void queueOfNegativeSizeHasNoLimitAsInAsyncio() {
        Queue<Integer> queue = new Queue<>(-1);
        for (int i = 0; i < 100; i++) {
            queue.putNowait(i);
        }
        assertFalse(queue.full());
        assertEquals(-1, queue.maxsize());
        assertEquals(0, queue.get());
    }

    @Everywhere
    void neverWaitingForRoomOrItems() {
        Queue<Integer> queue = new Queue<>(1);
        Refusal.of(QueueEmptyException.class, queue::getNowait).advising("use get() to wait for an item");
        queue.putNowait(1);
        Refusal.of(QueueFullException.class, () -> queue.putNowait(2)).advising("use put() to wait for room");
    }

    @Everywhere
    void permitsAndPartiesThatCannotBe() {
        Refusal.of(IllegalArgumentException.class, () -> new Semaphore(-1))
                .saying("cannot make a semaphore of -1 permits: ").advising("; pass 0 or more");
        Refusal.of(IllegalArgumentException.class, () -> new BoundedSemaphore(-2)).advising("; pass 0 or more");
        Refusal.of(IllegalArgumentException.class, () -> new Barrier(0))
                .saying("cannot make a barrier for 0 parties: ").advising("; pass 1 or more");
    }

    @Everywhere
    void releasingABoundedSemaphoreTooOften() {
        BoundedSemaphore semaphore = new BoundedSemaphore(2);
        Refusal.of(IllegalArgumentException.class, semaphore::release)
                .saying("cannot release BoundedSemaphore[unlocked, value:2]: all its 2 permits are there")
                .advising("release once for each acquire");
        semaphore.acquire();
        semaphore.release();
        Refusal.of(IllegalArgumentException.class, semaphore::release);
    }

    // --- Two loops

    /** Binds an object to a loop, then waits for it on another. */
    private static void onTwoLoops(Trace t, String named, VoidCoroutine wait) {
        t.run(() -> {
            Asyncio.createTask(wait);
            Asyncio.yieldNow();
            return null;
        });
        t.run(() -> {
            Refusal.of(IllegalStateException.class, wait::run)
                    .saying("cannot wait for " + named + "[").advising("it is bound to ")
                    .advising("; make one for each loop");
            return null;
        });
    }

    @Everywhere(plain = true)
    void oneObjectOnTwoLoops(Trace t) {
        Lock lock = new Lock();
        t.run(lock::acquire);
        onTwoLoops(t, "Lock", lock::acquire);
        onTwoLoops(t, "Event", new Event()::await);
        onTwoLoops(t, "Semaphore", new Semaphore(0)::acquire);
        onTwoLoops(t, "BoundedSemaphore", new BoundedSemaphore(0)::acquire);
        onTwoLoops(t, "Queue", new Queue<String>()::get);
        onTwoLoops(t, "Barrier", new Barrier(2)::await);
        Condition condition = new Condition();
        onTwoLoops(t, "Condition", () -> {
            try (var held = condition.hold()) {
                condition.await();
            }
        });
    }

    @Everywhere(plain = true)
    void messagesNameTheObjectThatUsersKnowAndNotItsParts(Trace t) {
        Queue<String> queue = new Queue<>(1);
        queue.putNowait("a");
        onTwoLoops(t, "Queue", queue::join);
        Queue<String> full = new Queue<>(1);
        full.putNowait("a");
        onTwoLoops(t, "Queue", () -> full.put("b"));
        Condition condition = new Condition();
        t.run(condition::acquire);
        onTwoLoops(t, "Condition", condition::acquire);
        Condition shared = new Condition(new Lock());
        t.run(shared::acquire);
        onTwoLoops(t, "Lock", shared::acquire);
    }
}
