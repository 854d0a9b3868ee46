package dev.braid;

import dev.braid.internal.Blocks;
import dev.braid.internal.GroupAccess;
import dev.braid.internal.GroupMachine;
import dev.braid.internal.VoidBodies;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that belong together: the block that opens the group ends when the last of them has.
 *
 * <pre>{@code
 * TaskGroup.run(group -> {
 *     Task<String> name = group.createTask(() -> fetchName(id));
 *     Task<String> mail = group.createTask(() -> fetchMail(id));
 *     return new User(name.await(), mail.await());
 * });
 * }</pre>
 *
 * <p>When a member fails, the others and the body are cancelled, the block waits until they have cleaned up, and then
 * throws all errors as one {@link ExceptionGroup}, in the order in which the members ended, the body's last. Cancelling
 * a single member is no failure. Cancelling the task that runs the block cancels the members too, and the block throws
 * {@link CancelledError} when they have ended.
 *
 * <p>An error that leaves the loop at once ({@link KeyboardInterrupt}, a fatal {@link VirtualMachineError}) is thrown
 * bare. A group belongs to the loop that entered it and is used once.
 *
 * @see "Python 3.15, asyncio.TaskGroup; cases TASKGROUP-01 to TASKGROUP-74"
 */
public final class TaskGroup {

    static {
        GroupAccess.register(new Access());
    }

    private final GroupMachine machine = new GroupMachine();

    private TaskGroup() {}

    /**
     * Makes a group that {@link #use} will enter; for code that must hand the group on before it is used. Most programs
     * call {@link #run(Body)} instead.
     *
     * @return a group that has not been entered
     */
    public static TaskGroup create() {
        return new TaskGroup();
    }

    /**
     * Opens a group, runs a body in the calling task, and suspends until all members have ended. An empty group does
     * not suspend. Can be cancelled there: the members are cancelled then, and this returns when they have ended.
     *
     * @param <T> what the body returns
     * @param body given the group; may create members and suspend; not null
     * @return the body's value; null if {@link #cancel()} ended the body early
     * @throws ExceptionGroup if members or the body failed, also for a single error
     * @throws BaseExceptionGroup if one of them failed with a control error such as {@link GeneratorExit}
     * @throws CancelledError if the calling task was cancelled and nothing failed
     * @throws IllegalStateException if the caller is not a task
     * @see "Python 3.15, async with asyncio.TaskGroup(); cases TASKGROUP-01 to TASKGROUP-48"
     */
    @kotlin.Deprecated(message = "Kotlin: use taskGroup { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object> T run(Body<TaskGroup, T> body) {
        return new TaskGroup().use(body);
    }

    /**
     * {@link #run(Body)} for a body without a value.
     *
     * @param body given the group, not null
     */
    @kotlin.Deprecated(message = "Kotlin: use taskGroup { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static void run(VoidBody<TaskGroup> body) {
        new TaskGroup().use(body);
    }

    /**
     * Enters this group and runs a body in it, as {@link #run(Body)} does with a new one.
     *
     * @param <T> what the body returns
     * @param body the body, not null
     * @return the body's value; null if {@link #cancel()} ended the body early
     * @throws IllegalStateException if the group has been entered before (TASKGROUP-53), or the caller is not a task
     *     (TASKGROUP-54); the group then counts as not entered
     */
    @kotlin.Deprecated(message = "Kotlin: use taskGroup { }", level = kotlin.DeprecationLevel.HIDDEN)
    public <T extends @Nullable Object> T use(Body<TaskGroup, T> body) {
        Objects.requireNonNull(body, "body");
        return Blocks.inGroup(machine, () -> body.run(this));
    }

    /**
     * {@link #use(Body)} for a body without a value.
     *
     * @param body the body, not null
     */
    @kotlin.Deprecated(message = "Kotlin: use taskGroup { }", level = kotlin.DeprecationLevel.HIDDEN)
    public void use(VoidBody<TaskGroup> body) {
        Objects.requireNonNull(body, "body");
        Blocks.<@Nullable Object>inGroup(machine, () -> {
            body.accept(this);
            return null;
        });
    }

