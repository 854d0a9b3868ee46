package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.testing.VirtualTime;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Generators where they have no business to be: on another loop than they were begun on, and on none. */
@Timeout(60)
class GeneratorLoopTest {

    private final List<String> events = new ArrayList<>();

    private AsyncGenerator<Integer, Void> counting() {
        return AsyncGenerator.of(out -> {
            try {
                for (int n = 1; ; n++) {
                    Asyncio.yieldNow();
                    out.yield(n);
                }
            } finally {
                events.add("closed");
            }
        });
    }

    private static void refused(String why, Executable step) {
        String message = assertThrows(IllegalStateException.class, step).getMessage();
        assertTrue(message.contains(why), message);
    }

    private static void refusedWithoutALoop(AsyncGenerator<Integer, Void> generator) {
        refused("no event loop is running on this thread", generator::anext);
        refused("no event loop is running on this thread", () -> generator.anext(7));
        refused("no event loop is running on this thread", () -> generator.iterator().hasNext());
        refused("no event loop is running on this thread", () -> generator.forEach(n -> {}));
    }

    @Test
    void withoutALoopAGeneratorCannotBeStepped() {
        AsyncGenerator<Integer, Void> generator = counting();
        refusedWithoutALoop(generator);
        try (Runner runner = runner()) {
            runner.run(() -> assertEquals(1, generator.anext()));
            refusedWithoutALoop(generator);
            refused("no event loop is running on this thread", () -> generator.athrow(new Exception("thrown in")));
            refused("no event loop is running on this thread", generator::aclose);
            runner.run(() -> assertEquals(2, generator.anext()));
            assertEquals(List.of(), events);
        }
        assertEquals(List.of("closed"), events);
    }

    @Test
    void onAnotherLoopABegunGeneratorCannotBeStepped() {
        AsyncGenerator<Integer, Void> generator = counting();
        try (Runner first = runner();
                Runner second = runner()) {
            first.run(() -> assertEquals(1, generator.anext()));
            second.run(() -> {
                refused("it was begun on", generator::anext);
                refused("it was begun on", () -> generator.anext(7));
                refused("it was begun on", () -> generator.athrow(new Exception("thrown in")));
                refused("it was begun on", () -> generator.iterator().hasNext());
                refused("it was begun on", () -> generator.forEach(n -> {}));
                refused("it was begun on", generator::aclose);
            });
            first.run(() -> {
                assertEquals(2, generator.anext());
                generator.aclose();
            });
        }
        assertEquals(List.of("closed"), events);
    }

    @Test
    void whatItsLoopHasClosedHasEndedEverywhere() {
        AsyncGenerator<Integer, Void> generator = counting();
        try (Runner first = runner()) {
            first.run(() -> assertEquals(1, generator.anext()));
        }
        assertEquals(List.of("closed"), events);
        generator.close();
        try (Runner second = runner()) {
            second.run(() -> {
                assertThrows(StopAsyncIterationException.class, generator::anext);
                assertEquals(7, generator.anext(7));
                assertFalse(generator.iterator().hasNext());
            });
        }
    }

    @Test
    void inACallbackABodyThatWaitsIsToldSo() {
        AsyncGenerator<Integer, Void> generator = counting();
        try (Runner runner = runner()) {
            runner.run(() -> {
                Future<Void> stepped = Asyncio.createFuture();
                Asyncio.runningLoop().callSoon(() -> {
                    refused("is not a task's body", generator::anext);
                    stepped.setResult(null);
                });
                stepped.await();
                assertThrows(StopAsyncIterationException.class, generator::anext);
            });
        }
        assertEquals(List.of("closed"), events);
    }

    @Test
    void refusedStepsDoNotCloseALostGeneratorTwice() {
        List<Throwable> reports = new ArrayList<>();
        try (Runner runner = runner()) {
            runner.run(() -> {
                Asyncio.runningLoop().setExceptionHandler((loop, context) -> reports.add(context.exception()));
                WeakReference<Object> lost = refusedOftenThenBegunAndLost();
                for (int attempt = 0; attempt < 1000 && (lost.get() != null || events.isEmpty()); attempt++) {
                    System.gc();
                    Asyncio.yieldNow();
                }
                for (int attempt = 0; attempt < 20; attempt++) {
                    System.gc();
                    Thread.sleep(1); // the cleaner's thread is on its way
                    Asyncio.yieldNow();
                }
            });
        }
        assertEquals(List.of("closed"), events);
        assertEquals(List.of(), reports);
    }

    private WeakReference<Object> refusedOftenThenBegunAndLost() throws InterruptedException {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                Asyncio.yieldNow(); // the closing takes a while, and another one would meet it
                events.add("closed");
            }
        });
        Thread elsewhere = new Thread(() -> refusedWithoutALoop(generator));
        elsewhere.start();
        elsewhere.join();
        assertEquals(1, generator.anext());
        return new WeakReference<>(generator);
    }

    private static Runner runner() {
        return Runner.builder().loopFactory(VirtualTime.loops()).build();
    }
}
