package dev.braid.conformance.callgraph;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.Future;
import dev.braid.GeneratorOutput;
import dev.braid.Task;
import dev.braid.Timeout;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Lock;
import java.util.ArrayList;
import java.util.List;

/** Where a task stands, from its body to the call that suspends, whatever its frames lie on. */
class TaskFramesTest {

    /** The names of the frames, oldest first; nothing of the engine's may be among them. */
    private static List<String> names(List<StackTraceElement> frames) {
        List<String> names = new ArrayList<>();
        for (StackTraceElement frame : frames) {
            assertTrue(!frame.getClassName().startsWith("dev.braid.internal."), () -> "the engine's: " + frames);
            names.add(frame.getMethodName());
        }
        return names;
    }

    private static final class Bodies {

        final Future<Void> future = Asyncio.createFuture();
        final List<List<String>> seen = new ArrayList<>();
        Task<Void> looked;

        void outer() {
            for (int number : AsyncGenerator.of(this::again)) {
                assertEquals(1, number);
            }
        }

        void again(GeneratorOutput<Integer, Void> out) {
            for (int number : AsyncGenerator.of(this::numbers)) {
                out.yield(number);
            }
        }

        void numbers(GeneratorOutput<Integer, Void> out) {
            look();
            future.await();
            out.yield(1);
        }

        void look() {
            if (looked != null) {
                seen.add(names(looked.stack()));
            }
        }

        void sleeps() {
            Asyncio.sleep(ofSeconds(1));
        }

        void holds() {
            Lock lock = new Lock();
            lock.acquire();
            Timeout.after(ofSeconds(9), timeout -> {
                lock.hold();
            });
        }

        void fails() {
            Asyncio.sleep(ofSeconds(1));
            inner();
        }

        void inner() {
            throw new Boom("a");
        }

        @SuppressWarnings("unchecked")
        void starts() {
            looked = (Task<Void>) Asyncio.currentTask();
            Asyncio.createTask(this::eager, named("eager").eager());
        }

        void eager() {
            look();
        }
    }

    @Everywhere
    void ofWhatBraidCallsInsideOnlyTheProgramsOwnCallIsShown() {
        Task<Void> task = Asyncio.createTask(new Bodies()::holds);
        Asyncio.yieldNow();
        List<String> names = names(task.stack());
        assertEquals(4, names.size(), names::toString);
        assertEquals(List.of("holds", "after", "hold"), List.of(names.get(0), names.get(1), names.get(3)));
        task.cancel();
    }

    @Everywhere
    void aTaskSuspendedInGeneratorsStandsInThem(Trace t) {
        Bodies bodies = new Bodies();
        Task<Void> task = Asyncio.createTask(bodies::outer);
        Asyncio.sleep(ofSeconds(1));
        assertEquals(List.of("outer", "again", "numbers"), names(task.stack()));
        assertEquals(List.of("again", "numbers"), names(task.stack(2)));
        assertEquals(List.of(), task.stack(0));
        assertEquals(List.of("numbers"), names(CallGraph.capture(task, -1).callStack()));
        bodies.future.setResult(null);
        task.await();
        assertEquals(List.of(), task.stack());
    }

    @Everywhere
    void aTaskSeesItselfFromInsideItsGenerators(Trace t) {
        Bodies bodies = new Bodies();
        bodies.looked = Asyncio.createTask(bodies::outer);
        bodies.future.setResult(null);
        bodies.looked.await();
        assertEquals(List.of(List.of("outer", "again", "numbers", "look")), bodies.seen);
    }

    @Everywhere
    void aTaskThatStartsAnotherEagerlyIsSeenFromIt(Trace t) {
        Bodies bodies = new Bodies();
        Asyncio.createTask(bodies::starts).await();
        assertEquals(List.of("starts"), bodies.seen.get(0).subList(0, 1));
        assertEquals("createTask", bodies.seen.get(0).get(1));
    }

    @Everywhere
    void theLastFrameTellsWhatItWaitsIn(Trace t) {
        Task<Void> task = Asyncio.createTask(new Bodies()::sleeps);
        assertEquals(List.of(), task.stack(), "not begun");
        Asyncio.yieldNow();
        assertEquals(List.of("sleeps", "sleep"), names(task.stack()));
        task.cancel();
        Asyncio.sleep(ofSeconds(1));
        assertEquals(List.of(), task.stack());
    }

    @Everywhere
    void aFailedTaskShowsWhereItsErrorIsFrom(Trace t) {
        Task<Void> task = Asyncio.createTask(new Bodies()::fails);
        Asyncio.sleep(ofSeconds(2));
        assertEquals(List.of("fails", "inner"), names(task.stack()));
        assertEquals(List.of("fails"), names(task.stack(1)));
        task.exception();
    }

    @Everywhere
    void aNegativeLimitIsRefused(Trace t) {
        Task<?> task = Asyncio.currentTask();
        assertThrows(IllegalArgumentException.class, () -> task.stack(-1));
        assertThrows(IllegalArgumentException.class, () -> CallGraph.captureCurrent(-1, CallGraph.ALL_FRAMES));
    }

    @Everywhere
    void anotherThreadSeesWhereTheTaskItBlocksStands(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(() -> {
            for (int ignored : AsyncGenerator.of((GeneratorOutput<Integer, Void> out) -> {
                Task<?> current = Asyncio.currentTask();
                List<List<String>> seen = new ArrayList<>();
                Thread looker = new Thread(() -> seen.add(names(current.stack())));
                looker.start();
                looker.join();
                List<String> names = seen.get(0);
                // The task's own code and the generator's, and then whatever of Thread blocks it.
                assertTrue(names.get(0).startsWith("lambda$another"), names::toString);
                assertTrue(names.get(1).startsWith("lambda$another"), names::toString);
                assertTrue(names.get(2).matches("start|join"), names::toString);
            })) {
                throw new AssertionError();
            }
        });
        task.await();
    }
}
