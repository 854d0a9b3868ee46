package dev.braid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets eager start unless the creating call decided it, then leaves the rest to the constructor. */
record EagerTaskFactory(TaskFactory constructor) implements TaskFactory {

    private static final TaskOptions EAGER_DEFAULT = TaskOptions.DEFAULT.eager();

    EagerTaskFactory {
        Objects.requireNonNull(constructor, "constructor");
    }

    @Override
    public <T extends @Nullable Object> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
        if (options == TaskOptions.DEFAULT) {
            return constructor.create(loop, coroutine, EAGER_DEFAULT);
        }
        return constructor.create(loop, coroutine, options.eagerStart() == null ? options.eager() : options);
    }
}
