package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What awaiting a task or a future gives, when it suspends, and what cannot be awaited. */
class AwaitTest {

    @Case("CORO-19")
    void awaitingATaskGivesItsOutcome(Trace t) {
        Boom error = new Boom("failed");
        Coroutine<String> returns = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };
        VoidCoroutine fails = () -> {
            Asyncio.sleep(Duration.ofSeconds(2));
            throw error;
        };

        var good = Asyncio.createTask(returns);
        var bad = Asyncio.createTask(fails);
        t.log("value", good.await());
        try {
            bad.await();
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == error);
        }
    }

    @Case("CORO-20")
    void aFinishedTaskCanBeAwaitedAgain(Trace t) {
        var loop = Asyncio.runningLoop();
        Coroutine<List<String>> returns = () -> new ArrayList<>(List.of("value"));
        VoidCoroutine fails = () -> {
            throw new Boom("failed");
        };

        var good = Asyncio.createTask(returns);
        var bad = Asyncio.createTask(fails);
        Asyncio.sleep(Duration.ZERO);
        loop.callSoon(() -> t.log("callback"));
        var values = new ArrayList<List<String>>();
        var errors = new ArrayList<Boom>();
        for (int n = 0; n < 3; n++) {
            values.add(good.await());
            t.log("value", values.get(n));
            try {
                bad.await();
            } catch (Boom e) {
                errors.add(e);
                t.log("caught", e);
            }
        }
        t.log("same value", values.get(0) == values.get(1) && values.get(1) == values.get(2));
        t.log("same error", errors.get(0) == errors.get(1) && errors.get(1) == errors.get(2));
        Asyncio.sleep(Duration.ZERO);
        t.log("end");
    }

    @Case("CORO-22")
    void awaitingADoneFutureDoesNotSuspend(Trace t) {
        var loop = Asyncio.runningLoop();
        Future<String> good = loop.createFuture();
        Future<String> bad = loop.createFuture();
        Future<String> cancelled = loop.createFuture();
        good.setResult("value");
        bad.setException(new Boom("failed"));
        cancelled.cancel("cancelled");
        loop.callSoon(() -> t.log("callback"));
        t.log("value", good.await());
        t.log("value", good.await());
        try {
            bad.await();
        } catch (Boom e) {
            t.log("caught", e);
        }
        try {
            cancelled.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        Asyncio.sleep(Duration.ZERO);
        t.log("end");
    }

    @Case("CORO-23")
    void aReturnedFutureIsAValueLikeAnyOther(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Coroutine<Future<String>> returns = () -> {
            t.log("returns it");
            return future;
        };

        Future<String> value = returns.run();
        t.log("inline", value == future, "done", value.done());
        value = Asyncio.createTask(returns).await();
        t.log("from a task", value == future, "done", value.done());
        future.setResult("value");
        t.log("its own value", value.await());
    }

    @Case("CORO-25")
    void aFutureOfAnotherLoopCannotBeAwaited(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        EventLoop other = t.newLoop();
        Future<String> foreign = other.createFuture();
        loop.callSoon(() -> t.log("callback"));
        try {
            foreign.await();
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        t.log("untouched", foreign.done());
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("task goes on");

        VoidCoroutine child = () -> foreign.await();
        try {
            Asyncio.createTask(child).await();
        } catch (IllegalStateException e) {
            t.log("child ended with", e);
        }
        other.close();
    }

    @Case("CORO-26")
    void aTaskCannotAwaitItself(Trace t) {
        Coroutine<String> child = () -> {
            Asyncio.runningLoop().callSoon(() -> t.log("callback"));
            try {
                Asyncio.currentTask().await();
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };
        t.log("value", Asyncio.createTask(child).await());

        VoidCoroutine ends = () -> Asyncio.currentTask().await();
        try {
            Asyncio.createTask(ends).await();
        } catch (IllegalStateException e) {
            t.log("ended with", e);
        }
    }
}
