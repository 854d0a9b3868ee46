package dev.braid.conformance.future;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.function.Consumer;

/** When callbacks run, in which order, and what their failures do. */
class FutureCallbackTest {

    @Case("FUTURE-20")
    void theCallbackGetsTheFutureInALaterPass(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> finished = loop.createFuture();
        Future<String> failed = loop.createFuture();
        finished.addDoneCallback(f -> t.log("finished", f == finished, f.done(), f.result()));
        failed.addDoneCallback(f -> t.log("failed", f == failed, f.done(), f.exception()));
        Asyncio.sleep(ofSeconds(1));
        loop.callSoon(() -> t.log("queued before"));
        finished.setResult("value");
        failed.setException(new Boom("bad"));
        loop.callSoon(() -> t.log("queued after"));
        t.log("completed, nobody was called");
        Asyncio.yieldNow();
        t.log("a pass later");
        Asyncio.sleep(ofSeconds(1));
        t.log("end");
    }

    @Case("FUTURE-21")
    void callbacksRunInTheOrderOfRegistration(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        future.addDoneCallback(f -> t.log("first"));
        future.addDoneCallback(f -> t.log("second"));
        Task<Void> waiter = Asyncio.createTask(
                () -> {
                    future.await();
                    t.log("goes on");
                },
                named("a waiter between"));
        Asyncio.yieldNow();
        future.addDoneCallback(f -> t.log("third"));
        future.setResult(null);
        future.addDoneCallback(f -> t.log("fourth, on the done future"));
        waiter.await();
        Asyncio.sleep(ofSeconds(1));
        t.log("end");
    }

    @Case("FUTURE-22")
    void cancellingCallsBackToo(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        future.addDoneCallback(f -> t.log("first", f == future, f.done(), f.cancelled()));
        future.addDoneCallback(f -> t.log("second"));
        t.log("cancel", future.cancel());
        t.log("nobody was called");
        Asyncio.yieldNow();
        t.log("cancel again", future.cancel());
        Asyncio.sleep(ofSeconds(1));
        t.log("called once");
    }

    @Case("FUTURE-23")
    void aDoneFutureCallsBackInTheNextPass(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<Void> finished = loop.createFuture();
        Future<Void> failed = loop.createFuture();
        Future<Void> cancelled = loop.createFuture();
        finished.setResult(null);
        failed.setException(new Boom("bad"));
        cancelled.cancel();
        Consumer<Future<Void>> called = future -> {
            t.log("called back", future.cancelled());
            if (future == finished) {
                future.addDoneCallback(f -> t.log("registered in a callback", f == future));
                t.log("registered");
            }
        };

        loop.callSoon(() -> t.log("queued before"));
        for (Future<Void> future : List.of(finished, failed, cancelled)) {
            future.addDoneCallback(called);
        }
        loop.callSoon(() -> t.log("queued after"));
        t.log("registered, nobody was called", failed.exception());
        Asyncio.yieldNow();
        t.log("a pass later");
        Asyncio.yieldNow();
        t.log("two passes later");
    }

    @Case("FUTURE-24")
    void eachRegistrationCounts(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Consumer<Future<Void>> callback = f -> t.log("the same callback");
        future.addDoneCallback(callback);
        future.addDoneCallback(f -> t.log("another"));
        future.addDoneCallback(callback);
        future.addDoneCallback(callback);
        future.setResult(null);
        future.addDoneCallback(callback);
        Asyncio.sleep(ofSeconds(1));
        t.log("end");
    }

    @Case("FUTURE-25")
    void aCallbackThatRaisesIsReportedAndTheOthersRun(Trace t) throws Exception {
        t.catchReports();
        Future<String> future = Asyncio.runningLoop().createFuture();
        Consumer<Future<String>> failing = f -> {
            t.log("raises");
            throw new Boom("callback");
        };
        future.addDoneCallback(f -> t.log("before"));
        future.addDoneCallback(failing);
        future.addDoneCallback(f -> t.log("after"));
        future.setResult("value");
        Asyncio.sleep(ofSeconds(1));
        t.log("the future is as it was", future.result(), future.exception());
        future.addDoneCallback(failing);
        Asyncio.sleep(ofSeconds(1));
        t.log("end");
    }
}
