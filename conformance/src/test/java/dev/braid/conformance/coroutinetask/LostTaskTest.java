package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.GeneratorExit;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** Tasks that never get to their end. */
class LostTaskTest {

    /** In Python a task is lost when nobody refers to it any more; in Braid, when its loop closes (see CORO-17). */
    @Case(value = "CORO-18", plain = true)
    void aPendingTaskThatIsLostIsReported(Trace t) {
        EventLoop loop = t.newLoop();
        t.catchReports(loop);
        VoidCoroutine givesWay = () -> {
            try {
                while (true) {
                    t.log("step");
                    Asyncio.sleep(Duration.ZERO);
                }
            } catch (GeneratorExit e) {
                t.log("thrown in", e);
                throw e;
            }
        };
        VoidCoroutine ends = () -> t.log("ends");
        Coroutine<String> main = () -> {
            Future<String> future = loop.createFuture();
            VoidCoroutine waits = () -> future.await();
            loop.createTask(givesWay, TaskOptions.named("queued"));
            loop.createTask(waits, TaskOptions.named("waiting"));
            loop.createTask(ends, TaskOptions.named("done"));
            Asyncio.sleep(Duration.ZERO);
            return "value";
        };

        loop.runUntilComplete(main);
        t.log("closing");
        loop.close();
        t.collect();
        t.log("closed");
    }
}
