package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.InvalidStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The machine behind {@link Future}. Everything here is touched only by whoever runs the loop. */
public sealed class FutureImpl<T extends @Nullable Object> implements Future<T> permits
        TaskImpl, ElementFuture, FollowingFuture, GatherFuture, LimitedGather, SleepFuture, WaitFuture {

    final EventLoopImpl loop;

    FutureState state = FutureState.PENDING;

    // PENDING: what to do when done, in order: null, one entry, or a list of them. An entry is a TaskImpl to wake, a
    // DoneCallback or an InternalCallback. Most futures have at most one.
    // FINISHED: the result. FAILED: the error. CANCELLED: the error that ended the task, until first asked for.
    private @Nullable Object content;

    // Who cancelled this, with the message that the CancelledError is to carry. A task keeps its latest request here.
    @Nullable CancelRequestImpl cancelRequest;

    // Present while the future has failed and nobody has looked at the error.
    private @Nullable Unretrieved unretrieved;

    // Where the future was created, in debug mode.
    final @Nullable Throwable created;

    // Who waits for this, for the call graph: null, one Future, or a set of them. Without the tasks that are to be woken:
    // they are among the entries above until this is done, and from then on here. Written by CallGraphEdges.
    @Nullable Object awaitedBy;

    FutureImpl(EventLoopImpl loop) {
        this.loop = loop;
        this.created = loop.debugTrace("created here");
    }

    /** A future of the running or registered loop that follows a Java one. */
    public static <T extends @Nullable Object> Future<T> wrap(CompletionStage<T> stage) {
        Objects.requireNonNull(stage, "stage");
        return StageBridge.follow(stage, CurrentLoop.require("follow a CompletionStage"));
    }

    // --- Waiting

    @Override
    public final <X extends Exception> T await() throws X {
        if (state == FutureState.PENDING) {
            Running.requireStrand(this).await(this);
            if (state == FutureState.PENDING) {
                throw new IllegalStateException(
                        "cannot finish awaiting " + this + ": its task was resumed although nothing finished it; "
                                + "let only the loop resume what awaits");
            }
        }
        return this.<X>result();
    }

    // --- Looking

    @Override
    public final boolean done() {
        return state != FutureState.PENDING;
    }

    @Override
    public final boolean cancelled() {
        return state == FutureState.CANCELLED;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <X extends Exception> T result() throws X {
        if (state == FutureState.FINISHED) {
            return (T) content;
        }
        throw Sneaky.<X>rethrow(errorToThrow("read the result of "));
    }

    @Override
    public final @Nullable Throwable exception() {
        if (state == FutureState.FINISHED) {
            return null;
        }
        if (state == FutureState.FAILED) {
            markRetrieved();
            return (Throwable) content;
        }
        if (state == FutureState.CANCELLED) {
            throw makeCancelledError();
        }
        throw notDone("read the exception of ");
    }

    /** Whether the future ended with an error; does not count as looking at it. */
    final boolean hasFailed() {
        return state == FutureState.FAILED;
    }

    /** The result or the error, without counting as looking at it; null while pending. */
    final @Nullable Object peekOutcome() {
        return state == FutureState.PENDING ? null : content;
    }

    /** The result, or the error, which counts as looked at. */
    final @Nullable Object resultOrError() {
        markRetrieved();
        return peekOutcome();
    }

    /** What awaiting the done future throws, or null if it has a result. */
    final @Nullable Throwable outcomeError() {
        return state == FutureState.FINISHED ? null : errorToThrow("await ");
    }

    private Throwable errorToThrow(String action) {
        if (state == FutureState.FAILED) {
            markRetrieved();
            return (Throwable) Objects.requireNonNull(content);
        }
        if (state == FutureState.CANCELLED) {
            return makeCancelledError();
        }
        return notDone(action);
    }

    private InvalidStateException notDone(String action) {
        return new InvalidStateException(
                "cannot " + action + this + ": it is not done; await it, or ask done() first");
    }

    /**
     * The error for a cancelled future. The one that ended a task is given out once, with its stack trace; asked again
     * a future makes a new one, for an error that is thrown in two places has a misleading trace in one of them.
     */
    CancelledError makeCancelledError() {
        if (state == FutureState.CANCELLED && content instanceof CancelledError first) {
            cancelRequest = requestToTell();
            content = null;
            return first;
        }
        return newCancelledError();
    }

    /** Another error for a cancelled future, without giving out the one that ended a task. */
    final CancelledError newCancelledError() {
        CancelRequestImpl request = requestToTell();
        return request == null ? new CancelledError() : request.error();
    }

    /** Who cancelled this; without a message. */
    final CancelRequestImpl requestOfCancelled() {
        CancelRequestImpl request = requestToTell();
        return request == null ? CancelRequestImpl.ofCaller(loop, null) : request.withMessage(null);
    }

    // The request that ended this, with this future's own message: asyncio's later errors carry no other (TASK-39).
    private @Nullable CancelRequestImpl requestToTell() {
        CancelRequestImpl own = cancelRequest;
        return content instanceof CancelledError first && first.request() instanceof CancelRequestImpl arrived
                ? arrived.withMessage(own == null ? null : own.message)
                : own;
    }

    // --- Finishing

    @Override
    public void setResult(T result) {
        requirePending("set a result on ");
        finishWith(result);
    }

    @Override
    public void setException(Throwable error) {
        Objects.requireNonNull(error, "error");
        requirePending("set an exception on ");
        finishFailed(error);
    }

    private void requirePending(String action) {
        checkThread();
        if (state != FutureState.PENDING) {
            throw new InvalidStateException("cannot " + action + this + ": it is " + state.word
                    + " already; ask done() first, or let one place alone decide the outcome");
        }
    }

    final void finishWith(@Nullable Object result) {
        become(FutureState.FINISHED, result);
    }

    final void finishFailed(Throwable error) {
        unretrieved = Unretrieved.watch(this, error);
        become(FutureState.FAILED, error);
    }

    /** Ends as cancelled; the error, if there is one, is what the first look at the outcome throws. */
    final void finishCancelled(@Nullable CancelledError error) {
        become(FutureState.CANCELLED, error);
    }

    @Override
    public final boolean cancel() {
        return cancel(null);
    }

    @Override
    public final boolean cancel(@Nullable Object message) {
        if (state != FutureState.PENDING) {
            markRetrieved();
            return false;
        }
        return cancelBy(CancelRequestImpl.ofCaller(loop, message));
    }

    /** Passes on a cancellation that the caller got: with its message, on behalf of whoever asked for it. */
    public final boolean cancelAs(CancelledError error) {
        return cancelBy(CancelRequestImpl.of(loop, error));
    }

    /** Asks this to end as cancelled; false if it is done already. */
    boolean cancelBy(CancelRequestImpl request) {
        markRetrieved();
        if (state != FutureState.PENDING) {
            return false;
        }
        checkThread();
        cancelRequest = request;
        finishCancelled(null);
        return true;
    }

    /** In debug mode: what finishes a future that somebody waits for schedules on its loop. */
    private void checkThread() {
        if (loop.debug && state == FutureState.PENDING && content != null) {
            loop.checkThread();
        }
    }

    private void become(FutureState next, @Nullable Object outcome) {
        assert state == FutureState.PENDING : this + " went from " + state + " to " + next;
        // In this order, for those who print a future from another thread: see registered().
        Object registered = content;
        state = next;
        content = outcome;
        if (registered != null) {
            if (registered instanceof ArrayList<?> list) {
                for (Object entry : list) {
                    schedule(entry);
                }
            } else {
                schedule(registered);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void schedule(Object entry) {
        if (entry instanceof TaskImpl<?> waiter) {
            CallGraphEdges.add(this, waiter);
            loop.ready(waiter);
        } else if (entry instanceof InternalCallback callback) {
            callback.schedule(this);
        } else {
            loop.ready(((DoneCallback<T>) entry).ready(this));
        }
    }

    final void markRetrieved() {
        Unretrieved report = unretrieved;
        if (report != null) {
            unretrieved = null;
            report.retrieved();
        }
    }

    // --- Callbacks

    @Override
    public final void addDoneCallback(Consumer<? super Future<T>> callback) {
        addDoneCallback(callback, Context.copyCurrent());
    }

    @Override
    public final void addDoneCallback(Consumer<? super Future<T>> callback, Context context) {
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(context, "context");
        register(new DoneCallback<>(callback, context));
    }

    /** Registers a task to wake, a {@link DoneCallback} or an {@link InternalCallback}. */
    @SuppressWarnings("unchecked")
    final void register(Object entry) {
        if (state != FutureState.PENDING) {
            schedule(entry);
        } else if (content == null) {
            content = entry;
        } else if (content instanceof ArrayList<?> list) {
            ((ArrayList<Object>) list).add(entry);
        } else {
            ArrayList<Object> list = new ArrayList<>(4);
            list.add(content);
            list.add(entry);
            content = list;
        }
    }

    @Override
    public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        // Whether it matches is for its equals to say, which may register and remove callbacks and finish the future.
        int removed = 0;
        for (Object entry : registered()) {
            if (entry instanceof DoneCallback<?> done && done.function().equals(callback) && unregister(entry)) {
                removed++;
            }
        }
        return removed;
    }

    /** Takes out what was registered; false if it is not in. */
    final boolean unregister(Object entry) {
        if (state != FutureState.PENDING) {
            return false;
        }
        if (content == entry) {
            content = null;
            return true;
        }
        if (content instanceof ArrayList<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == entry) {
                    list.remove(i);
                    return true;
                }
            }
        }
        return false;
    }

    /** What is to be done when this is done. Another thread that prints this may miss what is just being added or taken out. */
    final List<Object> registered() {
        Object registered = content;
        if (registered == null || state != FutureState.PENDING) {
            return List.of();
        }
        // Not List.copyOf, which fails on the null that another thread finds where the loop has just taken an entry out.
        return registered instanceof ArrayList<?> list
                ? Arrays.stream(list.toArray()).filter(Objects::nonNull).toList()
                : List.of(registered);
    }

    // --- The rest

    @Override
    public final EventLoop loop() {
        return loop;
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        return StageBridge.view(this);
    }

    @Override
    public String toString() {
        return FutureText.of(this);
    }
}
