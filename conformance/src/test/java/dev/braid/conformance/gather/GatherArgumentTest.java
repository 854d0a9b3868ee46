package dev.braid.conformance.gather;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** What gather makes of its arguments, and whose loop the aggregate belongs to. */
class GatherArgumentTest {

    @Case("GATHER-16")
    void whatIsGivenTwiceIsScheduledOnce(Trace t) throws Exception {
        Coroutine<String> coroutine = Coroutine.once(child(t, "coroutine"));
        Task<String> task = Asyncio.createTask(child(t, "task"), named("task"));
        Future<String> plain = Asyncio.runningLoop().createFuture();
        Asyncio.runningLoop().callLater(ofSeconds(2), () -> plain.setResult("future"));
        t.log("coroutine", Asyncio.gather(coroutine, child(t, "another"), coroutine).await());
        t.log("task and future", Asyncio.gather(plain, task, plain, task, plain).await());
    }

    private static Coroutine<String> child(Trace t, String name) {
        return () -> {
            t.log("begins", name);
            Asyncio.sleep(ofSeconds(1));
            return name;
        };
    }

    @Case(value = "GATHER-17", plain = true)
    void nothingToWaitForIsDoneAtOnce(Trace t) throws Exception {
        t.run(() -> {
            Asyncio.runningLoop().callSoon(() -> t.log("next pass"));
            Future<List<Object>> aggregate = Asyncio.gather();
            t.log("running", "done", aggregate.done(), "result", aggregate.result());
            t.log("awaited without a pass", aggregate.await());
            t.log("of this loop", aggregate.loop() == Asyncio.runningLoop());
        });
        EventLoop loop = t.newLoop();
        Asyncio.setEventLoop(loop);
        Future<List<Object>> aggregate = Asyncio.gather();
        t.log("registered", "done", aggregate.done(), "result", aggregate.result());
        t.log("of that loop", aggregate.loop() == loop);
        Asyncio.setEventLoop(null);
        loop.close();
    }

    @Case(value = "GATHER-18", plain = true)
    void withoutALoopThereIsNothingToGatherOn(Trace t) throws Exception {
        Asyncio.setEventLoop(null);
        try {
            Asyncio.gather();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("no arguments", e);
        }
        SingleUseCoroutine<Void> coroutine = Coroutine.once(() -> {
            t.log("not reached");
            return null;
        });
        try {
            Asyncio.gather(coroutine);
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("coroutine", e);
        }
        coroutine.close();
    }

    @Case(value = "GATHER-19", plain = true)
    void futuresOfTwoLoopsDoNotMix(Trace t) throws Exception {
        EventLoop one = t.newLoop();
        EventLoop two = t.newLoop();
        Future<Integer> a = one.createFuture();
        Future<Integer> b = two.createFuture();
        try {
            Asyncio.gather(a, b);
            t.log("not reached");
        } catch (IllegalArgumentException e) {
            t.log("raised", e);
        }
        t.log("untouched", a.done(), b.done());
        one.close();
        two.close();
    }

    @Case(value = "GATHER-20", plain = true)
    void withoutARunningLoopTheFuturesTellTheLoop(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        Future<Integer> a = loop.createFuture();
        Future<Integer> b = loop.createFuture();
        Future<List<Integer>> aggregate = Asyncio.gather(a, b);
        t.log("of their loop", aggregate.loop() == loop);
        b.setResult(2);
        a.setResult(1);
        t.log("done", aggregate.done());
        t.log("results", loop.runUntilComplete(aggregate));
        loop.close();
    }

    @Case("GATHER-22")
    void whatCannotBeAwaitedIsRefused(Trace t) throws Exception {
        t.catchReports();
        Coroutine<Void> child = () -> {
            t.log("child begins");
            Asyncio.sleep(ofSeconds(1));
            t.log("child ends");
            throw new Boom("nobody gathers it");
        };
        Future<Void> plain = Asyncio.runningLoop().createFuture();
        try {
            Asyncio.gather(child, null);
            t.log("not reached");
        } catch (NullPointerException e) {
            t.log("among coroutines", e);
        }
        try {
            Asyncio.gather(plain, null);
            t.log("not reached");
        } catch (NullPointerException e) {
            t.log("among futures", e);
        }
        plain.setException(new Boom("nor this"));
        Asyncio.sleep(ofSeconds(2));
        plain = null;
        t.gc();
        t.log("nothing was reported");
    }
}
