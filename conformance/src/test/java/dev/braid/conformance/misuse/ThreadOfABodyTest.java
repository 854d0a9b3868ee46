package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Everywhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A body has its thread for itself: what it does with it, it finds again after an await, and no other body does. */
class ThreadOfABodyTest {

    private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

    @Everywhere
    void aBodyMayReplaceItsThreadsExceptionHandler() {
        Asyncio.createTask(() -> {
            Task<?> self = Asyncio.currentTask();
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
            Task<?> other = Asyncio.createTask(() -> Asyncio.sleep(Duration.ofMillis(1)));
            Asyncio.createTask(() -> Asyncio.sleep(Duration.ZERO), EAGER).await();
            List<Integer> steps = new ArrayList<>();
            for (Integer step : replacingItsHandler()) {
                Asyncio.sleep(Duration.ZERO);
                steps.add(step);
            }
            other.await();
            assertEquals(List.of(1, 2), steps);
            assertSame(self, Asyncio.currentTask());
        }).await();
    }

    private static AsyncGenerator<Integer, Void> replacingItsHandler() {
        return AsyncGenerator.of(out -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
            out.yield(1);
            Asyncio.sleep(Duration.ZERO);
            out.yield(2);
        });
    }

    @Everywhere
    void nothingThatABodyDoesToItsThreadIsLeftForTheNextOne() {
        List<Object> found = whatABodyFinds();
        for (int i = 0; i < 3; i++) {
            Asyncio.createTask(() -> {
                Thread mine = Thread.currentThread();
                mine.setName("of the body before");
                mine.setPriority(Thread.MAX_PRIORITY);
                mine.setContextClassLoader(null);
                mine.interrupt();
            }).await();
            assertEquals(found, whatABodyFinds());
        }
    }

    private static List<Object> whatABodyFinds() {
        return Asyncio.createTask(() -> {
            Thread mine = Thread.currentThread();
            assertFalse(mine.getName().contains("before"));
            return List.<Object>of(mine.getPriority(), mine.getContextClassLoader(), mine.isInterrupted());
        }).await();
    }

    @Everywhere
    void aBodyInheritsNoThreadLocalOfWhoStartsIt() {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("of the parent");
        forEachWayToStart(inherited::get).forEach(seen -> assertNull(seen));
        Asyncio.sleep(Duration.ZERO);
        assertEquals("of the parent", inherited.get());
    }

    @Everywhere
    void bodiesShareTheLoopsContextClassLoaderAndNotEachOthers() {
        ClassLoader common = Thread.currentThread().getContextClassLoader();
        ClassLoader own = new ClassLoader() {};
        Thread.currentThread().setContextClassLoader(own);
        forEachWayToStart(() -> Thread.currentThread().getContextClassLoader()).forEach(seen -> assertSame(common, seen));
        Asyncio.sleep(Duration.ZERO);
        assertSame(own, Thread.currentThread().getContextClassLoader());
    }

    private static <T> List<T> forEachWayToStart(Coroutine<T> look) {
        List<T> seen = new ArrayList<>();
        seen.add(Asyncio.createTask(look).await());
        seen.add(Asyncio.createTask(look, EAGER).await());
        AsyncGenerator<T, Void> looking = AsyncGenerator.of(out -> out.yield(look.run()));
        for (T value : looking) {
            seen.add(value);
        }
        return seen;
    }

    @Everywhere
    void anInterruptIsTheBodysThatItIsMeantForAndOutlastsAnAwait() {
        Thread.currentThread().interrupt();
        Asyncio.sleep(Duration.ofMillis(1));
        boolean child = Asyncio.createTask(() -> {
            boolean seen = Thread.currentThread().isInterrupted();
            Asyncio.sleep(Duration.ZERO);
            Thread.currentThread().interrupt();
            Asyncio.sleep(Duration.ZERO);
            return seen;
        }, EAGER).await();
        assertFalse(child);
        assertTrue(Thread.interrupted());
        Asyncio.sleep(Duration.ZERO);
        assertFalse(Thread.interrupted());
    }
}
