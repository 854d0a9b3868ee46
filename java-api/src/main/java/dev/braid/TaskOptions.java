package dev.braid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The optional arguments of task creation.
 *
 * @param name the task's name, null for a generated one
 * @param context the context to run in, used as it is; null for a copy of the creator's
 * @param eagerStart true to run the first step inside the creating call, false to defer it, null for the loop's default
 * @see "Python 3.15, asyncio.create_task(name=, context=, eager_start=); cases CORO-11 to CORO-16, EAGER-13"
 */
public record TaskOptions(@Nullable String name, @Nullable Context context, @Nullable Boolean eagerStart) {

    /** No option set. */
    public static final TaskOptions DEFAULT = new TaskOptions(null, null, null);

    /**
     * Options with a name.
     *
     * @param name converted to text, not null
     * @return the options
     */
    public static TaskOptions named(Object name) {
        return new TaskOptions(name.toString(), null, null);
    }

    /**
     * Options with a context, which the task uses as it is.
     *
     * @param context the context, not null
     * @return the options
     */
    public static TaskOptions inContext(Context context) {
        return new TaskOptions(null, Objects.requireNonNull(context, "context"), null);
    }

    /**
     * These options with another name.
     *
     * @param name converted to text, not null
     * @return the options
     */
    public TaskOptions withName(Object name) {
        return new TaskOptions(name.toString(), context, eagerStart);
    }

    /**
     * These options with another context.
     *
     * @param context the context, not null
     * @return the options
     */
    public TaskOptions withContext(Context context) {
        return new TaskOptions(name, Objects.requireNonNull(context, "context"), eagerStart);
    }

    /**
     * These options, with the first step run inside the creating call.
     *
     * @return the options
     */
    public TaskOptions eager() {
        return eager(true);
    }

    /**
     * These options with eager start switched on or off.
     *
     * @param eager whether the first step runs inside the creating call
     * @return the options
     */
    public TaskOptions eager(boolean eager) {
        return new TaskOptions(name, context, eager);
    }
}
