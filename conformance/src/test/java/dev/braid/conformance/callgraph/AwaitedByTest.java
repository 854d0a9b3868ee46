package dev.braid.conformance.callgraph;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** Who awaits whom, through everything that waits. */
class AwaitedByTest {

    /** A future and those that wait for it, recursively. */
    private static List<Object> who(Future<?> future) {
        return of(CallGraph.capture(future));
    }

    private static List<Object> of(CallGraph graph) {
        return List.of(
                graph.future(), graph.awaitedBy().stream().map(AwaitedByTest::of).collect(Collectors.toList()));
    }

    @Case("CALLGRAPH-04")
    void aPlainFutureHasWaitersAndNoStack(Trace t) {
        Future<Void> future = Asyncio.createFuture();

        Task<Void> task = Asyncio.createTask(() -> future.await(), named("waits"));
        t.log("nobody yet", who(future));
        Asyncio.sleep(ofSeconds(1));
        t.log("stack", CallGraph.capture(future).callStack().size(), who(future));
        future.setResult(null);
        task.await();
        t.log("nobody any more", who(future));
    }

    @Case("CALLGRAPH-05")
    void theChainOfWaitersLeadsToTheRoot(Trace t) {
        VoidCoroutine deepest = () -> {
            Asyncio.sleep(ofSeconds(1));
            t.log("seen from inside", who(Asyncio.currentTask()));
        };
        VoidCoroutine deeper = () -> Asyncio.createTask(deepest, named("deepest")).await();
        VoidCoroutine deep = () -> Asyncio.createTask(deeper, named("deeper")).await();

        Asyncio.createTask(deep, named("deep")).await();
    }

    @Case("CALLGRAPH-06")
    void aCallbackHasNoGraph(Trace t) {
        Asyncio.runningLoop().callSoon(() -> t.log("none", CallGraph.capture() == null));
        Asyncio.sleep(ofSeconds(1));
        t.log("none", CallGraph.capture() == null);
    }

    @Case(value = "CALLGRAPH-07", plain = true)
    void withoutALoopThereIsNothingToCapture(Trace t) {
        try {
            CallGraph.capture();
        } catch (IllegalStateException e) {
            t.log("refused", e);
        }
    }

    /** What is no future does not compile; what is left of the mistake is null. */
    @Case("CALLGRAPH-08")
    void whatIsNoFutureHasNoGraph(Trace t) {
        try {
            CallGraph.capture(null);
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
    }

    @NoOracle("3.15.0rc1 still lists one entry, without a frame")
    @Case("CALLGRAPH-11")
    void aFinishedTaskHasNoStack() {
        Task<Void> returned = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(1)), named("returned"));
        VoidCoroutine fails = () -> {
            Asyncio.sleep(ofSeconds(1));
            throw new NoSuchElementException();
        };
        Task<Void> failed = Asyncio.createTask(fails, named("failed"));
        Task<Void> cancelled = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(5)), named("cancelled"));
        List<Task<Void>> tasks = List.of(returned, failed, cancelled);
        Asyncio.yieldNow();
        for (Task<Void> task : tasks) {
            assertFalse(CallGraph.capture(task).callStack().isEmpty(), "suspended " + task);
        }
        cancelled.cancel();
        Asyncio.sleep(ofSeconds(2));
        for (Task<Void> task : tasks) {
            assertTrue(task.done());
            assertEquals(List.of(), CallGraph.capture(task).callStack(), "finished " + task);
        }
        assertInstanceOf(NoSuchElementException.class, failed.exception());
        assertTrue(cancelled.cancelled());
    }

    @Case("CALLGRAPH-15")
    void membersAreAwaitedByTheOwnerOfTheirGroup(Trace t) {
        VoidCoroutine member = () -> {
            Asyncio.sleep(ofSeconds(1));
            t.log("member", who(Asyncio.currentTask()));
        };
        VoidCoroutine owner = () -> {
            Task<Void> first = TaskGroup.run(group -> {
                Task<Void> one = group.createTask(member, named("one"));
                group.createTask(member, named("two"));
                t.log("in the body", who(one));
                return one;
            });
            t.log("when done", who(first));
        };

        Asyncio.createTask(owner, named("owner")).await();
    }

    @Case("CALLGRAPH-16")
    void childrenAreAwaitedByTheGatheringTask(Trace t) {
        VoidCoroutine gathers = () -> {
            Task<Void> one = Asyncio.createTask(child(t, ofSeconds(1)), named("one"));
            Task<Void> two = Asyncio.createTask(child(t, ofSeconds(1)), named("two"));
            Asyncio.gather(one, two).await();
            t.log("when done", who(one), who(two));
        };

        Asyncio.createTask(gathers, named("gathers")).await();
    }

    @Case("CALLGRAPH-17")
    void aShieldedTaskIsAwaitedByTheShieldingOne(Trace t) {
        VoidCoroutine shields =
                () -> Asyncio.shield(Asyncio.createTask(child(t, ofSeconds(1)), named("child"))).await();

        Asyncio.createTask(shields, named("shields")).await();
    }

    @Case("CALLGRAPH-18")
    void aTimeoutIsNoNode(Trace t) {
        VoidCoroutine limits = () -> Timeout.after(ofSeconds(5), timeout -> {
            Asyncio.createTask(child(t, ofSeconds(1)), named("child")).await();
        });

        Asyncio.createTask(limits, named("limits")).await();
    }

    @Case("CALLGRAPH-19")
    void whatIsWaitedForIsAwaitedUntilTheWaitReturns(Trace t) {
        VoidCoroutine waits = () -> {
            Task<Void> shorter = Asyncio.createTask(child(t, ofSeconds(1)), named("short"));
            Task<Void> longer = Asyncio.createTask(child(t, ofSeconds(3)), named("long"));
            Asyncio.wait(List.of(shorter, longer), ofSeconds(2));
            t.log("returned", who(shorter), who(longer));
            Asyncio.sleep(ofSeconds(2));
        };

        Asyncio.createTask(waits, named("waits")).await();
    }

    private static VoidCoroutine child(Trace t, Duration delay) {
        return () -> {
            Asyncio.sleep(delay);
            t.log("child", who(Asyncio.currentTask()));
        };
    }

    @Case("CALLGRAPH-20")
    void aLibraryMayRecordAWaiter(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        Task<?> task = Asyncio.currentTask();
        CallGraph.addAwaitedBy(future, task);
        t.log("recorded", who(future));
        CallGraph.addAwaitedBy(future, task);
        t.log("recorded once", who(future));
        CallGraph.addAwaitedBy(future, null);
        CallGraph.addAwaitedBy(null, task);
        t.log("not of futures: ignored", who(future));
    }

    @Case("CALLGRAPH-21")
    void aRecordMayBeTakenBack(Trace t) {
        Future<Void> future = Asyncio.createFuture();
        Task<?> task = Asyncio.currentTask();
        CallGraph.addAwaitedBy(future, task);
        CallGraph.discardAwaitedBy(future, task);
        t.log("taken back", who(future));
        CallGraph.discardAwaitedBy(future, task);
        t.log("absent", who(future));
        CallGraph.discardAwaitedBy(future, null);
        CallGraph.discardAwaitedBy(null, task);
        t.log("not of futures: ignored", who(future));
    }
}
