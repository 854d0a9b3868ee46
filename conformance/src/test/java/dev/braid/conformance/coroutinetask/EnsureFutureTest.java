package dev.braid.conformance.coroutinetask;

import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;

/** What becomes of the things that may be awaited when a future is wanted. */
class EnsureFutureTest {

    @Case("CORO-30")
    void aCoroutineBecomesATask(Trace t) {
        Coroutine<String> child = () -> {
            t.log("child runs");
            return "value";
        };

        Future<String> task = Asyncio.ensureFuture(child);
        t.log("created", task, task instanceof Task<?>, "done", task.done());
        t.log("among the tasks", Asyncio.allTasks().contains(task));
        t.log("value", task.await());
    }

    @Case("CORO-31")
    void aFutureStaysWhatItIs(Trace t) {
        var loop = Asyncio.runningLoop();
        VoidCoroutine child = () -> t.log("child runs");

        Future<String> pending = loop.createFuture();
        Future<String> done = loop.createFuture();
        var task = Asyncio.createTask(child);
        done.setResult("value");
        t.log("pending future", Asyncio.ensureFuture(pending) == pending, "done", pending.done());
        t.log("done future", Asyncio.ensureFuture(done) == done);
        t.log("task", Asyncio.ensureFuture(task) == task, "done", task.done());
        t.log("with its loop", Asyncio.ensureFuture(pending, loop) == pending);
        t.log("tasks", names());
        task.await();
    }

    @Case("CORO-32")
    void anotherAwaitableIsAwaitedByANewTask(Trace t) {
        Boom error = new Boom("failed");
        Future<Object> good = Asyncio.ensureFuture(new Later(t, "value"));
        Future<Object> bad = Asyncio.ensureFuture(new Later(t, error));
        t.log("created", good instanceof Task<?>, bad instanceof Task<?>);
        t.log("value", good.await());
        try {
            bad.await();
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == error);
        }
    }

    /** Gives its outcome after a second. */
    private record Later(Trace t, Object outcome) implements Awaitable<Object> {
        @Override
        public <X extends Exception> Object await() {
            t.log("await begins");
            Asyncio.sleep(Duration.ofSeconds(1));
            if (outcome instanceof Boom error) {
                throw error;
            }
            return outcome;
        }
    }

    @Case("CORO-33")
    void onlyAwaitablesBecomeFutures(Trace t) {
        try {
            Asyncio.ensureFuture((Awaitable<?>) null);
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
        t.log("tasks", names());
    }

    @Case("CORO-34")
    void aFutureCannotMoveToAnotherLoop(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        EventLoop other = t.newLoop();
        Future<String> future = loop.createFuture();
        try {
            Asyncio.ensureFuture(future, other);
        } catch (IllegalArgumentException e) {
            t.log("refused", e);
        }
        t.log("its own loop will do", Asyncio.ensureFuture(future, loop) == future, "done", future.done());
        other.close();
    }

    @Case(value = "CORO-35", plain = true)
    void aCoroutineNeedsALoopToBecomeATask(Trace t) {
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
            t.log("body runs");
            return "value";
        });
        Asyncio.setEventLoop(null);
        try {
            Asyncio.ensureFuture(coroutine);
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        t.log("still usable", t.run(coroutine));
    }

    @Case(value = "CORO-36", plain = true)
    void aClosedLoopClosesTheCoroutineItIsGiven(Trace t) {
        EventLoop loop = t.newLoop();
        loop.close();
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
            t.log("body runs");
            return "value";
        });
        try {
            Asyncio.ensureFuture(coroutine, loop);
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
        t.log("closed", coroutine.closed());
    }

    private static List<String> names() {
        return Asyncio.allTasks().stream().map(Task::name).toList();
    }
}
