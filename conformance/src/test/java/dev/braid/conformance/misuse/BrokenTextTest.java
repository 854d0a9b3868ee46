package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Handle;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import java.util.ArrayList;
import java.util.List;

/** Objects whose {@code toString} throws, or would never end: no loop may stop because it wanted to say something. */
class BrokenTextTest {

    private static final String NO_TEXT = " (its toString throws " + Bad.class.getName() + ")";

    private static final class Bad extends RuntimeException {

        @Override
        public String toString() {
            throw this;
        }
    }

    private record Body(Exception error) implements Coroutine<Object> {

        @Override
        public Object run() throws Exception {
            throw error;
        }

        @Override
        public String toString() {
            throw new Bad();
        }
    }

    private record Text() implements Runnable {

        @Override
        public void run() {
            throw new Bad();
        }

        @Override
        public String toString() {
            throw new Bad();
        }
    }

    @Everywhere
    void aTaskEndsWhateverItsBodyPrints() {
        Boom boom = new Boom("a");
        Task<?> task = Asyncio.createTask(new Body(boom));
        assertTrue(task.toString().contains("coroutine=" + Body.class.getName() + NO_TEXT), task::toString);
        assertSame(boom, assertThrows(Boom.class, task::await));
    }

    @Everywhere
    void aFuturePrintsWithoutTheTextOfItsOutcome() {
        Future<Object> result = Asyncio.createFuture();
        result.setResult(new Text());
        assertTrue(result.toString().startsWith("Future[finished, result=" + Text.class.getName()), result::toString);
        Future<Object> failed = Asyncio.createFuture();
        failed.setException(new Bad());
        assertEquals("Future[finished, exception=" + Bad.class.getName() + NO_TEXT + "]", failed.toString());
        assertThrows(Bad.class, failed::result);
    }

    @Everywhere
    void aFailureOfACallbackIsReportedWhateverItPrints() {
        EventLoop loop = Asyncio.runningLoop();
        List<String> reports = new ArrayList<>();
        loop.setExceptionHandler((on, problem) -> reports.add(problem.message()));
        loop.callSoon(new Text());
        Future<Object> future = loop.createFuture();
        future.addDoneCallback(done -> {
            throw new Boom("a");
        });
        future.setResult(new Text());
        Asyncio.yieldNow();
        Asyncio.yieldNow();
        assertEquals(2, reports.size(), reports::toString);
        assertEquals("Exception in callback " + Text.class.getName() + NO_TEXT, reports.get(0));
    }

    @Everywhere
    void aHandleIsCancelledInDebugModeWhateverItsCallbackPrints() {
        EventLoop loop = Asyncio.runningLoop();
        loop.setDebug(true);
        Handle handle = loop.callSoon(new Text());
        handle.cancel();
        assertTrue(handle.toString().contains(Text.class.getName() + NO_TEXT), handle::toString);
    }

    /** Each names what it waits for, and the text must end before the stack does. */
    @Everywhere
    void aLongChainOfTasksPrintsItsBeginning() {
        Future<Object> end = Asyncio.createFuture();
        Task<?> last = Asyncio.createTask(() -> end.await());
        for (int i = 0; i < 10; i++) {
            Task<?> before = last;
            last = Asyncio.createTask(() -> before.await());
        }
        Asyncio.yieldNow();
        String text = last.toString();
        assertEquals(5, text.split("waitingFor=").length - 1, text);
        assertTrue(text.contains("waitingFor=Task[...]"), text);
        end.setResult(1);
        last.await();
    }
}
