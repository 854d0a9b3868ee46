package dev.braid;

import dev.braid.internal.Blocks;
import dev.braid.internal.TimeoutAccess;
import dev.braid.internal.TimeoutMachine;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how long a block may take: when it passes, the body is cancelled, may clean up, and the block throws
 * {@link TimeoutException}.
 *
 * <pre>{@code
 * String page = Timeout.after(Duration.ofSeconds(2), timeout -> fetch(url).await());
 * }</pre>
 *
 * @see "Python 3.15, asyncio.timeout, asyncio.timeout_at, asyncio.Timeout; cases TIMEOUT-01 to TIMEOUT-35"
 */
public final class Timeout {

    static {
        TimeoutAccess.register(new Access());
    }

    private final TimeoutMachine machine;

    private Timeout(TimeoutMachine machine) {
        this.machine = machine;
    }

    /**
     * Runs a body in the calling task, for at most a time. Suspends only where the body does.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param delay how long from now; zero and negative expire at the body's first suspension
     * @param body given the timeout, which it may move
     * @return the body's value
     * @throws TimeoutException if the time passed and nothing else had cancelled the task
     * @throws CancelledError if somebody else cancelled the task
     * @throws IllegalStateException if the caller is not a task
     * @throws X what the body throws
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T after(
            Duration delay, Body<Timeout, T> body) throws X {
        return new Timeout(TimeoutMachine.after(delay)).<T, X>use(body);
    }

    /** {@link #after(Duration, Body)} for a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void after(Duration delay, VoidBody<Timeout> body) throws X {
        new Timeout(TimeoutMachine.after(delay)).<X>use(body);
    }

    /**
     * Runs a body until a time of the loop's clock; otherwise as {@link #after(Duration, Body)}.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param whenNanos on the clock of {@link EventLoop#timeNanos()}
     * @param body given the timeout, which it may move
     * @return the body's value
     * @throws X what the body throws
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T at(
            long whenNanos, Body<Timeout, T> body) throws X {
        return new Timeout(TimeoutMachine.at(OptionalLong.of(whenNanos))).<T, X>use(body);
    }

    /** {@link #at(long, Body)} for a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void at(long whenNanos, VoidBody<Timeout> body) throws X {
        new Timeout(TimeoutMachine.at(OptionalLong.of(whenNanos))).<X>use(body);
    }

    /**
     * Runs a body without a limit, until the body itself sets one with {@link #reschedule}.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param body given the timeout
     * @return the body's value
     * @throws X what the body throws
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T none(Body<Timeout, T> body) throws X {
        return new Timeout(TimeoutMachine.at(OptionalLong.empty())).<T, X>use(body);
    }

    /** {@link #none(Body)} for a body without a value. */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void none(VoidBody<Timeout> body) throws X {
        new Timeout(TimeoutMachine.at(OptionalLong.empty())).<X>use(body);
    }

    private <T extends @Nullable Object, X extends Exception> T use(Body<Timeout, T> body) throws X {
        Objects.requireNonNull(body, "body");
        return Blocks.<T, X>inTimeout(machine, () -> body.run(this));
    }

    private <X extends Exception> void use(VoidBody<Timeout> body) throws X {
        Objects.requireNonNull(body, "body");
        Blocks.<@Nullable Object, X>inTimeout(machine, () -> {
            body.accept(this);
            return null;
        });
    }

    /** The deadline on the loop's clock, in nanoseconds; empty without a limit. */
    public OptionalLong when() {
        return machine.when();
    }

    /**
     * Moves the deadline.
     *
     * @param whenNanos on the loop's clock; the past expires at the next suspension
     * @throws IllegalStateException if the block has not begun, has expired or has ended
     */
    public void reschedule(long whenNanos) {
        machine.reschedule(OptionalLong.of(whenNanos));
    }

    /**
     * Moves the deadline, or takes it away.
     *
     * @param whenNanos on the loop's clock; empty for no limit
     * @throws IllegalStateException if the block has not begun, has expired or has ended
     */
    public void reschedule(OptionalLong whenNanos) {
        machine.reschedule(whenNanos);
    }

    /** Tells whether the deadline has passed, while the block ran or since. */
    public boolean expired() {
        return machine.expired();
    }

    @Override
    public String toString() {
        return machine.toString();
    }

    private static final class Access extends TimeoutAccess {

        @Override
        protected Timeout timeoutOf(TimeoutMachine machine) {
            return new Timeout(machine);
        }
    }
}
