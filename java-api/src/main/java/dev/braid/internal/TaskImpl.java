package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.GeneratorExit;
import dev.braid.InvalidStateException;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.spi.CoroutineProtocol;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The machine behind {@link Task}: asyncio's step and wake-up over a coroutine that suspends.
 *
 * <p>A step is framed by {@link #begin} and {@link #end}. Between them the body runs: on its {@link Strand}, or, if it
 * brings its own way to suspend, as a {@link CoroutineProtocol} stepped right here. What the body waits for comes back
 * through {@link #suspendOn}, its end through {@link #bodyReturned} or {@link #bodyThrew}.
 *
 * <p>A pending task is in one of three situations:
 *
 * <pre>
 *   queued     in the loop's ready queue, once; waiter is null, or is done and has a say in the next step
 *   waiting    registered on waiter, which is pending
 *   stepping   it is the loop's current task, or started eagerly below the current one
 * </pre>
 *
 * <p>Touched only by whoever runs the loop, which during a step may be the task's own strand.
 */
public final class TaskImpl<T extends @Nullable Object> extends FutureImpl<T> implements Task<T>, Ready, OnStrand {

    private static final AtomicLong NUMBERS = new AtomicLong();

    // The body; null once the task finished in its eager step.
    private @Nullable Coroutine<T> coroutine;

    // The body's stack; null before the first step, and for a body that is a CoroutineProtocol.
    @Nullable Strand strand;

    private final Context context;

    // The context to be current in the next step: `context`, unless the body is suspended inside Context.run.
    private Context activeContext;

    // The name; null for one made of the number.
    private @Nullable String name;
    private final long number;

    // What the body waits for. Kept until the next step begins, since that step asks for the outcome.
    @Nullable FutureImpl<?> waiter;

    // The next step throws CancelledError into the body.
    private boolean mustCancel;

    private int cancelsRequested;

    // True until the first step begins.
    private boolean fresh = true;

    // True during the eager step, in which the creator frames the step.
    boolean eagerStep;

    // False for tasks whose loss is not worth a report, such as those that gather made.
    boolean reportIfDestroyed = true;

    // Neighbours in the loop's list of unfinished tasks. Written by TaskList.
    @Nullable TaskImpl<?> previous;
    @Nullable TaskImpl<?> next;

    TaskImpl(EventLoopImpl loop, Coroutine<T> coroutine, TaskOptions options) {
        super(loop);
        Objects.requireNonNull(coroutine, "coroutine");
        this.coroutine = coroutine instanceof BodySource<T> source ? source.newBody(loop) : coroutine;
        Context given = options.context();
        this.context = given != null ? given : loop.copyContext();
        this.activeContext = context;
        this.name = options.name();
        this.number = name != null ? 0 : NUMBERS.incrementAndGet();
    }

    /** Makes and schedules, or eagerly starts, a task. */
    public static <T extends @Nullable Object> Task<T> create(
            EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
        EventLoopImpl on = (EventLoopImpl) Objects.requireNonNull(loop, "loop");
        Boolean eager = options.eagerStart();
        boolean startNow = eager != null && eager && on.isRunning();
        if (!startNow) {
            on.requireOpen("create a task on ");
        }
        TaskImpl<T> task = new TaskImpl<>(on, coroutine, options);
        if (startNow) {
            task.startEagerly();
        } else {
            on.tasks.add(task);
            on.ready(task);
        }
        return task;
    }

    // --- Steps

    /** One step, run by the loop. */
    @Override
    public void runReady(EventLoopImpl loop) {
        if (begin()) {
            stepBody();
            loop.throwEscaped();
        }
    }

    /**
     * Runs the body up to its next suspension. A strand calls {@link #end} itself, before it gives control back, since
     * it may hand control to another task's strand; a protocol body is framed here.
     */
    private void stepBody() {
        if (coroutine instanceof CoroutineProtocol<T> protocol) {
            try {
                stepProtocol(protocol);
            } finally {
                end();
            }
        } else {
            strand().resumeFromLoop();
        }
    }

    private void stepProtocol(CoroutineProtocol<T> protocol) {
        Object yielded;
        try {
            Throwable error = takeInjected();
            yielded = error == null ? protocol.send() : protocol.throwIn(error);
        } catch (Throwable error) {
            bodyThrew(error);
            return;
        }
        if (yielded == CoroutineProtocol.RETURNED) {
            bodyReturned(protocol.result());
        } else if (yielded == null || yielded instanceof FutureImpl<?>) {
            suspendOn((FutureImpl<?>) yielded);
        } else {
            retryWith(new IllegalStateException("cannot await " + yielded + " in " + this
                    + ": it is no Future of Braid; yield a Future, or null to give way once"));
        }
    }

    /** The strand to run the body on, made on first use. */
    Strand strand() {
        Strand mine = strand;
        if (mine == null) {
            mine = loop.strands().take(this);
            strand = mine;
        }
        return mine;
    }

    /** Whether the body runs on a strand. */
    boolean onStrand() {
        return !(coroutine instanceof CoroutineProtocol);
    }

    /**
     * Prepares a step: decides what is thrown into the body, if anything, and makes this the current task.
     *
     * @return false if there is nothing to run: the task is done
     */
    boolean begin() {
        FutureImpl<?> awaited = waiter;
        Throwable error = null;
        if (awaited != null) {
            waiter = null;
            CallGraphEdges.remove(awaited, this);
        }
        if (state != FutureState.PENDING) {
            loop.callExceptionHandler(ExceptionContext.of("Exception in callback step of " + this,
                    new InvalidStateException("cannot step " + this + ": it is done already; "
                            + "something finished it behind its back")).withTask(this));
            return false;
        }
        // The future whose cancellation the body is told. The error is made where the body is interrupted.
        FutureImpl<?> cancelled = null;
        if (awaited != null) {
            if (awaited.cancelled() && awaited.peekOutcome() == null) {
                cancelled = awaited;
            } else {
                error = awaited.outcomeError();
            }
        }
        if (mustCancel) {
            if (cancelled == null && !(error instanceof CancelledError)) {
                cancelled = this;
            }
            mustCancel = false;
        }
        if (fresh) {
            fresh = false;
            if ((cancelled != null || error != null) && onStrand()) {
                // Cancelled before the first step: none of the body runs.
                if (coroutine instanceof SingleUseCoroutine<?> once) {
                    once.close();
                }
                bodyThrew(cancelled != null ? cancelled.newCancelledError() : error);
                return false;
            }
        }
        try {
            ContextSupport.enter(context);
        } catch (IllegalStateException entered) {
            loop.callExceptionHandler(
                    ExceptionContext.of("Exception in callback step of " + this, entered).withTask(this));
            return false;
        }
        loop.inject(cancelled != null ? cancelled : error);
        loop.enterTask(this);
        loop.context(activeContext);
        return true;
    }

    /** Ends what {@link #begin} began. */
    void end() {
        activeContext = loop.context();
        ContextSupport.exit(context);
        loop.leaveTask(this);
    }

    /** What to throw into the body in this step, or null. Called on the stack that it will be thrown on. */
    @Nullable Throwable takeInjected() {
        Object taken = loop.takeInjected();
        if (taken instanceof FutureImpl<?> cancelled) {
            CancelledError error = cancelled.newCancelledError();
            TaskStack.showInterrupted(error, coroutine);
            return error;
        }
        return (Throwable) taken;
    }

    private void startEagerly() {
        TaskImpl<?> creator = loop.swapTask(this);
        Context outer = loop.context();
        loop.tasks.add(this);
        loop.inject(null);
        fresh = false;
        try {
            ContextSupport.enter(context);
            loop.context(context);
            eagerStep = true;
            try {
                if (coroutine instanceof CoroutineProtocol<T> protocol) {
                    stepProtocol(protocol);
                } else {
                    strand().resumeNested();
                }
            } catch (StackOverflowError full) {
                // Tasks that start each other: this one found no room to begin in.
                if (!done()) {
                    strand = null;
                    bodyThrew(full);
                }
            } finally {
                eagerStep = false;
                activeContext = loop.context();
                loop.context(outer);
                ContextSupport.exit(context);
            }
        } catch (IllegalStateException entered) {
            loop.tasks.remove(this);
            throw entered;
        } finally {
            loop.swapTask(creator);
        }
        if (done()) {
            coroutine = null;
        }
        loop.throwEscaped();
    }

    // --- What the body does

    /** The body waits for a future, or gives way for one iteration if that is null. */
    void suspendOn(@Nullable FutureImpl<?> awaited) {
        if (awaited == null) {
            loop.ready(this);
        } else if (awaited.loop != loop) {
            retryWith(new IllegalStateException("cannot await " + awaited + " in " + this
                    + ": it belongs to another loop; use runCoroutineThreadsafe to reach that loop"));
        } else if (awaited == this) {
            retryWith(new IllegalStateException(
                    "cannot await " + this + ": it is the task that would wait; a task cannot wait for its own end"));
        } else {
            waiter = awaited;
            awaited.register(this);
            if (mustCancel && awaited.cancelBy(cancelRequest)) {
                mustCancel = false;
            }
        }
    }

    /** The strand could not leave after {@link #suspendOn}, or on the way there: the step goes on as if it had not tried. */
    void takeBackSuspension(@Nullable FutureImpl<?> awaited) {
        waiter = null;
        if ((awaited == null || !awaited.unregister(this)) && loop.ready.peekLast() == this) {
            loop.unready(this);
        }
        if (awaited != null) {
            CallGraphEdges.remove(awaited, this);
        }
        if (!eagerStep && loop.currentTask() != this) {
            if (!ContextSupport.isEntered(context)) {
                ContextSupport.enter(context);
            }
            loop.enterTask(this);
            loop.context(activeContext);
        }
    }

    /**
     * Runs code that belongs to this task while its body is suspended: a coroutine that a Kotlin body has launched, for
     * which this is the current task too. It is no step of the body.
     */
    void runAside(Runnable code) {
        loop.enterTask(this);
        loop.context(activeContext);
        try {
            code.run();
        } finally {
            loop.leaveTask(this);
        }
    }

    private void retryWith(IllegalStateException error) {
        FutureImpl<?> refusal = new FutureImpl<>(loop);
        refusal.finishFailed(error);
        refusal.markRetrieved();
        waiter = refusal;
        loop.ready(this);
    }

    void bodyReturned(@Nullable Object value) {
        loop.tasks.remove(this);
        if (mustCancel) {
            // Cancelled in its last step, after its last suspension: the value is dropped.
            mustCancel = false;
            finishCancelled(null);
        } else {
            finishWith(value);
        }
    }

    void bodyThrew(Throwable error) {
        loop.tasks.remove(this);
        if (error instanceof CancelledError cancelled) {
            CancelRequestImpl request = cancelRequest;
            if (request != null) {
                // The message came with the error, whose first reader gets it; the readers after that get none.
                cancelRequest = request.withMessage(null);
            }
            finishCancelled(cancelled);
        } else {
            finishFailed(error);
            if (Fatal.leavesTheLoop(error)) {
                loop.escape(error);
            }
        }
    }

    // --- Cancelling

    @Override
    boolean cancelBy(CancelRequestImpl request) {
        markRetrieved();
        if (state != FutureState.PENDING) {
            return false;
        }
        cancelsRequested++;
        FutureImpl<?> awaited = waiter;
        if (awaited != null && awaited.cancelBy(request)) {
            // The cancellation will arrive with the outcome of what is awaited.
            return true;
        }
        mustCancel = true;
        cancelRequest = request;
        return true;
    }

    /** Counts a request by the body's own code, and gives the error, which the caller throws where the body suspends. */
    public CancelledError cancelByBody(@Nullable String message) {
        cancelsRequested++;
        return CancelRequestImpl.ofCaller(loop, message).error();
    }

    /** The next await throws a cancellation that code which the body has called could not notice. */
    public void cancelAtNextAwait(CancelledError error) {
        mustCancel = true;
        cancelRequest = CancelRequestImpl.of(loop, error);
    }

    @Override
    public int cancelling() {
        return cancelsRequested;
    }

    @Override
    public int uncancel() {
        if (cancelsRequested > 0 && --cancelsRequested == 0) {
            mustCancel = false;
        }
        return cancelsRequested;
    }

    /** Whether the body has begun and waits. */
    boolean isSuspended() {
        return !fresh && (!onStrand() || strand != null);
    }

    /** The loop closes while this is suspended: the body gets {@link GeneratorExit}, and goes on to its end or next wait. */
    void throwExit() {
        waiter = null;
        loop.inject(new GeneratorExit());
        // Whoever closes the loop may do so inside of this very context, and is inside afterwards.
        boolean inside = ContextSupport.isEntered(context);
        if (!inside) {
            ContextSupport.enter(context);
        }
        loop.enterTask(this);
        loop.context(activeContext);
        if (coroutine instanceof CoroutineProtocol<T> protocol) {
            stepProtocol(protocol);
            end();
        } else {
            strand.resumeNested();
        }
        if (inside) {
            ContextSupport.enter(context);
        }
    }

    // --- Describing

    @Override
    public @Nullable Throwable created() {
        return created;
    }

    @Override
    public void setResult(T result) {
        throw decidedByBody("set a result on ");
    }

    @Override
    public void setException(Throwable error) {
        throw decidedByBody("set an exception on ");
    }

    private IllegalStateException decidedByBody(String action) {
        return new IllegalStateException("cannot " + action + this
                + ": a task's body alone decides its outcome; use loop.createFuture() for a result set from outside");
    }

    @Override
    public String name() {
        String text = name;
        if (text == null) {
            text = nameOf(null, number);
            name = text;
        }
        return text;
    }

    /** The name as far as it has been made; null if the number is to be asked for. */
    @Nullable String givenName() {
        return name;
    }

    long number() {
        return number;
    }

    static String nameOf(@Nullable String name, long number) {
        return name != null ? name : "Task-" + number;
    }

    @Override
    public void setName(Object name) {
        this.name = name.toString();
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public @Nullable Coroutine<T> coroutine() {
        return coroutine;
    }

    String bodyText() {
        return coroutine == null ? "finished" : ForeignText.of(coroutine);
    }

    @Override
    public List<StackTraceElement> stack() {
        return TaskStack.of(this, Integer.MAX_VALUE);
    }

    @Override
    public List<StackTraceElement> stack(int limit) {
        return TaskStack.of(this, limit);
    }

    @Override
    public void printStack() {
        printStack(Integer.MAX_VALUE, System.err);
    }

    @Override
    public void printStack(int limit, PrintStream out) {
        TaskStack.print(this, limit, out);
    }
}
