package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.ByHand;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** What a coroutine may hand to the task machinery when it suspends, and that nothing else lets others run. */
class SuspensionTest {

    @Case("CORO-27")
    void waitingForWhatIsNoFutureFailsWhereItIsAwaited(Trace t) {
        Coroutine<String> child = () -> {
            Asyncio.runningLoop().callSoon(() -> t.log("callback"));
            try {
                new ByHand(t, "neither a future nor nothing").run();
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        };
        t.log("value", Asyncio.createTask(child, TaskOptions.named("awaits it")).await());

        try {
            Asyncio.createTask(new ByHand(t, 42), TaskOptions.named("is it")).await();
        } catch (IllegalStateException e) {
            t.log("ended with", e);
        }
    }

    @Case("CORO-28")
    void aBareYieldWaitsOnePass(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        loop.callSoon(() -> t.log("queued before"));
        loop.callSoon(() -> loop.callSoon(() -> t.log("queued by a callback")));
        t.log("value", new ByHand(t, (Object) null).run());
        new ByHand(t, (Object) null).run();
        t.log("end");
    }

    @Case("CORO-29")
    void nothingRunsBesideATaskThatDoesNotSuspend(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        VoidCoroutine other = () -> t.log("other task runs");
        VoidCoroutine works = () -> t.burn(Duration.ofSeconds(1));

        loop.callSoon(() -> t.log("callback"));
        loop.callLater(Duration.ofSeconds(1), () -> t.log("timer"));
        Asyncio.createTask(other, TaskOptions.named("other"));
        Future<String> done = loop.createFuture();
        done.setResult(null);
        done.addDoneCallback(future -> t.log("done callback"));
        for (int n = 0; n < 3; n++) {
            works.run();
            done.await();
            t.log("still alone", n);
        }
        Asyncio.sleep(Duration.ZERO);
        t.log("gave way");
    }
}
