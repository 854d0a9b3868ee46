package dev.braid.conformance.taskobject;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CancelRequest;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Outcome;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import dev.braid.spi.Engine;
import dev.braid.testing.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a CancelledError names: an extra, beside asyncio's message. */
class CancelRequestTest {

    private static <T> T run(boolean debug, Coroutine<T> main) throws Exception {
        try (Runner runner = Runner.builder()
                .debug(debug)
                .loopFactory(() -> Engine.newLoop(VirtualTime.host()))
                .build()) {
            return runner.<T, Exception>run(() ->
                    Asyncio.createTask(main, TaskOptions.named("main")).<Exception>await());
        }
    }

    private static CancelledError caught(Coroutine<?> body) throws Exception {
        try {
            body.run();
        } catch (CancelledError error) {
            return error;
        }
        throw new AssertionError("nothing was cancelled");
    }

    private static Task<CancelledError> sleeper(String name) {
        return Asyncio.createTask(() -> caught(() -> Asyncio.sleep(ofSeconds(60), 1)), TaskOptions.named(name));
    }

    @Test
    void aTaskThatCancelsIsNamedWithTheTime() throws Exception {
        CancelledError error = run(false, () -> {
            Task<CancelledError> task = sleeper("sleeper");
            Asyncio.sleep(ofMillis(1500));
            task.cancel("enough");
            return task.await();
        });
        assertEquals("enough", error.message());
        assertEquals("enough", error.getMessage());
        assertEquals("task 'main'", error.request().by());
        assertEquals(ofMillis(1500).toNanos(), error.request().whenNanos());
        assertNull(error.request().cause());
        assertEquals("dev.braid.CancelledError: enough (cancelled by task 'main', at loop time 1.500 s)", error.toString());
    }

    @Test
    void aTaskWithoutANameIsNamedByItsNumber() throws Exception {
        String[] canceller = new String[1];
        CancelledError error = run(false, () -> {
            Task<CancelledError> task = sleeper("sleeper");
            VoidCoroutine cancels = () -> {
                task.cancel();
                canceller[0] = Asyncio.currentTask().name();
            };
            Asyncio.sleep(ofMillis(1));
            Asyncio.createTask(cancels);
            return task.await();
        });
        assertEquals("task '" + canceller[0] + "'", error.request().by());
        assertNull(error.message());
    }

    @Test
    void aTaskThatWasCancelledBeforeItsFirstStepTellsToo() throws Exception {
        CancelledError error = run(false, () -> {
            Task<CancelledError> task = sleeper("sleeper");
            task.cancel();
            return caught(task::await);
        });
        assertEquals("task 'main'", error.request().by());
    }

    @Test
    void aCallbackIsToldFromATask() throws Exception {
        CancelledError error = run(false, () -> {
            Task<CancelledError> task = sleeper("sleeper");
            Asyncio.runningLoop().callLater(ofSeconds(1), task::cancel);
            return task.await();
        });
        assertEquals("a callback", error.request().by());
    }

    @Test
    void aTimeoutNamesItselfInTheErrorThatItThrowsInItsBody() throws Exception {
        CancelledError[] inside = new CancelledError[1];
        TimeoutException timeout = run(false, () -> {
            try {
                Timeout.after(ofSeconds(2), limit -> {
                    inside[0] = caught(() -> Asyncio.sleep(ofSeconds(60), 1));
                    throw inside[0];
                });
            } catch (TimeoutException late) {
                return late;
            }
            throw new AssertionError("no timeout");
        });
        assertEquals("timeout after 2 s in task 'main'", inside[0].request().by());
        assertSame(inside[0], timeout.getCause());
    }

    @Test
    void aTimeoutTellsTheTimeThatWasAllowedHoweverLongTheCleanUpTook() throws Exception {
        String message = run(false, () -> {
            try {
                Timeout.after(Duration.ofNanos(1_500_000), limit -> {
                    try {
                        Asyncio.sleep(ofSeconds(60));
                    } finally {
                        Asyncio.sleep(ofSeconds(3));
                    }
                });
            } catch (TimeoutException late) {
                return late.getMessage();
            }
            throw new AssertionError("no timeout");
        });
        assertEquals("timed out after 1.5 ms in task 'main'", message);
    }

