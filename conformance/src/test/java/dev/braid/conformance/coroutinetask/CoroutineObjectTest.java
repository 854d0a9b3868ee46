package dev.braid.conformance.coroutinetask;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** What a coroutine is before it runs, while it runs inline, and after. */
class CoroutineObjectTest {

    @Case("CORO-01")
    void buildingACoroutineRunsNoneOfItsBody(Trace t) throws Exception {
        SingleUseCoroutine<Integer> awaited = runsAndReturns(t, 1);
        SingleUseCoroutine<Integer> wrapped = runsAndReturns(t, 2);
        t.log("built");
        Asyncio.sleep(Duration.ofSeconds(1));
        t.log("nothing has run");
        t.log("value", awaited.run());
        var task = Asyncio.createTask(wrapped);
        t.log("wrapped");
        t.log("value", task.await());
    }

    private static SingleUseCoroutine<Integer> runsAndReturns(Trace t, int n) {
        return Coroutine.once(() -> {
            t.log("body runs", n);
            return n;
        });
    }

    private record Job(Trace t) implements Coroutine<Integer> {
        @Override
        public Integer run() {
            t.log("body runs");
            return 1;
        }
    }

    /** In Java a method runs when it is called: only an object of {@link Coroutine#once} can be lost. */
    @Case("CORO-02")
    void aCoroutineThatIsLostBeforeItWasUsedIsWarnedAbout(Trace t) {
        List<Task<Integer>> tasks = new ArrayList<>();
        t.log("lost", uses(t, coroutine -> {}));
        t.log("closed", uses(t, SingleUseCoroutine::close));
        t.log("scheduled", uses(t, coroutine -> tasks.add(Asyncio.createTask(coroutine))));
        tasks.get(0).await();
    }

    private static List<Boolean> uses(Trace t, Consumer<SingleUseCoroutine<Integer>> use) {
        try (CaughtLog log = new CaughtLog()) {
            makesAndUses(t, use);
            t.collect();
            return log.records().stream()
                    .map(LogRecord::getMessage)
                    .filter(text -> text.contains("was never awaited") && text.contains("CoroutineObjectTest"))
                    .map(text -> text.contains("Job"))
                    .collect(Collectors.toList());
        }
    }

    // A method of its own, so that nothing is left on the stack.
    private static void makesAndUses(Trace t, Consumer<SingleUseCoroutine<Integer>> use) {
        use.accept(Coroutine.once(new Job(t)));
    }

    @Everywhere
    void theWarningNamesABodyWithoutAValueToo(Trace t) {
        try (CaughtLog log = new CaughtLog()) {
            makesWithoutAValue();
            t.collect();
            assertTrue(log.records().stream()
                    .map(LogRecord::getMessage)
                    .anyMatch(text -> text.contains("was never awaited") && text.contains("CoroutineObjectTest$$Lambda")),
                    () -> log.records().stream().map(LogRecord::getMessage).toList().toString());
        }
    }

    private static void makesWithoutAValue() {
        Coroutine.once(() -> Asyncio.yieldNow());
    }

    @Case("CORO-03")
    void awaitingACoroutineRunsItInsideTheCurrentTask(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        var main = Asyncio.currentTask();
        Coroutine<Integer> innermost = () -> {
            t.log("inline", Asyncio.currentTask() == main);
            return 1;
        };
        Coroutine<Integer> middle = () -> innermost.run() + 1;
        VoidCoroutine suspends = () -> {
            t.log("before it suspends");
            Asyncio.sleep(Duration.ZERO);
            t.log("after it suspended", Asyncio.currentTask() == main);
        };

        loop.callSoon(() -> t.log("callback"));
        t.log("value", middle.run());
        suspends.run();
    }

    @Case("CORO-04")
    void aCoroutineObjectIsGoodForOneUse(Trace t) throws Exception {
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> {
            t.log("body runs");
            Asyncio.sleep(Duration.ofSeconds(1));
            return "value";
        });
        VoidCoroutine awaits = () -> {
            try {
                t.log("value", coroutine.run());
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
        };

        var first = Asyncio.createTask(awaits, TaskOptions.named("first"));
        var second = Asyncio.createTask(awaits, TaskOptions.named("second"));
        first.await();
        second.await();
        awaits.run();
        Asyncio.createTask(awaits, TaskOptions.named("third")).await();
    }

    @Case("CORO-38")
    void closingAnUnstartedCoroutineGivesItUp(Trace t) throws Exception {
        SingleUseCoroutine<Integer> dropped = runsAndReturns(t, 1);
        dropped.close();
        dropped.close();
        dropped = null;
        t.gc();

        SingleUseCoroutine<Integer> closed = runsAndReturns(t, 2);
        closed.close();
        t.log("closed", closed.closed());
        try {
            closed.run();
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
    }
}