    /**
     * {@link #createTask(Coroutine, TaskOptions)} with the defaults.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the member's body, not null
     * @return the new task
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, TaskOptions.DEFAULT);
    }

    /**
     * Adds a member, while the body runs or a member is unfinished. For the body, members, and callbacks of the group's
     * loop. Does not suspend.
     *
     * @param <T> what the coroutine returns
     * @param coroutine the member's body, not null
     * @param options name, context, eager start; not null
     * @return the new task
     * @throws IllegalStateException if the group is not entered yet, is finished, or is shutting down: clean-up that
     *     needs tasks opens a group of its own; a coroutine made with {@link Coroutine#once} is then closed
     * @see "Python 3.15, asyncio.TaskGroup.create_task; cases TASKGROUP-02, TASKGROUP-04, TASKGROUP-07 to TASKGROUP-09,
     *     TASKGROUP-49 to TASKGROUP-52"
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
        Objects.requireNonNull(coroutine, "coroutine");
        return machine.createTask(coroutine, options);
    }

    /**
     * {@link #createTask(Coroutine)} for a body without a value.
     *
     * @param coroutine the member's body, not null
     * @return the new task
     */
    public Task<@Nullable Void> createTask(VoidCoroutine coroutine) {
        return createTask(VoidBodies.of(coroutine), TaskOptions.DEFAULT);
    }

    /**
     * {@link #createTask(Coroutine, TaskOptions)} for a body without a value.
     *
     * @param coroutine the member's body, not null
     * @param options name, context, eager start; not null
     * @return the new task
     */
    public Task<@Nullable Void> createTask(VoidCoroutine coroutine, TaskOptions options) {
        return createTask(VoidBodies.of(coroutine), options);
    }

    /**
     * Ends the group early without an error: cancels the members and the body; the block then ends normally. Calling it
     * again, or after the block, does nothing; called before the group is entered it takes effect there.
     *
     * @see "Python 3.15, asyncio.TaskGroup.cancel; cases TASKGROUP-60 to TASKGROUP-74"
     */
    public void cancel() {
        machine.cancel();
    }

    // --- Beyond asyncio

    /**
     * {@link #create()}, but the group keeps its tasks when they have ended, for {@link #results()}. An
     * extra of Braid.
     *
     * <pre>{@code
     * TaskGroup group = TaskGroup.keepingResults();
     * group.use(members -> {
     *     for (URI page : pages) {
     *         members.createTask(() -> fetch(page));
     *     }
     * });
     * List<String> texts = group.results(String.class);
     * }</pre>
     *
     * @return a group that has not been entered
     */
    public static TaskGroup keepingResults() {
        TaskGroup group = new TaskGroup();
        group.machine.keepMembers();
        return group;
    }

    /**
     * What all tasks of this group returned, in the order in which they were created. Does not suspend. An extra
     * of Braid.
     *
     * @return the values, of as many types as the tasks; unmodifiable
     * @throws IllegalStateException if this is no group of {@link #keepingResults()}, its block has not ended or threw
     *     an error, or a task was cancelled and so has no value
     */
    public List<?> results() {
        return machine.results();
    }

    /**
     * {@link #results()} that are all of one type.
     *
     * @param <T> the type
     * @param type its class, not null; a task without a value gives null
     * @return the values
     * @throws IllegalStateException as {@link #results()}
     * @throws ClassCastException if a value is of another type
     */
    public <T> List<@Nullable T> results(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return machine.results().stream().<@Nullable T>map(type::cast).toList();
    }

    /**
     * The tasks of this group as they end, for a loop in the group's body. An extra of Braid.
     *
     * <pre>{@code
     * TaskGroup.run(group -> {
     *     mirrors.forEach(mirror -> group.createTask(() -> ask(mirror)));
     *     for (Task<?> answer : group.asCompleted()) {
     *         System.out.println(answer.result());
     *     }
     * });
     * }</pre>
     *
     * <p>The loop gets all tasks that have not ended when this is called, and those created later, by whomever; it ends
     * when no task is left. With an eager task factory a task may end while it is created: call this before. A task
     * that was cancelled comes too. One that fails does not: the group cancels its body, and with it the loop, as
     * always.
     *
     * <p>A loop that ends early leaves the tasks running; the group waits for them. Loops over one group share its
     * tasks.
     *
     * @return the tasks in the order in which they end; its steps suspend, can be cancelled there, and throw
     *     {@link IllegalStateException} where this method does
     * @throws IllegalStateException if the caller is not the body of this group
     */
    public AsyncIterable<Task<?>> asCompleted() {
        return machine.arrivals();
    }

    @Override
    public String toString() {
        return machine.toString();
    }

    private static final class Access extends GroupAccess {

        @Override
        protected GroupMachine machineOf(TaskGroup group) {
            return group.machine;
        }
    }
}
