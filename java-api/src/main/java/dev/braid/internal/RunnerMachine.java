package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.KeyboardInterrupt;
import dev.braid.LoopFactory;
import dev.braid.TaskOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The machine behind {@link dev.braid.Runner}. */
public final class RunnerMachine {

    /** How long closing waits for blocking calls: asyncio.constants.THREAD_JOIN_TIMEOUT. */
    private static final Duration JOIN_TIMEOUT = Duration.ofMinutes(5);

    private final @Nullable Boolean debug;
    private final @Nullable LoopFactory loopFactory;

    private RunnerState state = RunnerState.CREATED;

    // Set while INITIALIZED.
    private @Nullable EventLoopImpl loop;
    private @Nullable Context context;

    // What run threw last.
    private @Nullable Throwable thrown;

    public RunnerMachine(@Nullable Boolean debug, @Nullable LoopFactory loopFactory) {
        this.debug = debug;
        this.loopFactory = loopFactory;
    }

    public EventLoop loop() {
        return initialized();
    }

    public <T extends @Nullable Object, X extends Exception> T run(Coroutine<T> main, @Nullable Context given)
            throws X {
        EventLoopImpl running = Running.loop();
        if (running != null) {
            throw new IllegalStateException("cannot run " + this + ": " + running + " is running on this thread; "
                    + "await the coroutine there, or call this from another thread");
        }
        EventLoopImpl on = initialized();
        TaskImpl<T> task =
                (TaskImpl<T>) on.createTask(main, TaskOptions.inContext(given != null ? given : context));
        Interrupts interrupts = Interrupts.during(task);
        try {
            return LoopRun.<T, X>untilComplete(on, task, true);
        } catch (Throwable error) {
            thrown = error instanceof CancelledError cancelled && interrupts.count() > 0 && task.uncancel() == 0
                    ? interruptOf(cancelled)
                    : error;
            throw Sneaky.<X>rethrow(thrown);
        } finally {
            interrupts.close();
        }
    }

    private static KeyboardInterrupt interruptOf(CancelledError cancelled) {
        KeyboardInterrupt interrupt = new KeyboardInterrupt();
        interrupt.initCause(cancelled);
        return interrupt;
    }

    private EventLoopImpl initialized() {
        if (state == RunnerState.CLOSED) {
            throw new IllegalStateException("cannot use " + this + ": it is closed; make a new one");
        }
        EventLoopImpl made = loop;
        if (made == null) {
            if (loopFactory == null) {
                made = (EventLoopImpl) LoopFactory.DEFAULT.newLoop();
                CurrentLoop.set(made);
            } else {
                made = (EventLoopImpl) Objects.requireNonNull(loopFactory.newLoop(), () -> "cannot use " + this
                        + ": its loop factory " + loopFactory + " returned null; return a new loop");
            }
            if (debug != null) {
                made.setDebug(debug);
            }
            context = Context.copyCurrent();
            loop = made;
            become(RunnerState.INITIALIZED);
        }
        return made;
    }

    public void close() {
        EventLoopImpl closing = loop;
        if (state != RunnerState.INITIALIZED || closing == null) {
            return;
        }
        try {
            cancelAllTasks(closing);
            closing.runUntilComplete(VoidBodies.of(closing::shutdownAsyncgens));
            closing.runUntilComplete(VoidBodies.of(() -> closing.shutdownDefaultExecutor(JOIN_TIMEOUT)));
        } catch (Throwable error) {
            // An error that leaves the loop at once leaves it again when the task that awaited the first task's end gets
            // it. The caller has it already, and a try-with-resources cannot suppress an error in itself.
            if (error != thrown) {
                throw error;
            }
        } finally {
            if (loopFactory == null) {
                CurrentLoop.set(null);
            }
            closing.close();
            loop = null;
            context = null;
            thrown = null;
            become(RunnerState.CLOSED);
        }
    }

    private static void cancelAllTasks(EventLoopImpl loop) {
        List<TaskImpl<?>> left = loop.unfinishedTasks();
        if (left.isEmpty()) {
            return;
        }
        CancelRequestImpl request = CancelRequestImpl.of(loop, "closing runner, whose main task has ended", null);
        left.forEach(task -> task.cancelBy(request));
        // Not a task that awaits it: what cleans up now may ask for all tasks, and cancel them.
        loop.runUntilComplete(Gather.of(left, true));
        for (TaskImpl<?> task : left) {
            if (!task.cancelled() && task.hasFailed()) {
                loop.callExceptionHandler(ExceptionContext.of(
                        "unhandled exception during asyncio.run() shutdown",
                        (Throwable) task.resultOrError()).withTask(task));
            }
        }
    }

    private void become(RunnerState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    @Override
    public String toString() {
        return "Runner[" + state.word + "]";
    }
}
