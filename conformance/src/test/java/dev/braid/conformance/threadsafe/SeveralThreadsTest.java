package dev.braid.conformance.threadsafe;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Loops on several threads, and threads that look at the loop of another. */
class SeveralThreadsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<String> names(Set<Task<?>> tasks) {
        return tasks.stream().map(Task::name).sorted().collect(Collectors.toList());
    }

    @Case(value = "THREADSAFE-18", plain = true)
    void eachThreadHasALoopOfItsOwn(Trace t) throws InterruptedException {
        CyclicBarrier meet = new CyclicBarrier(2);
        List<List<Object>> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int n = i;
            List<Object> lines = new ArrayList<>();
            seen.add(lines);
            VoidCoroutine main = () -> {
                EventLoop loop = Asyncio.runningLoop();
                Task<?> me = Asyncio.currentTask();
                List<Task<?>> children = new ArrayList<>();
                for (int m = 0; m <= n; m++) {
                    children.add(Asyncio.createTask(
                            () -> Asyncio.sleep(Duration.ofSeconds(10)), TaskOptions.named("child " + n + "." + m)));
                }
                Asyncio.yieldNow();
                for (int round = 0; round < 3; round++) {
                    meet.await(); // both loops are in a step here
                    lines.add(List.of(
                            Asyncio.runningLoop() == loop,
                            Asyncio.currentTask() == me,
                            Asyncio.currentTask().name(),
                            names(Asyncio.allTasks())));
                    meet.await();
                    Asyncio.sleep(SECOND);
                }
                children.forEach(Task::cancel);
                lines.add(Duration.ofNanos(loop.timeNanos()));
            };
            threads.add(new Thread(() -> t.run(main)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (int n = 0; n < 2; n++) {
            for (Object line : seen.get(n)) {
                t.log("loop " + n, line);
            }
        }
    }

    @Case("THREADSAFE-19")
    void anotherThreadSeesTheTasksOfALoop(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Consumer<String> look =
                when -> Elsewhere.run(t, () -> t.log(when, names(Asyncio.allTasks(loop))));
        VoidCoroutine child = () -> Asyncio.sleep(SECOND);
        VoidCoroutine eager = () -> {
            look.accept("in the eager step");
            Asyncio.sleep(SECOND.multipliedBy(2));
        };
        Coroutine<String> eagerAtItsEnd = () -> "value";

        Task<Void> one = Asyncio.createTask(child, TaskOptions.named("scheduled"));
        Task.create(loop, eagerAtItsEnd, TaskOptions.named("ended eagerly").eager());
        Task<Void> two = Asyncio.createTask(eager, TaskOptions.named("eager").eager());
        look.accept("one scheduled, one suspended");
        one.await();
        look.accept("one has ended");
        two.await();
        look.accept("both have ended");
    }

    @Case("THREADSAFE-20")
    void aWrappedFutureEndsOnTheLoop(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Boom failure = new Boom("pool");
        List<Consumer<CompletableFuture<String>>> ends = List.of(
                pool -> pool.complete("value"),
                pool -> pool.completeExceptionally(failure),
                pool -> pool.cancel(false));
        for (Consumer<CompletableFuture<String>> end : ends) {
            CompletableFuture<String> pool = new CompletableFuture<>();
            List<Thread> threads = new ArrayList<>();
            Future<String> wrapped = Future.of(pool);
            wrapped.addDoneCallback(done ->
                    t.log("callback", Asyncio.runningLoop() == loop, Thread.currentThread() == threads.get(0)));

            loop.callSoon(() -> Elsewhere.run(t, () -> {
                threads.add(Thread.currentThread());
                end.accept(pool);
                t.log("ended, the wrapping future", pool.isDone(), wrapped.done());
            }));
            try {
                t.log("value", wrapped.await());
            } catch (Boom e) {
                t.log("caught", e, e == failure);
            } catch (CancelledError e) {
                t.log("caught", e);
            }
        }
    }

    @Case(value = "THREADSAFE-21", plain = true)
    void aFinishedTaskIsReclaimedOnAnotherThread(Trace t) throws InterruptedException {
        List<Task<Object>> tasks = new ArrayList<>();
        runElsewhere(t, tasks);
        t.log("done", tasks.stream().map(Task::done).collect(Collectors.toList()));
        List<WeakReference<Task<Object>>> left = tasks.stream().map(WeakReference::new).collect(Collectors.toList());
        tasks.clear();
        t.collect();
        t.log("left", left.stream().map(ref -> ref.get() != null).collect(Collectors.toList()));
    }

    private static void runElsewhere(Trace t, List<Task<Object>> tasks) throws InterruptedException {
        VoidCoroutine main = () -> {
            for (int i = 0; i < 3; i++) {
                int n = i;
                tasks.add(Asyncio.createTask(() -> {
                    Asyncio.sleep(SECOND);
                    if (n == 1) {
                        throw new Boom("child");
                    }
                    if (n == 2) {
                        Asyncio.currentTask().cancel();
                        Asyncio.sleep(SECOND);
                    }
                    return new Object();
                }));
            }
            Asyncio.wait(tasks);
            t.catchReports();
        };
        Thread thread = new Thread(() -> t.run(main));
        thread.start();
        thread.join();
    }
}
