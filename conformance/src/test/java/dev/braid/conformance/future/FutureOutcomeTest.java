package dev.braid.conformance.future;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.InvalidStateException;
import dev.braid.Task;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.LinkedHashMap;
import java.util.Map;

/** A future is pending until its first outcome, which is the only one. */
class FutureOutcomeTest {

    @Case("FUTURE-01")
    void aNewFutureIsPending(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        t.log("new: done, cancelled", future.done(), future.cancelled());
        Asyncio.sleep(ofSeconds(1));
        t.log("time alone changes nothing", future.done(), future.cancelled());
    }

    @Case("FUTURE-06")
    void aResultCompletesIt(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<Object> future = loop.createFuture();
        Object value = new Object();
        future.setResult(value);
        t.log("done, cancelled", future.done(), future.cancelled());
        t.log("the very object", future.result() == value);
        t.log("no exception", future.exception());
        t.log("as often as asked", future.result() == value);

        Future<Void> empty = loop.createFuture();
        empty.setResult(null);
        t.log("null is a result too", empty.done(), empty.result(), empty.exception());
    }

    @Case("FUTURE-07")
    void anExceptionCompletesIt(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Boom error = new Boom("bad");
        future.setException(error);
        t.log("done, cancelled", future.done(), future.cancelled());
        for (int n = 0; n < 2; n++) {
            try {
                future.result();
                t.log("never");
            } catch (Boom e) {
                t.log("result raises", e, e == error);
            }
            t.log("exception gives", future.exception(), future.exception() == error);
        }
    }

    @Case("FUTURE-10")
    void theFirstOutcomeIsTheOnlyOne(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> finished = loop.createFuture();
        Future<String> failed = loop.createFuture();
        Future<String> cancelled = loop.createFuture();
        Map<String, Future<String>> all = new LinkedHashMap<>();
        all.put("finished", finished);
        all.put("failed", failed);
        all.put("cancelled", cancelled);
        all.forEach((name, future) -> future.addDoneCallback(f -> t.log("called back", name)));
        finished.setResult("first");
        failed.setException(new Boom("first"));
        cancelled.cancel("first");
        all.forEach((name, future) -> {
            t.log(name, "set_result", assertThrows(InvalidStateException.class, () -> future.setResult("second")));
            t.log(name, "set_exception",
                    assertThrows(InvalidStateException.class, () -> future.setException(new Bang("second"))));
        });
        t.log("finished", finished.result(), finished.exception());
        t.log("failed", failed.exception(), failed.cancelled());
        try {
            cancelled.result();
        } catch (CancelledError e) {
            t.log("cancelled", e, cancelled.cancelled());
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("and called back once each");
    }

    @Case("FUTURE-11")
    void aPendingFutureHasNoOutcomeToRead(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        t.log("result", assertThrows(InvalidStateException.class, () -> future.result()), future.done());
        t.log("exception", assertThrows(InvalidStateException.class, () -> future.exception()), future.done());
        future.setResult("value");
        t.log("later", future.result(), future.exception());
    }

    @Case("FUTURE-12")
    void cancellingTakesEffectAtOnce(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Task<Void> task = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(10)), named("sleeper"));
        Asyncio.sleep(ofSeconds(1));
        t.log("future", future.cancel(), future.done(), future.cancelled());
        t.log("task", task.cancel(), task.done(), task.cancelled());
        Asyncio.sleep(ofSeconds(1));
        t.log("task later", task.done(), task.cancelled());
    }

    @Case("FUTURE-13")
    void whatIsDoneCannotBeCancelled(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> finished = loop.createFuture();
        Future<String> failed = loop.createFuture();
        Future<String> cancelled = loop.createFuture();
        finished.setResult("value");
        failed.setException(new Boom("bad"));
        t.log("pending", cancelled.cancel("first"));
        t.log("finished", finished.cancel("late"), finished.cancelled(), finished.result());
        t.log("failed", failed.cancel("late"), failed.cancelled(), failed.exception());
        t.log("cancelled", cancelled.cancel("late"), cancelled.cancelled());
        try {
            cancelled.result();
        } catch (CancelledError e) {
            t.log("the first message stays", e);
        }
    }

    @Case("FUTURE-14")
    void readingACancelledFutureRaises(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.cancel();
        Map<String, Runnable> reads = new LinkedHashMap<>();
        reads.put("result", future::result);
        reads.put("exception", future::exception);
        reads.put("result again", future::result);
        reads.forEach((what, read) -> {
            try {
                read.run();
                t.log("never");
            } catch (Exception e) {
                t.log("never, it is not ordinary", e);
            } catch (CancelledError e) {
                t.log(what, e);
            }
        });
    }
}
