package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.EventLoop;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the code does that a closing loop unwinds, and where it is closed from. */
class ClosingTest {

    private final List<String> seen = new ArrayList<>();

    private void runOnce(EventLoop loop) {
        loop.setExceptionHandler((on, problem) -> {});
        loop.callLater(Duration.ofSeconds(1), loop::stop);
        loop.runForever();
    }

    private VoidCoroutine sleeper(String name, Runnable cleanUp) {
        return () -> {
            try {
                Asyncio.sleep(Duration.ofDays(1));
            } finally {
                seen.add(name);
                cleanUp.run();
            }
        };
    }

    @Everywhere(plain = true)
    void closingItAgainOutOfATaskDoesNothing(Trace t) {
        EventLoop loop = t.newLoop();
        loop.createTask(sleeper("closes", loop::close));
        loop.createTask(sleeper("other", () -> {}));
        runOnce(loop);
        loop.close();
        assertEquals(List.of("closes", "other"), seen);
        assertTrue(loop.isClosed());
    }

    @Everywhere(plain = true)
    void nothingCanBeStartedOutOfATask(Trace t) {
        EventLoop loop = t.newLoop();
        String why = ", being closed]: it is being closed; make a new loop";
        loop.createTask(sleeper("starts", () -> {
            Refusal.of(IllegalStateException.class, () -> loop.createTask(() -> 1))
                    .saying("cannot create a task on EventLoop[").advising(why);
            Refusal.of(IllegalStateException.class, () -> loop.callSoon(() -> {}))
                    .saying("cannot schedule a callback on EventLoop[").advising(why);
            Refusal.of(IllegalStateException.class, loop::runForever).saying("cannot run EventLoop[").advising(why);
            seen.add("refused");
        }));
        runOnce(loop);
        loop.close();
        assertEquals(List.of("starts", "refused"), seen);
    }

    @Everywhere(plain = true)
    void itMayBeClosedInsideOfTheContextOfATask(Trace t) {
        EventLoop loop = t.newLoop();
        Context context = new Context();
        loop.createTask(sleeper("of the context", () -> {}), TaskOptions.inContext(context));
        loop.createTask(sleeper("other", () -> {}));
        runOnce(loop);
        context.run(() -> {
            loop.close();
            assertTrue(context.toString().contains("entered"), context::toString);
        });
        assertEquals(List.of("of the context", "other"), seen);
        assertTrue(loop.isClosed());
        context.run(() -> seen.add("entered again"));
    }

    /** A handler that lets an error out must not leave a loop that is neither open nor closed. */
    @Everywhere(plain = true)
    void itIsClosedEvenIfUnwindingFails(Trace t) {
        EventLoop loop = t.newLoop();
        loop.createTask(sleeper("one", () -> {}));
        loop.createTask(sleeper("two", () -> {}));
        runOnce(loop);
        loop.setExceptionHandler((on, problem) -> {
            throw new InternalError("a");
        });
        assertEquals("a", assertThrows(InternalError.class, loop::close).getMessage());
        assertEquals(List.of("one", "two"), seen);
        assertTrue(loop.isClosed());
    }

    /** Nobody can await the task any more, so the handler is the only one who can be told. */
    @Everywhere(plain = true)
    void whatCleaningUpThrowsIsReported(Trace t) {
        EventLoop loop = t.newLoop();
        RuntimeException boom = new IllegalArgumentException("clean-up");
        loop.createTask(sleeper("fails", () -> {
            throw boom;
        }));
        loop.createTask(sleeper("passes", () -> {}));
        runOnce(loop);
        List<Throwable> reported = new ArrayList<>();
        loop.setExceptionHandler((on, problem) -> {
            if (problem.exception() != null) {
                reported.add(problem.exception());
            }
        });
        loop.close();
        assertEquals(List.of(boom), reported);
        assertEquals(List.of("fails", "passes"), seen);
    }

    @Everywhere(plain = true)
    void whatLeavesTheLoopAtOnceLeavesItsCloseToo(Trace t) {
        EventLoop loop = t.newLoop();
        loop.createTask(sleeper("one", () -> {
            throw new InternalError("a");
        }));
        loop.createTask(sleeper("two", () -> {}));
        runOnce(loop);
        assertEquals("a", assertThrows(InternalError.class, loop::close).getMessage());
        assertEquals(List.of("one", "two"), seen);
        assertTrue(loop.isClosed());
    }
}