    @Test
    void aGroupNamesTheMemberThatFailed() throws Exception {
        IllegalStateException failure = new IllegalStateException("disk full");
        CancelledError error = run(false, () -> {
            CancelledError[] sibling = new CancelledError[1];
            try {
                TaskGroup.run(group -> {
                    group.createTask(() -> {
                        sibling[0] = caught(() -> Asyncio.sleep(ofSeconds(60), 1));
                        throw sibling[0];
                    });
                    group.createTask(() -> {
                        Asyncio.sleep(ofSeconds(1));
                        throw failure;
                    }, TaskOptions.named("writer"));
                });
            } catch (RuntimeException expected) {
                return sibling[0];
            }
            throw new AssertionError("the group did not fail");
        });
        assertEquals("task group, because task 'writer' failed", error.request().by());
        assertSame(failure, error.request().cause());
        assertTrue(error.toString().endsWith("IllegalStateException: disk full)"), error::toString);
    }

    @Test
    void whatIsCancelledThroughOthersNamesWhoBeganIt() throws Exception {
        Outcome<Integer> outcome = run(false, () -> {
            Future<List<Integer>> both = Asyncio.gather(List.<Coroutine<Integer>>of(
                    () -> Asyncio.sleep(ofSeconds(60), 1), () -> Asyncio.sleep(ofSeconds(60), 2)));
            Task<List<Integer>> waiter = Asyncio.createTask(() -> both.await());
            Asyncio.sleep(ofSeconds(1));
            waiter.cancel("stop");
            return new Outcome.Failure<>(caught(waiter::await));
        });
        CancelledError error = (CancelledError) ((Outcome.Failure<Integer>) outcome).error();
        assertEquals("stop", error.message());
        assertEquals("task 'main'", error.request().by());
        assertEquals(ofSeconds(1).toNanos(), error.request().whenNanos());
    }

    @Test
    void askedAgainACancelledTaskStillNamesTheRequestButNotTheMessage() throws Exception {
        run(false, () -> {
            Task<Integer> task = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(60), 1));
            Asyncio.sleep(ofSeconds(1));
            task.cancel("once");
            CancelledError first = caught(task::await);
            CancelledError second = caught(task::result);
            assertEquals("once", first.message());
            assertNull(second.message());
            assertEquals(first.request().by(), second.request().by());
            assertEquals(first.request().whenNanos(), second.request().whenNanos());
            return null;
        });
    }

    @Test
    void aClosingRunnerNamesItself() throws Exception {
        CancelledError[] left = new CancelledError[1];
        run(false, () -> {
            Asyncio.createTask(() -> {
                left[0] = caught(() -> Asyncio.sleep(ofSeconds(60), 1));
                throw left[0];
            });
            Asyncio.yieldNow();
            return null;
        });
        assertEquals("closing runner, whose main task has ended", left[0].request().by());
    }

    @Test
    void debugModeShowsWhere() throws Exception {
        CancelledError error = run(true, () -> {
            Task<CancelledError> task = sleeper("sleeper");
            Asyncio.yieldNow();
            asksItToStop(task);
            return task.await();
        });
        CancelRequest request = error.request();
        assertNotNull(request.where());
        assertEquals(List.of(request.where()), List.of(error.getSuppressed()));
        StringWriter printed = new StringWriter();
        error.printStackTrace(new PrintWriter(printed, true));
        String text = printed.toString();
        assertTrue(text.contains("Suppressed: cancelled here"), text);
        assertTrue(text.indexOf("CancelRequestTest.asksItToStop(") > text.indexOf("Suppressed: "), text);
        assertNull(run(false, () -> {
            Task<CancelledError> task = sleeper("sleeper");
            Asyncio.yieldNow();
            asksItToStop(task);
            return task.await().request().where();
        }));
    }

    private static void asksItToStop(Task<?> task) {
        task.cancel();
    }

    @Test
    void anErrorThatNoCancelStandsBehindHasNoRequest() {
        assertNull(new CancelledError("mine").request());
        assertEquals("dev.braid.CancelledError: mine", new CancelledError("mine").toString());
    }
}
