package dev.braid.conformance.eager;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.KeyboardInterrupt;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How an eager step ends, and what its end or its suspension means to the creator. */
class EagerOutcomeTest {

    @Case("EAGER-05")
    void anErrorInTheEagerStepStaysInTheTask(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        Boom error = new Boom("failed");
        VoidCoroutine child = () -> {
            t.log("fails");
            throw error;
        };

        var task = Asyncio.createTask(child, TaskOptions.named("child"));
        t.log("created", "done", task.done());
        try {
            task.await();
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == error);
        }
    }

    @Case("EAGER-06")
    void anInterruptInTheEagerStepLeavesTheCreatingCallToo(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        var tasks = new ArrayList<Task<?>>();
        VoidCoroutine child = () -> {
            tasks.add(Asyncio.currentTask());
            throw new KeyboardInterrupt();
        };

        try {
            Asyncio.createTask(child, TaskOptions.named("child"));
            t.log("not reached");
        } catch (KeyboardInterrupt e) {
            t.log("caught", e);
            t.log("stored", tasks.get(0).exception() == e);
        }
        t.log("done", tasks.get(0).done(), "cancelled", tasks.get(0).cancelled());
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("loop goes on");
    }

    @Case("EAGER-07")
    void cancellingAfterEagerCompletionIsRefused(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        Coroutine<String> child = () -> "value";

        var task = Asyncio.createTask(child);
        boolean accepted = task.cancel("too late");
        t.log("cancel", accepted, "cancelled", task.cancelled(), "cancelling", task.cancelling());
        t.log("value", task.await());
    }

    @Case("EAGER-08")
    void cancellingAfterTheEagerStepReachesTheSuspension(Trace t) {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        VoidCoroutine child = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(5));
            } catch (CancelledError e) {
                t.log("thrown in", e);
                throw e;
            }
        };

        var task = Asyncio.createTask(child, TaskOptions.named("child"));
        t.log("cancel", task.cancel("stop"), "cancelled", task.cancelled());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("caught", e);
        }
        t.log("cancelled", task.cancelled());
    }

    @Case("EAGER-19")
    void aTaskMayCancelItselfInItsEagerStep(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Coroutine<String> suspends = () -> {
            Asyncio.currentTask().cancel("myself");
            t.log("goes on");
            try {
                Asyncio.sleep(Duration.ofSeconds(5));
            } catch (CancelledError e) {
                t.log("thrown in", e);
                throw e;
            }
            return "not reached";
        };
        Coroutine<String> returns = () -> {
            Asyncio.currentTask().cancel("myself");
            t.log("goes on");
            return "value";
        };

        loop.callSoon(() -> t.log("callback"));
        var suspended = Asyncio.createTask(suspends, TaskOptions.named("suspends"));
        t.log("created", "done", suspended.done());
        var returned = Asyncio.createTask(returns, TaskOptions.named("returns"));
        t.log("created", "done", returned.done(), "cancelled", returned.cancelled());
        for (var task : List.of(suspended, returned)) {
            try {
                task.await();
            } catch (CancelledError e) {
                t.log("caught", e);
            }
        }
        t.log("cancelled", suspended.cancelled());
    }

    @Case("EAGER-18")
    void callbacksOfAFinishedTaskRunInALaterPass(Trace t) {
        var loop = Asyncio.runningLoop();
        loop.setTaskFactory(TaskFactory.EAGER);
        Coroutine<String> child = () -> "value";

        var task = Asyncio.createTask(child);
        loop.callSoon(() -> t.log("queued before"));
        task.addDoneCallback(done -> t.log("done callback", done == task, done.result()));
        loop.callSoon(() -> t.log("queued after"));
        t.log("registered");
        Asyncio.sleep(Duration.ZERO);
        t.log("one pass later");
    }
}
