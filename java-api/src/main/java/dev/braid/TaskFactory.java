package dev.braid;

import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of a loop. Being generic it cannot be a lambda, but a method reference fits:
 * {@code loop.setTaskFactory(MyTasks::create)}.
 *
 * @see "Python 3.15, loop.set_task_factory; cases CORO-16, EAGER-01, EAGER-20"
 */
@FunctionalInterface
public interface TaskFactory {

    /** Starts every task inside the call that creates it, asyncio's {@code eager_task_factory} (EAGER-01). */
    TaskFactory EAGER = eager(Task::create);

    /**
     * Makes a task, by {@link Task#create} in the end.
     *
     * @param <T> what the coroutine returns
     * @param loop the loop, not null
     * @param coroutine the body, not null
     * @param options passed on from the creating call as they are
     * @return the task, not null; the creating call returns it
     */
    <T extends @Nullable Object> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options);

    /**
     * A factory that starts tasks eagerly, asyncio's {@code create_eager_task_factory} (EAGER-20). An explicit
     * {@link TaskOptions#eagerStart()} wins over it.
     *
     * @param constructor makes the tasks, not null
     * @return the factory
     */
    static TaskFactory eager(TaskFactory constructor) {
        return new EagerTaskFactory(constructor);
    }
}
