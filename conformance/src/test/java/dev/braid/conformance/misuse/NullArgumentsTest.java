package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.Body;
import dev.braid.CallGraph;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.Future;
import dev.braid.GeneratorBody;
import dev.braid.Outcome;
import dev.braid.ReturnWhen;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.Timeout;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.WaitResult;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.sync.Condition;
import dev.braid.sync.Queue;
import dev.braid.testing.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.function.Executable;

/** Null where something is needed: refused in the call itself, by the name of the argument. */
class NullArgumentsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void refused(String argument, Executable call) {
        Throwable thrown = assertThrows(Throwable.class, call);
        assertEquals(NullPointerException.class, thrown.getClass(), () -> String.valueOf(thrown));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains(argument), () -> "names no " + argument + ": " + message);
        assertEquals(1, Asyncio.allTasks().size(), "nothing was started");
    }

    @Everywhere
    void functionsOfTheModule() {
        refused("coroutine", () -> Asyncio.createTask((Coroutine<?>) null));
        refused("coroutine", () -> Asyncio.createTask((VoidCoroutine) null));
        refused("null", () -> Asyncio.gather((Awaitable<?>) null));
        refused("null", () -> Asyncio.gatherSettled((Coroutine<?>) null));
        refused("null", () -> Asyncio.gather(Arrays.asList((Awaitable<?>) null)));
        refused("awaitable", () -> Asyncio.shield((Awaitable<?>) null));
        refused("coroutine", () -> Asyncio.shield((Coroutine<?>) null));
        refused("awaitable", () -> Asyncio.ensureFuture((Awaitable<?>) null));
        refused("awaitable", () -> Asyncio.waitFor((Awaitable<?>) null, SECOND));
        refused("coroutine", () -> Asyncio.waitFor((Coroutine<?>) null, SECOND));
        refused("null", () -> Asyncio.wait(Arrays.asList((Future<?>) null)));
        refused("timeout", () -> Asyncio.wait(List.of(Asyncio.createFuture()), (Duration) null));
        refused("timeout", () -> Asyncio.asCompleted(List.of(Asyncio.createFuture()), null));
        refused("code", () -> Asyncio.toThread((Callable<?>) null));
        refused("delay", () -> Asyncio.sleep(null));
        refused("manager", () -> Asyncio.with(null, entered -> 1));
        refused("body", () -> Asyncio.with(AsyncContextManager.nullContext(1), (Body<Integer, ?>) null));
        refused("coroutine", () -> Asyncio.runCoroutineThreadsafe((Coroutine<?>) null, Asyncio.runningLoop()));
        refused("loop", () -> Asyncio.ensureFuture(() -> 1, null));
        refused("coroutine", () -> Asyncio.ensureFuture((Coroutine<?>) null, Asyncio.runningLoop()));
        refused("null", () -> Asyncio.gather((Collection<Task<?>>) null));
        refused("futures", () -> Asyncio.wait(null, ReturnWhen.ALL_COMPLETED));
        refused("futures", () -> Asyncio.asCompleted((Collection<Task<?>>) null));
        refused("coroutines", () -> Asyncio.asCompleted((Iterable<Coroutine<?>>) null));
        refused("loop", () -> Asyncio.runCoroutineThreadsafe(() -> 1, null));
    }

    @Everywhere
    void groupsTimeoutsAndGenerators() {
        refused("body", () -> TaskGroup.run((Body<TaskGroup, ?>) null));
        refused("body", () -> TaskGroup.run((VoidBody<TaskGroup>) null));
        refused("body", () -> Timeout.after(SECOND, (Body<Timeout, ?>) null));
        refused("delay", () -> Timeout.after(null, timeout -> {}));
        Timeout.none(timeout -> {
            refused("whenNanos", () -> timeout.reschedule(null));
        });
        refused("body", () -> AsyncGenerator.of((GeneratorBody<?, ?>) null));
        refused("body", () -> AsyncContextManager.of(null));
        TaskGroup.run(group -> {
            refused("coroutine", () -> group.createTask((Coroutine<?>) null));
        });
    }

    @Everywhere
    void loopsFuturesAndTheRest() {
        EventLoop loop = Asyncio.runningLoop();
        refused("coroutine", () -> loop.createTask((Coroutine<?>) null));
        refused("callback", () -> loop.callSoon(null));
        refused("callback", () -> loop.callSoonThreadsafe(null));
        refused("callback", () -> loop.callLater(SECOND, null));
        refused("code", () -> loop.runInExecutor(null, null));
        refused("callback", () -> loop.createFuture().addDoneCallback(null));
        refused("error", () -> loop.createFuture().setException(null));
        refused("stage", () -> Future.of(null));
        refused("context", () -> TaskOptions.inContext(null));
        refused("lock", () -> new Condition(null));
        refused("name", () -> new ContextVar<String>(null));
        refused("context", () -> loop.callExceptionHandler(null));
        refused("context", () -> loop.defaultExceptionHandler(null));
        refused("message", () -> ExceptionContext.of(null, null));
        refused("error", () -> new Outcome.Failure<>(null));
        refused("pending", () -> new WaitResult<>(Set.<Task<?>>of(), null));
        refused("future", () -> new CallGraph(null, List.of(), List.of()));
        refused("under", () -> VirtualTime.over(null));
        refused("token", () -> new ContextVar<String>("user").reset(null));
    }

    @Everywhere
    void nullIsAValueLikeAnyOther() {
        Queue<String> queue = new Queue<>();
        queue.put(null);
        assertEquals(null, queue.get());
        assertEquals(Arrays.asList(null, 1), Asyncio.gather(() -> null, () -> 1).await());
    }
}
