package dev.braid.internal;

import dev.braid.Awaitable;
import dev.braid.Context;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.ExceptionHandler;
import dev.braid.Future;
import dev.braid.Handle;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.TimerHandle;
import dev.braid.VoidCoroutine;
import dev.braid.spi.LoopHost;
import dev.braid.spi.StrandKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The machine behind {@link EventLoop}: what users may ask of a loop, over the {@link LoopCore} that steps it.
 *
 * <p>Fields without a word about threads are touched only by whoever runs the loop: its host's thread in the pump, or
 * the strand that has the baton.
 */
public final class EventLoopImpl extends LoopNetwork implements EventLoop {

    static {
        ContextSupport.carrierLookup(() -> {
            EventLoopImpl loop = Running.loop();
            return loop == null || loop.context() == null ? null : loop;
        });
    }

    final TaskList tasks = new TaskList();
    final OpenGenerators asyncgens = new OpenGenerators(this);
    private final DefaultExecutor executor = new DefaultExecutor(this);
    private final ExceptionReports reports = new ExceptionReports(this);
    final LoopThreads threads;
    private final UnclosedLoop unclosed = UnclosedLoop.watch(this);

    // Read by any thread.
    private volatile LoopState state = LoopState.IDLE;

    private @Nullable TaskFactory taskFactory;

    // What the bridge keeps for this loop. Written under the loop's monitor.
    private volatile @Nullable LoopAttachment attachment;

    // Whether it is among the OpenLoops.
    private boolean known;

    // Written on the loop, read by the watch of slow callbacks too.
    private volatile Duration slowCallbackDuration = Duration.ofMillis(100);

    /** Makes a loop on a host, with a kind of strand or, if that is null, the best there is. */
    public EventLoopImpl(LoopHost host, @Nullable StrandKind kind) {
        super(host);
        this.threads = new LoopThreads(this, kind);
        setDebug(DebugSwitch.isOn());
    }

    Strands strands() {
        return threads.strands();
    }

    // --- Scheduling

    @Override
    public Handle callSoon(Runnable callback) {
        return callSoon(callback, Context.copyCurrent());
    }

    @Override
    public Handle callSoon(Runnable callback, Context context) {
        checkCall(callback, context);
        HandleImpl handle = new HandleImpl(callback, context, debugTrace("scheduled here"));
        ready(handle);
        return handle;
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
        return callSoonThreadsafe(callback, Context.copyCurrent());
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback, Context context) {
        checkCallback(callback, context);
        ThreadsafeHandle handle = new ThreadsafeHandle(this, callback, context, debugTrace("scheduled here"));
        if (Running.loop() == this) {
            ready(handle);
            host.wake();
        } else {
            inbox.add(handle);
        }
        return handle;
    }

    /** For the engine: schedules from any thread unless the loop is closed. */
    boolean callSoonIfOpen(Runnable callback) {
        if (state == LoopState.CLOSED) {
            return false;
        }
        inbox.add(new HandleImpl(callback, new Context(), null));
        return true;
    }

    /** Tells whether the calling thread runs this loop. */
    public boolean runsHere() {
        return Running.loop() == this;
    }

    /**
     * What the bridge keeps for this loop, made at the first call. Any thread.
     *
     * @param make called at most once
     */
    @SuppressWarnings("unchecked")
    public <A extends LoopAttachment> A attachment(java.util.function.Function<EventLoopImpl, A> make) {
        LoopAttachment present = attachment;
        if (present == null) {
            synchronized (this) {
                present = attachment;
                if (present == null) {
                    present = make.apply(this);
                    attachment = present;
                }
            }
        }
        return (A) present;
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
        return callLater(delay, callback, Context.copyCurrent());
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback, Context context) {
        return start(timeNanos() + Durations.nanos(Objects.requireNonNull(delay, "delay")), callback, context);
    }

    @Override
    public TimerHandle callAt(long whenNanos, Runnable callback) {
        return callAt(whenNanos, callback, Context.copyCurrent());
    }

