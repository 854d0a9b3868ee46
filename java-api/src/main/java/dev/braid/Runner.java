package dev.braid;

import dev.braid.internal.RunnerMachine;
import dev.braid.internal.VoidBodies;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs coroutines from plain code, several on one loop, and cleans up behind them.
 *
 * <pre>{@code
 * try (Runner runner = Runner.builder().debug(true).build()) {
 *     runner.run(() -> warmUp());
 *     runner.run(() -> serve());
 * }
 * }</pre>
 *
 * <p>Nothing is allocated until the first {@link #run run} or {@link #loop()}. {@link #close()} cancels the tasks that
 * are left, closes async generators, shuts down the default executor, and closes the loop.
 *
 * <p>Not thread-safe; but {@code run} may be called from one thread after another.
 *
 * @see "Python 3.15, asyncio.Runner; cases RUNNER-21 to RUNNER-42, RUNNER-44"
 */
public final class Runner implements AutoCloseable {

    private final RunnerMachine machine;

    private Runner(Builder options) {
        machine = new RunnerMachine(options.debug, options.loopFactory);
    }

    /** A runner with the defaults: debug mode as {@code -Dbraid.debug} or {@code BRAID_DEBUG} say, the default loop. */
    public Runner() {
        this(new Builder());
    }

    /**
     * Options for a runner.
     *
     * @return a new builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs a coroutine as the main task, and blocks the calling thread until it is done. Tasks it leaves behind stay on
     * the loop and go on during the next run.
     *
     * <p>Ctrl-C on the program's main thread cancels the main task; if that ends it, {@link KeyboardInterrupt} is
     * thrown here. A second Ctrl-C leaves the loop at once.
     *
     * @param <T> what the coroutine returns
     * @param <X> a checked exception the caller expects
     * @param main the coroutine, not null
     * @return its value
     * @throws X its error, the same object
     * @throws CancelledError if it ended as cancelled
     * @throws KeyboardInterrupt if the user interrupted it
     * @throws IllegalStateException if the runner is closed, or a loop is running on this thread: await there instead
     * @see "Python 3.15, asyncio.Runner.run; cases RUNNER-24 to RUNNER-29, RUNNER-34 to RUNNER-42"
     */
    public <T extends @Nullable Object, X extends Exception> T run(Coroutine<T> main) throws X {
        return machine.<T, X>run(Objects.requireNonNull(main, "main"), null);
    }

    /**
     * {@link #run(Coroutine)} in a context of its own instead of the runner's.
     *
     * @param <T> what the coroutine returns
     * @param <X> a checked exception the caller expects
     * @param main the coroutine, not null
     * @param context the context to run in, used as it is, not null (RUNNER-28)
     * @return its value
     * @throws X its error, the same object
     * @throws IllegalStateException as there
     */
    public <T extends @Nullable Object, X extends Exception> T run(Coroutine<T> main, Context context) throws X {
        return machine.<T, X>run(Objects.requireNonNull(main, "main"), Objects.requireNonNull(context, "context"));
    }

    /**
     * {@link #run(Coroutine)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param main the body, not null
     * @throws X its error, the same object
     */
    public <X extends Exception> void run(VoidCoroutine main) throws X {
        machine.<@Nullable Void, X>run(VoidBodies.of(main), null);
    }

    /**
     * {@link #run(Coroutine, Context)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param main the body, not null
     * @param context the context to run in, used as it is, not null
     * @throws X its error, the same object
     */
    public <X extends Exception> void run(VoidCoroutine main, Context context) throws X {
        machine.<@Nullable Void, X>run(VoidBodies.of(main), Objects.requireNonNull(context, "context"));
    }

    /**
     * {@link #run(Coroutine)} of a task that awaits something (RUNNER-03).
     *
     * @param <T> what it gives
     * @param <X> a checked exception the caller expects
     * @param main the awaitable, of this runner's loop, not null
     * @return its value
     * @throws X its error, the same object
     * @throws IllegalStateException as there; also if it is a future of another loop
     */
    public <T extends @Nullable Object, X extends Exception> T run(Awaitable<T> main) throws X {
        Objects.requireNonNull(main, "main");
        return machine.<T, X>run(() -> main.<Exception>await(), null);
    }

    /**
     * The runner's loop, made on first use.
     *
     * @return the same loop each time
     * @throws IllegalStateException if the runner is closed
     * @see "Python 3.15, asyncio.Runner.get_loop; cases RUNNER-23, RUNNER-32"
     */
    public EventLoop loop() {
        return machine.loop();
    }

    /**
     * Cancels the tasks that are left and waits for them, closes async generators, shuts down the default executor
     * (waiting up to five minutes), closes the loop. Blocks the calling thread meanwhile. Does nothing on a runner that
     * is closed or was never used. An error of a task that is left goes to the exception handler.
     *
     * @throws IllegalStateException if the runner is running
     * @see "Python 3.15, asyncio.Runner.close; cases RUNNER-12 to RUNNER-18, RUNNER-30 to RUNNER-33"
     */
    @Override
    public void close() {
        machine.close();
    }

    @Override
    public String toString() {
        return machine.toString();
    }

    /** Options for a {@link Runner}. */
    public static final class Builder {

        private @Nullable Boolean debug;
        private @Nullable LoopFactory loopFactory;

        private Builder() {}

        /**
         * Debug mode on or off; null, the default, leaves it to {@code -Dbraid.debug} and {@code BRAID_DEBUG}.
         *
         * @param debug the switch
         * @return this builder
         * @see "Python 3.15, asyncio.Runner(debug=); case RUNNER-07"
         */
        public Builder debug(@Nullable Boolean debug) {
            this.debug = debug;
            return this;
        }

        /**
         * What makes the loop; null, the default, for one on the thread that runs it, which is also registered for that
         * thread. A loop of a factory is not.
         *
         * @param loopFactory called once, on the thread that first needs the loop
         * @return this builder
         * @see "Python 3.15, asyncio.Runner(loop_factory=); cases RUNNER-08 to RUNNER-11"
         */
        public Builder loopFactory(@Nullable LoopFactory loopFactory) {
            this.loopFactory = loopFactory;
            return this;
        }

        /**
         * Makes the runner.
         *
         * @return a new runner
         */
        public Runner build() {
            return new Runner(this);
        }
    }
}
