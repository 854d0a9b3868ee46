package dev.braid.conformance.extras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncExitStack;
import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Which overload the compiler takes for a body: that it compiles at all is half of the test. */
class BodyChoiceTest {

    private static final AsyncContextManager<String> NOTHING = AsyncContextManager.nullContext("entered");

    @Everywhere
    void aBodyThatOnlyThrowsIsClear() {
        Boom boom = new Boom("a");
        assertThrows(ExceptionGroup.class, () -> TaskGroup.run(group -> {
            throw boom;
        }));
        assertSame(boom, assertThrows(Boom.class, () -> Timeout.after(Duration.ofSeconds(1), timeout -> {
            throw boom;
        })));
        assertSame(boom, assertThrows(Boom.class, () -> Timeout.none(timeout -> {
            throw boom;
        })));
        assertSame(boom, assertThrows(Boom.class, () -> Asyncio.with(NOTHING, entered -> {
            throw boom;
        })));
        assertSame(boom, assertThrows(Boom.class, () -> AsyncExitStack.run(stack -> {
            throw boom;
        })));
    }

    @Everywhere
    void anExpressionWithAValueNeedsNoBraces() {
        Task<Integer> task = TaskGroup.run(group -> group.createTask(() -> 1));
        assertEquals(1, task.result());
        TaskGroup.run(group -> group.createTask(() -> 1));
        int length = Asyncio.with(NOTHING, entered -> entered.length());
        assertEquals(7, length);
        int same = Asyncio.with(NOTHING, String::length);
        assertEquals(7, same);
    }

    @Everywhere
    void blocksAndMethodsWithoutAValueAreStillBodies() {
        List<String> seen = new ArrayList<>();
        Asyncio.with(NOTHING, entered -> {
            seen.add(entered);
        });
        TaskGroup.run(BodyChoiceTest::noValue);
        assertEquals(List.of("entered"), seen);
    }

    @Everywhere
    void aLambdaThatLeavesAStackIsClear() {
        List<String> seen = new ArrayList<>();
        AsyncExitStack.run(stack -> {
            stack.pushAsyncExit(error -> seen.add("first"));
            stack.pushAsyncExit(error -> {
                seen.add("second, after " + error);
                return false;
            });
        });
        assertEquals(List.of("second, after null", "first"), seen);
    }

    @Everywhere
    void codeForAnExecutorNeedsNoValue() {
        EventLoop loop = Asyncio.runningLoop();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Future<Void> block = loop.runInExecutor(null, () -> {
            seen.add("block");
        });
        assertNull(block.await());
        assertNull(loop.runInExecutor(null, seen::clear).await());
        assertEquals(List.of(), seen);
        int value = loop.runInExecutor(null, () -> 1).await();
        assertEquals(1, value);
        Boom boom = new Boom("in a thread");
        Future<?> failing = loop.runInExecutor(null, () -> {
            throw boom;
        });
        assertSame(boom, assertThrows(Boom.class, failing::await));
    }

    @Everywhere
    void aReferenceToAnOverloadedMethodIsCodeWithAValue() throws Exception {
        ContextVar<String> overloaded = ContextVar.withDefault("overloaded", "default");
        overloaded.set("the caller's");
        assertEquals("default", Asyncio.runningLoop().runInExecutor(null, overloaded::get).await());
        String carried = Asyncio.toThread(overloaded::get);
        assertEquals("the caller's", carried);
        String interruptible = Asyncio.toThreadInterruptibly(overloaded::get);
        assertEquals("the caller's", interruptible);
        Callable<String> named = overloaded::get;
        assertEquals("the caller's", Asyncio.toThread(named));
        VoidCoroutine without = () -> overloaded.set("changed in the copy");
        Asyncio.toThread(without);
        assertEquals("the caller's", overloaded.get());
    }

    @Everywhere
    void lambdasOfAllKindsAndTasksAreGatheredTogether() {
        List<String> seen = new ArrayList<>();
        Task<Integer> task = Asyncio.createTask(() -> 1);
        List<?> values = Asyncio.gather(task, Coroutine.once(() -> "two"), Coroutine.once(() -> {
            seen.add("three");
        })).await();
        assertEquals(Arrays.asList(1, "two", null), values);
        assertEquals(List.of("three"), seen);
    }

    @Everywhere
    void bodiesWithoutAValueAreDecoratedAndScheduled() throws Exception {
        List<String> seen = new ArrayList<>();
        VoidCoroutine decorated = AsyncContextManager.decorate(() -> NOTHING, () -> {
            seen.add("decorated");
        });
        decorated.run();
        Asyncio.ensureFuture(() -> {
            seen.add("scheduled");
        }, Asyncio.runningLoop()).await();
        assertEquals(List.of("decorated", "scheduled"), seen);
    }

    @Everywhere
    void aCheckedErrorOfTheBlockIsCaughtAtTheYield() throws IOException {
        List<String> seen = new ArrayList<>();
        AsyncContextManager<String> transaction = AsyncContextManager.of(out -> {
            try {
                out.<IOException>yieldThrowing("begun");
            } catch (IOException failure) {
                seen.add("rolled back: " + failure.getMessage());
                throw failure;
            }
        });
        try {
            Asyncio.<String, Object, IOException>with(transaction, entered -> {
                throw new IOException("disk full");
            });
        } catch (IOException failure) {
            seen.add("thrown on");
        }
        assertEquals(List.of("rolled back: disk full", "thrown on"), seen);
    }

    private static void noValue(TaskGroup group) {
        group.createTask(() -> 1);
    }
}