    @Override
    public TimerHandle callAt(long whenNanos, Runnable callback, Context context) {
        return start(Durations.deadline(whenNanos, timeNanos()), callback, context);
    }

    private TimerHandle start(long whenNanos, Runnable callback, Context context) {
        checkCall(callback, context);
        TimerHandleImpl timer =
                new TimerHandleImpl(this, whenNanos, callback, context, debugTrace("scheduled here"));
        timers.add(timer, whenNanos);
        return timer;
    }

    private void checkCall(Runnable callback, Context context) {
        checkCallback(callback, context);
        checkThread();
    }

    private void checkCallback(Runnable callback, Context context) {
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(context, "context");
        requireOpen("schedule a callback on ");
        if (debug && callback instanceof Awaitable<?>) {
            throw new IllegalArgumentException("cannot schedule " + callback
                    + " as a callback: it is a coroutine, which may await and a callback may not; use createTask");
        }
    }

    /** In debug mode, for what must be done on the loop. */
    void checkThread() {
        if (debug && state == LoopState.RUNNING && Running.loop() != this) {
            throw new IllegalStateException("cannot call " + this + " from thread "
                    + Thread.currentThread().getName() + ": it is running on another one; use callSoonThreadsafe");
        }
    }

    @Override
    public long timeNanos() {
        return host.timeNanos();
    }

    // --- Futures and tasks

