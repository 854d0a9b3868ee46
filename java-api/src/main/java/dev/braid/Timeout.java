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
 * @see "Python 3.15, asyncio.timeout, asyncio.timeout_at, asyncio.Timeout; cases TIMEOUT-01 to TIMEOUT-35,
 *     TASKGROUP-58, TASKGROUP-74"
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
     * Runs a body in the calling task, for at most a time. Suspends only where the body does, and can be cancelled
     * there; a body that never suspends is never stopped.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param delay how long from now, not null; zero and negative expire at the body's first suspension
     * @param body given the timeout, which it may move; not null
     * @return the body's value
     * @throws TimeoutException if the time passed and nothing else had cancelled the task; a body that ends in its own
     *     way nevertheless decides what happens
     * @throws CancelledError if somebody else cancelled the task
     * @throws IllegalStateException if the caller is not a task
     * @throws X what the body throws
     * @see "Python 3.15, asyncio.timeout; cases TIMEOUT-01 to TIMEOUT-07, TIMEOUT-17 to TIMEOUT-33"
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T after(
            Duration delay, Body<Timeout, T> body) throws X {
        return new Timeout(TimeoutMachine.after(delay)).<T, X>use(body);
    }

    /**
     * {@link #after(Duration, Body)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param delay how long from now, as there
     * @param body given the timeout, not null
     * @throws X what the body throws
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void after(Duration delay, VoidBody<Timeout> body) throws X {
        new Timeout(TimeoutMachine.after(delay)).<X>use(body);
    }

    /**
     * Runs a body until a time of the loop's clock; otherwise as {@link #after(Duration, Body)}.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param whenNanos on the clock of {@link EventLoop#timeNanos()}, in nanoseconds; the past expires at the body's
     *     first suspension
     * @param body given the timeout, which it may move; not null
     * @return the body's value
     * @throws X what the body throws
     * @see "Python 3.15, asyncio.timeout_at; case TIMEOUT-08"
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T at(
            long whenNanos, Body<Timeout, T> body) throws X {
        return new Timeout(TimeoutMachine.at(OptionalLong.of(whenNanos))).<T, X>use(body);
    }

    /**
     * {@link #at(long, Body)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param whenNanos on the clock of {@link EventLoop#timeNanos()}, as there
     * @param body given the timeout, not null
     * @throws X what the body throws
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <X extends Exception> void at(long whenNanos, VoidBody<Timeout> body) throws X {
        new Timeout(TimeoutMachine.at(OptionalLong.of(whenNanos))).<X>use(body);
    }

    /**
     * Runs a body without a limit, until the body itself sets one with {@link #reschedule(long)}; otherwise as
     * {@link #after(Duration, Body)}.
     *
     * @param <T> what the body returns
     * @param <X> a checked exception the caller expects
     * @param body given the timeout, not null
     * @return the body's value
     * @throws X what the body throws
     * @see "Python 3.15, asyncio.timeout(None); case TIMEOUT-04"
     */
    @kotlin.Deprecated(message = "Kotlin: use timeout(after) { }", level = kotlin.DeprecationLevel.HIDDEN)
    public static <T extends @Nullable Object, X extends Exception> T none(Body<Timeout, T> body) throws X {
        return new Timeout(TimeoutMachine.at(OptionalLong.empty())).<T, X>use(body);
    }

    /**
     * {@link #none(Body)} for a body without a value.
     *
     * @param <X> a checked exception the caller expects
     * @param body given the timeout, not null
     * @throws X what the body throws
     */
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

    /**
     * The deadline. May be asked before, during and after the block.
     *
     * @return nanoseconds on the loop's clock; empty without a limit
     * @see "Python 3.15, asyncio.Timeout.when; cases TIMEOUT-04, TIMEOUT-09"
     */
    public OptionalLong when() {
        return machine.when();
    }

    /**
     * Moves the deadline. Does not suspend.
     *
     * @param whenNanos on the loop's clock, in nanoseconds; the past expires in the next iteration, so at the next
     *     suspension
     * @throws IllegalStateException if the block has not begun, has expired or has ended
     * @see "Python 3.15, asyncio.Timeout.reschedule; cases TIMEOUT-11, TIMEOUT-12, TIMEOUT-14, TIMEOUT-15"
     */
    public void reschedule(long whenNanos) {
        machine.reschedule(OptionalLong.of(whenNanos));
    }

    /**
     * {@link #reschedule(long)}, or takes the deadline away.
     *
     * @param whenNanos on the loop's clock, in nanoseconds; empty for no limit; not null
     * @throws IllegalStateException as there
     */
    public void reschedule(OptionalLong whenNanos) {
        machine.reschedule(whenNanos);
    }

    /**
     * Tells whether the deadline has passed, while the block ran or since.
     *
     * @return true from the moment at which the task is cancelled for it
     * @see "Python 3.15, asyncio.Timeout.expired; case TIMEOUT-10"
     */
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
