package dev.braid.conformance.misuse;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Runner;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Barrier;
import dev.braid.sync.Event;
import dev.braid.sync.Lock;
import dev.braid.sync.Queue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that suspend, or need a loop, made where nothing can suspend or no loop runs. */
class OutsideTaskTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Calls that suspend, by how their refusals begin. */
    private static Map<String, VoidCoroutine> suspending() {
        Lock lock = new Lock();
        Queue<String> queue = new Queue<>();
        Map<String, VoidCoroutine> calls = new LinkedHashMap<>();
        calls.put("cannot await the next iteration: ", Asyncio::yieldNow);
        calls.put("cannot wait for Event[unset", new Event()::await);
        calls.put("cannot wait for Queue[maxsize=0", queue::get);
        calls.put("cannot wait for Lock[locked", () -> {
            if (!lock.locked()) {
                lock.acquire();
            }
            lock.acquire();
        });
        calls.put("cannot wait for Barrier[filling", new Barrier(2)::await);
        return calls;
    }

    @Everywhere(plain = true)
    void suspendingWithoutALoop() {
        suspending().forEach((start, call) -> Refusal.of(IllegalStateException.class, call::run).saying(start));
        Refusal.of(IllegalStateException.class, () -> Asyncio.sleep(SECOND))
                .saying("cannot sleep: no event loop is running on this thread (")
                .advising("; call it from a task or callback, inside Asyncio.run");
        Refusal.of(IllegalStateException.class, () -> TaskGroup.run(group -> {})).saying("cannot enter TaskGroup[");
        Refusal.of(IllegalStateException.class, () -> Timeout.after(SECOND, timeout -> {}))
                .saying("cannot enter Timeout[");
        Refusal.of(IllegalStateException.class, () -> Asyncio.toThread(() -> 1)).advising("no event loop is running");
        Refusal.of(IllegalStateException.class, () -> Asyncio.waitFor(() -> 1, SECOND))
                .advising("no event loop is running");
        Refusal.of(IllegalStateException.class, () -> AsyncGenerator.of(out -> out.yield(1)).anext())
                .advising("no event loop is running");
    }

    @Everywhere(plain = true)
    void needingALoopWhereThereIsNone() {
        Refusal.of(IllegalStateException.class, () -> Asyncio.createTask(() -> 1))
                .saying("cannot create a task: no event loop is running on this thread (")
                .advising("inside Asyncio.run");
        Refusal.of(IllegalStateException.class, () -> Asyncio.gather(() -> 1)).advising("inside Asyncio.run");
        Refusal.of(IllegalStateException.class, () -> Asyncio.shield(() -> 1)).advising("inside Asyncio.run");
        Refusal.of(IllegalStateException.class, Asyncio::createFuture).advising("inside Asyncio.run");
        Refusal.of(IllegalStateException.class, Asyncio::runningLoop).advising("inside Asyncio.run");
        Refusal.of(IllegalStateException.class, Asyncio::allTasks).advising("inside Asyncio.run");
    }

    @Everywhere
    void suspendingInACallback() {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> future = loop.createFuture();
        Map<String, VoidCoroutine> calls = suspending();
        calls.put("cannot await Future[", future::await);
        calls.forEach((start, call) -> {
            Future<String> checked = loop.createFuture();
            loop.callSoon(() -> {
                try {
                    Refusal.of(IllegalStateException.class, call::run).saying(start)
                            .advising("a callback awaits: let it create a task that does");
                    checked.setResult("refused");
                } catch (Throwable failure) {
                    checked.setException(failure);
                }
            });
            checked.await();
        });
        Future<String> checked = loop.createFuture();
        loop.callSoon(() -> {
            try {
                Refusal.of(IllegalStateException.class, () -> TaskGroup.run(group -> {}))
                        .advising("the caller is a callback and no task").advising("; create a task");
                Refusal.of(IllegalStateException.class, () -> Timeout.after(SECOND, timeout -> {}))
                        .advising("; create a task");
                checked.setResult("refused");
            } catch (Throwable failure) {
                checked.setException(failure);
            }
        });
        checked.await();
    }

    @Everywhere
    void suspendingOnAThreadBesideTheLoop() {
        Future<String> future = Asyncio.runningLoop().createFuture();
        Asyncio.toThread(() -> {
            Refusal.of(IllegalStateException.class, future::await).saying("cannot await Future[")
                    .advising("code inside toThread awaits: use runCoroutineThreadsafe there");
            return null;
        });
    }

    @Everywhere(plain = true)
    void aFutureOfALoopThatDoesNotRun(Trace t) {
        EventLoop loop = t.newLoop();
        Future<String> future = loop.createFuture();
        Refusal.of(IllegalStateException.class, future::await).saying("cannot await Future[")
                .advising("plain code awaits: start it with Asyncio.run(() -> ...)");
        loop.close();
    }

    @Everywhere(plain = true)
    void aClosedLoop(Trace t) {
        EventLoop loop = t.newLoop();
        loop.close();
        VoidCoroutine body = () -> {};
        Refusal.of(IllegalStateException.class, () -> loop.createTask(body)).saying("cannot create a task on ")
                .advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> loop.runUntilComplete(body)).advising("it is closed");
        Refusal.of(IllegalStateException.class, loop::runForever).advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> loop.callSoon(() -> {})).advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> loop.callLater(SECOND, () -> {})).advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> loop.callSoonThreadsafe(() -> {})).advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> loop.runInExecutor(null, () -> 1)).advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> Asyncio.runCoroutineThreadsafe(body, loop))
                .advising("it is closed");
        Refusal.of(IllegalStateException.class, () -> Asyncio.ensureFuture(() -> 1, loop)).advising("it is closed");
    }

    @Everywhere(plain = true)
    void aClosedRunner(Trace t) {
        Runner runner = t.runner();
        runner.run(() -> 1);
        runner.close();
        Refusal.of(IllegalStateException.class, () -> runner.run(() -> 1));
        Refusal.of(IllegalStateException.class, runner::loop);
    }

    @Everywhere
    void aLoopInsideALoop(Trace t) {
        Refusal.of(IllegalStateException.class, () -> Asyncio.run(() -> 1)).saying("cannot call Asyncio.run: ")
                .advising("; await the coroutine there, or call this from another thread");
        EventLoop other = t.newLoop();
        Refusal.of(IllegalStateException.class, () -> other.runUntilComplete(() -> 1));
        Refusal.of(IllegalStateException.class, () -> Asyncio.runningLoop().runForever())
                .advising("it is running already; await there, or reach it by callSoonThreadsafe");
        other.close();
    }

    @Everywhere(plain = true)
    void futuresOfTwoLoops(Trace t) {
        EventLoop one = t.newLoop();
        EventLoop other = t.newLoop();
        Future<String> mine = one.createFuture();
        Future<String> foreign = other.createFuture();
        Refusal.of(IllegalArgumentException.class, () -> Asyncio.gather(mine, foreign))
                .saying("cannot gather Future[").advising("; gather the futures of each loop there");
        Refusal.of(IllegalArgumentException.class, () -> Asyncio.ensureFuture(foreign, one))
                .advising("; leave the loop out, or use the future on its own loop");
        one.runUntilComplete(() -> {
            Refusal.of(IllegalStateException.class, foreign::await);
            Refusal.of(IllegalArgumentException.class, () -> Asyncio.asCompleted(List.of(foreign)))
                    .saying("cannot use Future[").advising("; leave the loop out, or use the future on its own loop");
            return null;
        });
        one.close();
        other.close();
    }

    @Everywhere
    void waitingForNothingAtAll() {
        Refusal.of(IllegalArgumentException.class, () -> Asyncio.wait(List.of()))
                .saying("cannot wait for an empty collection: ").advising("; skip the call instead");
    }
}
