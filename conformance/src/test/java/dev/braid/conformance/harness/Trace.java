package dev.braid.conformance.harness;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case logs into, and its way to loops in virtual time. Each method is the twin of one in the oracle's
 * {@code case.py}. Any thread may log.
 */
public final class Trace {

    private final CaseLoops loops;
    private final TraceLines lines = new TraceLines();

    // What must fail the case even if the case swallowed it. Guarded by itself.
    private final List<Throwable> failures = new ArrayList<>();

    Trace(CaseLoops loops) {
        this.loops = loops;
    }

    /** Logs one line: loop time, task, the text and the values, as the oracle's README tells. */
    public void log(String text, @Nullable Object @Nullable ... values) {
        EventLoop loop = runningLoop();
        Task<?> task = loop == null ? null : Asyncio.currentTask(loop);
        List<@Nullable Object> shown = values == null ? Collections.singletonList(null) : Arrays.asList(values);
        add(loop, task == null ? "-" : task.name(), text, shown);
    }

    private void add(@Nullable EventLoop loop, String who, String text, List<? extends @Nullable Object> values) {
        StringBuilder line = new StringBuilder(loop == null ? "-" : Rendering.nanos(loop.timeNanos()));
        line.append(' ').append(who).append(' ').append(text);
        try {
            values.forEach(value -> line.append(' ').append(Rendering.of(value)));
        } catch (CaseBug bug) {
            fail(bug); // a task or a thread might swallow it
            throw bug;
        }
        lines.add(line.toString());
    }

    // --- Loops

    /** A new loop; whoever makes it closes it. */
    public EventLoop newLoop() {
        return loops.newLoop();
    }

    /** A runner. Its tasks are not named. */
    public Runner runner() {
        return Runner.builder().loopFactory(loops::newLoop).build();
    }

    /** A runner in debug mode or not. */
    public Runner runner(boolean debug) {
        return Runner.builder().debug(debug).loopFactory(loops::newLoop).build();
    }

    /** {@code Asyncio.run} with a main task named "main". */
    public <T extends @Nullable Object, X extends Exception> T run(Coroutine<T> main) throws X {
        try (Runner runner = mainRunner()) {
            return runner.<T, X>run(main);
        }
    }

    /** {@link #run(Coroutine)} for a body without a value. */
    public <X extends Exception> void run(VoidCoroutine main) throws X {
        try (Runner runner = mainRunner()) {
            runner.<X>run(main);
        }
    }

    /** A runner whose first task is named "main" unless it has a name. */
    public Runner mainRunner() {
        return Runner.builder().loopFactory(loops::newLoopNamingMain).build();
    }

    /** From now on, logs what reaches the running loop's exception handler. */
    public void catchReports() {
        catchReports(Asyncio.runningLoop());
    }

    /** From now on, logs what reaches a loop's exception handler. */
    public void catchReports(EventLoop loop) {
        loop.setExceptionHandler(this::report);
    }

    private void report(EventLoop loop, ExceptionContext context) {
        add(loop.isRunning() ? loop : null, "-", ReportLine.of(context), List.of());
    }

    /** As if this callback or step had been busy for so long: moves the running loop's clock. */
    public void burn(Duration time) {
        runningHost().burn(time);
    }

    /** {@link #burn(Duration)} on a loop that waits for the code which calls this, in an executor. */
    public void burn(EventLoop loop, Duration time) {
        loops.hostOf(loop).burn(time);
    }

    // --- Reclaiming

    /** Reclaims what nobody refers to. Inside a loop use {@link #gc()}. */
    public void collect() {
        Reclaiming.run();
    }

    /** Reclaims what nobody refers to and lets the reports about it arrive; log nothing else meanwhile. Suspends. */
    public void gc() {
        Reclaiming.run();
        // Reports come from the cleaner's thread: the next iteration takes them in, behind what is ready by now.
        Asyncio.yieldNow();
        Asyncio.yieldNow();
    }

    // --- Threads and signals

    /** From now on the running loop's clock does not wait for calls in executors or for other threads. */
    public void letTimePass() {
        runningHost().letTimePass();
    }

    /** Starts a thread. The running loop's clock stands still until the thread has ended. */
    public Thread thread(Code body) {
        CaseHost host = runningHost();
        return start(body, host, ThreadHold.untilTheEnd(host));
    }

    /** Starts a thread. The running loop's clock stands still until it has made so many threadsafe calls, or ended. */
    public Thread thread(Code body, int calls) {
        CaseHost host = runningHost();
        return start(body, host, ThreadHold.forCalls(host, calls));
    }

    private Thread start(Code body, CaseHost host, ThreadHold hold) {
        Thread thread = new Thread(() -> {
            host.countCallsFor(hold);
            try {
                body.run();
            } catch (Throwable error) {
                fail(error);
            } finally {
                host.stopCounting();
                hold.letGo();
            }
        }, "thread of a case");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Presses Ctrl-C, in a case that is marked with {@link Case#signals()}. */
    public void sigint() {
        Sigint.raise();
    }

    // --- For the harness

    private CaseHost runningHost() {
        return loops.hostOf(Asyncio.runningLoop());
    }

    private static @Nullable EventLoop runningLoop() {
        EventLoop loop;
        try {
            loop = Asyncio.runningLoop();
        } catch (IllegalStateException none) {
            return null;
        }
        return loop.isRunning() ? loop : null;
    }

    private void fail(Throwable error) {
        synchronized (failures) {
            failures.add(error);
        }
    }

    /** Ends the trace and gives its lines. */
    List<String> close() {
        return lines.close();
    }

    /** What the case may have swallowed, and must fail for. */
    List<Throwable> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }
}