    @Override
    public <T extends @Nullable Object> Future<T> createFuture() {
        return new FutureImpl<>(this);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, TaskOptions.DEFAULT);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
        Objects.requireNonNull(coroutine, "coroutine");
        requireOpen("create a task on ");
        checkThread();
        TaskFactory factory = taskFactory;
        if (factory == null) {
            return TaskImpl.create(this, coroutine, options);
        }
        return Objects.requireNonNull(factory.create(this, coroutine, options),
                () -> "cannot create a task on " + this + ": its task factory " + factory + " returned null; return a task");
    }

    @Override
    public Task<@Nullable Void> createTask(VoidCoroutine coroutine) {
        return createTask(VoidBodies.of(coroutine), TaskOptions.DEFAULT);
    }

    @Override
    public Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options) {
        return createTask(VoidBodies.of(coroutine), options);
    }

    @Override
    public void setTaskFactory(@Nullable TaskFactory factory) {
        taskFactory = factory;
    }

    @Override
    public @Nullable TaskFactory taskFactory() {
        return taskFactory;
    }

    /** The unfinished tasks, in the order of creation. Any thread. */
    List<TaskImpl<?>> unfinishedTasks() {
        return runsHere() ? tasks.snapshot() : TaskSnapshot.take(this);
    }

    @Override
    public <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> code) {
        Objects.requireNonNull(code, "code");
        requireOpen("run code in an executor for ");
        checkThread();
        return executor == null ? this.executor.submit(code) : ExecutorCall.submit(this, executor, code);
    }

    @Override
    public Future<@Nullable Void> runInExecutor(@Nullable Executor executor, VoidCoroutine code) {
        return runInExecutor(executor, VoidBodies.of(code)::run);
    }

    @Override
    public void setDefaultExecutor(ExecutorService executor) {
        this.executor.replace(executor);
    }

    @Override
    public void shutdownDefaultExecutor(@Nullable Duration timeout) {
        executor.shutdown(timeout);
    }

    @Override
    public void shutdownAsyncgens() {
        asyncgens.shutdown();
    }

    // --- Running

    @Override
    public <T extends @Nullable Object, X extends Exception> T runUntilComplete(Future<T> future) throws X {
        return LoopRun.<T, X>untilComplete(this, (FutureImpl<T>) Objects.requireNonNull(future, "future"), false);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T runUntilComplete(Coroutine<T> coroutine) throws X {
        checkCanRun();
        return LoopRun.<T, X>untilComplete(this, (FutureImpl<T>) createTask(coroutine), true);
    }

    @Override
    public <X extends Exception> void runUntilComplete(VoidCoroutine coroutine) throws X {
        this.<@Nullable Void, X>runUntilComplete(VoidBodies.of(coroutine));
    }

    @Override
    public void runForever() {
        checkCanRun();
        if (!known) {
            known = true;
            OpenLoops.add(this);
        }
        become(LoopState.RUNNING);
        try {
            threads.run(host);
        } finally {
            stopping = false;
            slowCallbacks.stopped();
            become(LoopState.IDLE);
        }
    }

    /** For a host: runs its code on the thread that calls the pump, while it does not. */
    public void runBetweenIterations(Runnable code) {
        EventLoopImpl here = Running.loop();
        if (here != null && here != this || !isRunning()) {
            throw new IllegalStateException("cannot run code between the iterations of " + this + ": "
                    + (isRunning() ? here + " is running on this thread" : "it is not running")
                    + "; call this from the host's run, on the thread that calls the pump");
        }
        EventLoopImpl outer = Running.enterPump(this);
        try {
            code.run();
        } finally {
            Running.leavePump(outer);
            host.wake();
        }
    }

    void checkCanRun() {
        requireOpen("run ");
        if (state == LoopState.RUNNING) {
            throw new IllegalStateException("cannot run " + this + ": it is running already; "
                    + "await there, or reach it by callSoonThreadsafe or runCoroutineThreadsafe");
        }
        EventLoopImpl other = Running.loop();
        if (other != null && other.isRunning()) {
            throw new IllegalStateException("cannot run " + this + ": " + other
                    + " is running on this thread; await here, or run the other loop on a thread of its own");
        }
    }

    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public void close() {
        if (state == LoopState.RUNNING) {
            throw new IllegalStateException("cannot close " + this + ": it is running; stop it first");
        }
        if (state != LoopState.IDLE) {
            // Again, or out of the code that the first call unwinds.
            return;
        }
        become(LoopState.CLOSING);
        try {
            abandonScheduled();
            threads.close(() -> Unwinding.of(this));
        } finally {
            closed();
        }
    }

    private void closed() {
        become(LoopState.CLOSED);
        OpenLoops.remove(this);
        Running.forget(this);
        LoopAttachment attached = attachment;
        if (attached != null) {
            attached.loopClosed();
        }
        abandonScheduled();
        executor.abandon();
        unclosed.closed();
        closeIo();
        host.close();
    }

    @Override
    public boolean isRunning() {
        return state == LoopState.RUNNING;
    }

    @Override
    public boolean isClosed() {
        return state == LoopState.CLOSED;
    }

    void requireOpen(String action) {
        if (state == LoopState.CLOSING || state == LoopState.CLOSED) {
            throw new IllegalStateException("cannot " + action + this + ": it is " + state.word + "; make a new loop");
        }
    }

    private void become(LoopState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    // --- Problems

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
        reports.handler = handler;
    }

    @Override
    public @Nullable ExceptionHandler exceptionHandler() {
        return reports.handler;
    }

    @Override
    public void callExceptionHandler(ExceptionContext context) {
        reports.report(Objects.requireNonNull(context, "context"));
    }

    @Override
    public void defaultExceptionHandler(ExceptionContext context) {
        reports.log(Objects.requireNonNull(context, "context"));
    }

    @Override
    public void setDebug(boolean debug) {
        this.debug = debug;
        stepsAlone = debug || slowCallbacks.running();
    }

    @Override
    public boolean debug() {
        return debug;
    }

    @Override
    public Duration slowCallbackDuration() {
        return slowCallbackDuration;
    }

    @Override
    public void setSlowCallbackDuration(Duration duration) {
        slowCallbackDuration = Objects.requireNonNull(duration, "duration");
    }

    long slowCallbackNanos() {
        return Durations.nanos(slowCallbackDuration);
    }

    /** In debug mode a trace of the caller, else null. */
    public @Nullable Throwable debugTrace(String what) {
        return debug ? new DebugTrace(what) : null;
    }

    /** A short name for threads and messages. */
    String text() {
        return "braid-" + Integer.toHexString(System.identityHashCode(this));
    }

    @Override
    public String toString() {
        return "EventLoop[" + text() + ", " + state.word + (debug ? ", debug" : "") + "]";
    }
}
