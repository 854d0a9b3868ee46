package dev.braid.conformance.semaphore;

import static dev.braid.conformance.semaphore.SemaphoreTasks.SECOND;
import static dev.braid.conformance.semaphore.SemaphoreTasks.brackets;
import static dev.braid.conformance.semaphore.SemaphoreTasks.taker;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.BoundedSemaphore;
import dev.braid.sync.Hold;
import dev.braid.sync.Semaphore;
import java.util.List;

/** A permit held by a block, the bounded kind, and what a semaphore is not. */
@SuppressWarnings("try")
class SemaphoreObjectTest {

    @Case("SEMAPHORE-15")
    void theBlockHoldsAPermit(Trace t) {
        var semaphore = new Semaphore(2);
        try (Hold held = semaphore.hold()) {
            t.log("inside", brackets(semaphore));
            Asyncio.sleep(SECOND);
            try (Hold second = semaphore.hold()) {
                t.log("twice", brackets(semaphore));
            }
        }
        t.log("outside", brackets(semaphore));
        try {
            try (Hold held = semaphore.hold()) {
                throw new Boom("body");
            }
        } catch (Boom e) {
            t.log("escaped", e, brackets(semaphore));
        }
    }

    @Case("SEMAPHORE-16")
    void itIsNotAwaitable(Trace t) {
        var semaphore = new Semaphore(2);
        Object object = semaphore; // javac would refuse it
        t.log("cannot be awaited",
                assertThrows(ClassCastException.class, () -> ((Awaitable<?>) object).await()), brackets(semaphore));
    }

    @Case("SEMAPHORE-17")
    void aBoundedOneRefusesAReleaseTooMany(Trace t) {
        var semaphore = new BoundedSemaphore(2);
        t.log("refused", assertThrows(IllegalArgumentException.class, semaphore::release), brackets(semaphore));
        semaphore.acquire();
        semaphore.release();
        t.log("once for each acquire", brackets(semaphore));
        t.log("refused", assertThrows(IllegalArgumentException.class, semaphore::release), brackets(semaphore));
    }

    @Case("SEMAPHORE-18")
    void otherwiseItIsLikeThePlainOne(Trace t) {
        var semaphore = new BoundedSemaphore(1);
        t.log("a semaphore", (Object) semaphore instanceof Semaphore);
        List<Task<?>> tasks;
        try (Hold held = semaphore.hold()) {
            tasks = List.of(taker(t, "a", semaphore), taker(t, "b", semaphore), taker(t, "c", semaphore));
            Asyncio.sleep(SECOND);
            t.log("waited for", brackets(semaphore));
            tasks.get(1).cancel("enough");
        }
        t.log("given", brackets(semaphore));
        tasks.get(0).cancel("too late");
        Asyncio.wait(tasks);
        t.log("ended", tasks.get(0).cancelled(), tasks.get(1).cancelled(), tasks.get(2).cancelled(),
                brackets(semaphore));
    }

    @Case("SEMAPHORE-19")
    void itsTextShowsValueAndWaiters(Trace t) {
        var semaphore = new Semaphore(2);
        t.log("new", brackets(semaphore));
        semaphore.acquire();
        t.log("one taken", brackets(semaphore));
        semaphore.acquire();
        t.log("none left", brackets(semaphore));
        var a = taker(t, "a", semaphore);
        var b = taker(t, "b", semaphore);
        Asyncio.sleep(SECOND);
        t.log("waited for", brackets(semaphore));
        semaphore.release();
        t.log("released", brackets(semaphore));
        Asyncio.wait(List.of(a, b));
        t.log("all gone", brackets(semaphore));
    }
}
