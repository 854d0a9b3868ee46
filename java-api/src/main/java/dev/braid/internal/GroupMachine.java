package dev.braid.internal;

import dev.braid.AsyncIterable;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.ExceptionContext;
import dev.braid.GeneratorExit;
import dev.braid.GroupedErrors;
import dev.braid.SingleUseCoroutine;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.spi.CoroutineProtocol;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine behind {@link dev.braid.TaskGroup}, free of how its caller suspends: the block's end is a loop of
 * {@link #toAwait()}, which the Java and the Kotlin face write each in their own way.
 *
 * <p>Touched only by the loop that the group was entered on.
 */
public final class GroupMachine {

    private static final String MESSAGE = "unhandled errors in a TaskGroup";

    private GroupState state = GroupState.CREATED;

    // Members are being, or have been, cancelled: a failure, a cancellation from outside, or cancel().
    private boolean aborting;

    // Whether the group itself has cancelled its parent. The end of the block takes exactly that one back; a
    // cancellation left over then came from outside and belongs to the caller.
    private boolean parentCancelRequested;

    private boolean cancelOnEnter;

    private @Nullable EventLoopImpl loop;

    // The task that runs the block. Null before and after.
    private @Nullable TaskImpl<?> parent;

    // The tasks that the end of the block waits for.
    private final GroupMembers members = new GroupMembers(this);

    // What members threw, in the order they ended. Null once thrown on.
    private @Nullable List<Throwable> errors = new ArrayList<>(0);

    // The first error that leaves the loop at once.
    private @Nullable Throwable fatal;

    // On whose behalf members and parent are cancelled. Set from when aborting begins to the end of the block.
    private @Nullable CancelRequestImpl request;

    // What cancelled the block from outside, to be thrown on at the end.
    private @Nullable Throwable cancellation;

    // The last cancellation of the wait for the members, the group's own or not. At the end the count tells.
    private @Nullable CancelledError waitCancelled;

    // All members in the order of creation, if the group was asked to keep them.
    private @Nullable KeptMembers kept;

    // Whether the block has ended without an error.
    private boolean endedWell;

    // Tells the body of members that have ended. Weak: after a loop that ended early they are nobody's business.
    private @Nullable WeakReference<GroupArrivals> arrivals;

    // What the end of the block waits for while there are members.
    private @Nullable FutureImpl<@Nullable Object> completed;

    /** The loop it was entered on; null before. */
    public @Nullable EventLoopImpl loop() {
        return loop;
    }

    /** Begins the block in the current task. */
    public void enter() {
        if (state != GroupState.CREATED) {
            throw new IllegalStateException(
                    "cannot enter " + this + ": a group is used once; make a new one with TaskGroup.run");
        }
        EventLoopImpl running = Running.requireLoop("enter " + this);
        TaskImpl<?> task = running.currentTask();
        if (task == null) {
            throw new IllegalStateException("cannot enter " + this
                    + ": the caller is a callback and no task, so there is none to wait for the members; create a task");
        }
        loop = running;
        parent = task;
        become(GroupState.OPEN);
        if (cancelOnEnter) {
            cancel();
        }
    }

    /** Adds a member. */
    public <T extends @Nullable Object> TaskImpl<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
        EventLoopImpl on = loop;
        if (on == null || state == GroupState.FINISHED || state == GroupState.EXITING && members.isEmpty() || aborting) {
            throw refuse(coroutine);
        }
        TaskImpl<T> task = (TaskImpl<T>) on.createTask(coroutine, options);
        if (kept != null) {
            kept.add(task);
        }
        if (task.done() && !task.hasFailed()) {
            members.addEnded(on);
            announce(task);
            return task;
        }
        CallGraphEdges.add(task, parent);
        members.add(task);
        if (aborting && !task.done()) {
            // It cancelled this group in its eager step, before it was a member.
            task.cancelBy(request);
        }
        return task;
    }

    private IllegalStateException refuse(Coroutine<?> coroutine) {
        if (coroutine instanceof SingleUseCoroutine<?> once) {
            once.close();
        } else if (coroutine instanceof CoroutineProtocol<?> protocol) {
            protocol.close();
        }
        String why;
        if (state == GroupState.CREATED) {
            why = "it has not been entered; create tasks inside its body";
        } else if (aborting && state != GroupState.FINISHED) {
            why = "it is shutting down, since a member failed or it was cancelled; "
                    + "clean-up that needs tasks opens a group of its own";
        } else {
            why = "its body has returned and its last task has ended; a group takes new tasks until then. Usual causes:\n"
                    + "  - the group was kept in a field and used later;\n"
                    + "  - a callback kept it and ran after the group.\n"
                    + "Start the task inside the group, or open a group of its own where the callback runs.";
        }
        return new IllegalStateException("cannot create a task in " + this + ": " + why);
    }

    /** Ends the group early without an error. */
    public void cancel() {
        if (state == GroupState.CREATED) {
            cancelOnEnter = true;
            return;
        }
        if (state == GroupState.FINISHED || state == GroupState.EXITING && members.isEmpty()) {
            return;
        }
        if (!aborting) {
            abort(CancelRequestImpl.of(
                    loop, "TaskGroup.cancel(), called by " + CancelRequestImpl.ofCaller(loop, null).by(), null));
            cancelParent();
        }
    }

    private void cancelParent() {
        TaskImpl<?> task = parent;
        if (task != null && !parentCancelRequested) {
            parentCancelRequested = true;
            task.cancelBy(request);
        }
    }

    private void abort(CancelRequestImpl why) {
        aborting = true;
        request = why;
        members.cancelAll(why);
    }

    boolean aborting() {
        return aborting;
    }

    // --- The end of the block

    /** The body has ended. Then, as long as {@link #toAwait()} gives a future, await it; at last {@link #finish}. */
    public void bodyEnded(@Nullable Throwable error) {
        become(GroupState.EXITING);
        if (error != null) {
            if (Fatal.leavesTheLoop(error)) {
                fatal = fatal == null ? error : fatal;
            }
            if (error instanceof CancelledError) {
                cancellation = error;
            }
            if (!aborting) {
                abort(error instanceof CancelledError cancelled
                        ? CancelRequestImpl.of(loop, cancelled).withMessage(null)
                        : CancelRequestImpl.of(loop, "task group, because its body failed", error));
            }
        }
    }

    /** What the end of the block has to wait for; null when all members are done. */
    public @Nullable FutureImpl<@Nullable Object> toAwait() {
        if (members.isEmpty()) {
            return null;
        }
        completed = new FutureImpl<>(loop);
        return completed;
    }

    /** The wait for {@link #toAwait()} is over. */
    public void awaited(@Nullable CancelledError error) {
        completed = null;
        if (error == null) {
            return;
        }
        waitCancelled = error;
        if (!aborting) {
            // The parent is being cancelled from outside while it waits for its members.
            cancellation = error;
            abort(CancelRequestImpl.of(loop, error).withMessage(null));
        }
    }

    /**
     * Leaves the group.
     *
     * @param bodyError what the body threw, or null
     * @return what the block throws; null if it ends normally
     */
    public @Nullable Throwable finish(@Nullable Throwable bodyError) {
        TaskImpl<?> task = parent;
        List<Throwable> failures = errors;
        Throwable cancelled = cancellation;
        CancelledError last = waitCancelled;
        become(GroupState.FINISHED);
        parent = null;
        errors = null;
        cancellation = null;
        waitCancelled = null;
        request = null;
        if (fatal != null) {
            Throwable error = fatal;
            fatal = null;
            return error;
        }
        if (parentCancelRequested) {
            if (task.uncancel() == 0) {
                cancelled = null;
            } else if (cancelled == null) {
                // Somebody else cancelled the parent as well, while a group that was aborting waited for its members.
                cancelled = last;
            }
        }
        if (bodyError != null && !(bodyError instanceof CancelledError)) {
            failures.add(bodyError);
        }
        if (cancelled != null && failures.isEmpty()) {
            return cancelled;
        }
        if (failures.isEmpty()) {
            endedWell = true;
            return null;
        }
        if (task.cancelling() > 0) {
            // Cancelled from outside as well: the errors go first, but the cancellation is delivered again.
            task.uncancel();
            task.cancelBy(cancelled instanceof CancelledError delivered
                    ? CancelRequestImpl.of(loop, delivered).withMessage(null)
                    : CancelRequestImpl.of(loop, "a request that came while its task group ended", null));
        }
        if (bodyError instanceof GeneratorExit && failures.size() == 1) {
            return bodyError;
        }
        return GroupedErrors.of(MESSAGE, failures).asThrowable();
    }

    /** A member has ended, and is none any more. */
    void memberDone(TaskImpl<?> task) {
        CallGraphEdges.remove(task, parent);
        completeIfEmpty();
        if (task.cancelled() || !task.hasFailed()) {
            announce(task);
            return;
        }
        Throwable error = (Throwable) task.resultOrError();
        if (errors == null || parent == null) {
            return;
        }
        errors.add(error);
        if (Fatal.leavesTheLoop(error) && fatal == null) {
            fatal = error;
        }
        if (parent.done()) {
            loop.callExceptionHandler(ExceptionContext.of(
                    task + " has failed but its parent " + parent + " is done already", error).withTask(task));
            return;
        }
        if (!aborting && !parentCancelRequested) {
            abort(CancelRequestImpl.of(loop, "task group, because task '" + task.name() + "' failed", error));
            cancelParent();
        }
    }

    /** Lets the end of the block go on if there is no member left. */
    void completeIfEmpty() {
        if (!members.isEmpty()) {
            return;
        }
        if (completed != null && !completed.done()) {
            completed.finishWith(null);
        }
        GroupArrivals to = listening();
        if (to != null) {
            to.wakeAll();
        }
    }

    // --- Beyond asyncio

    /** Keeps the members for {@link #results}, also those that have ended. Before the first one is created. */
    public void keepMembers() {
        kept = new KeptMembers();
    }

    /** What the members returned, in the order of creation. */
    public List<@Nullable Object> results() {
        String cannot = "cannot give the results of " + this + ": ";
        if (kept == null) {
            throw new IllegalStateException(
                    cannot + "it does not keep its tasks; make the group with TaskGroup.keepingResults()");
        }
        if (state != GroupState.FINISHED) {
            throw new IllegalStateException(
                    cannot + "it has not ended; call this after its block, or await the tasks inside");
        }
        if (!endedWell) {
            throw new IllegalStateException(cannot + "its block threw an error; handle that one instead");
        }
        return kept.results(cannot);
    }

    /** The members that have not ended and those to come, as they end. */
    public AsyncIterable<Task<?>> arrivals() {
        requireBody("iterate " + this);
        GroupArrivals present = listening();
        if (present == null) {
            present = new GroupArrivals(loop, this);
            arrivals = new WeakReference<>(present);
        }
        return present;
    }

    /** Throws unless the group's own body is the caller. Members would wait for themselves. */
    void requireBody(String action) {
        if (state == GroupState.OPEN && Running.loop() == loop && loop.currentTask() == parent) {
            return;
        }
        String why = switch (state) {
            case CREATED -> "it has not been entered";
            case OPEN -> "only the group's body may, since a member would wait for itself";
            default -> "its body has ended";
        };
        throw new IllegalStateException("cannot " + action + ": " + why + "; do it inside the body of the group");
    }

    int size() {
        return members.size();
    }

    private @Nullable GroupArrivals listening() {
        return arrivals == null ? null : arrivals.get();
    }

    private void announce(TaskImpl<?> member) {
        GroupArrivals to = listening();
        if (to != null) {
            to.arrive(member);
        }
    }

    private void become(GroupState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("TaskGroup[").append(state.word);
        if (!members.isEmpty()) {
            text.append(", tasks=").append(members.size());
        }
        if (errors != null && !errors.isEmpty()) {
            text.append(", errors=").append(errors.size());
        }
        if (aborting && state != GroupState.FINISHED) {
            text.append(", cancelling");
        }
        return text.append(']').toString();
    }
}
