package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.TimeoutException;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The machine behind {@link dev.braid.Timeout}. Touched only by the loop that entered it. */
public final class TimeoutMachine {

    private static final int MAX_LINKS = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private TimeoutState state = TimeoutState.CREATED;

    // On the loop's clock; empty for none.
    private OptionalLong when;

    // Set on entering.
    private @Nullable EventLoopImpl loop;
    private @Nullable TaskImpl<?> task;
    private long enteredAt;

    // How many cancellations the task had pending on entering; more than that at the end came from elsewhere.
    private int cancellingBefore;

    private @Nullable Expiry expiry;

    // A delay from entering, when there is no absolute deadline yet.
    private final @Nullable Long delayNanos;

    private TimeoutMachine(OptionalLong when, @Nullable Long delayNanos) {
        this.when = when;
        this.delayNanos = delayNanos;
    }

    /** A timeout that counts from entering it, which is the same call. */
    public static TimeoutMachine after(java.time.Duration delay) {
        long nanos = Durations.nanos(Objects.requireNonNull(delay, "delay"));
        return new TimeoutMachine(OptionalLong.empty(), nanos);
    }

    /** A timeout at a time of the loop's clock, or never. */
    public static TimeoutMachine at(OptionalLong when) {
        return new TimeoutMachine(when, null);
    }

    public void enter() {
        if (state != TimeoutState.CREATED) {
            throw new IllegalStateException("cannot enter " + this + ": a timeout is used once; make a new one");
        }
        EventLoopImpl running = Running.requireLoop("enter " + this);
        TaskImpl<?> current = running.currentTask();
        if (current == null) {
            throw new IllegalStateException("cannot enter " + this
                    + ": the caller is a callback and no task, so there is none to cancel; create a task");
        }
        loop = running;
        task = current;
        enteredAt = running.timeNanos();
        cancellingBefore = current.cancelling();
        become(TimeoutState.ACTIVE);
        reschedule(delayNanos != null ? OptionalLong.of(enteredAt + delayNanos) : when);
    }

    public OptionalLong when() {
        return when;
    }

    public boolean expired() {
        return state == TimeoutState.EXPIRING || state == TimeoutState.EXPIRED;
    }

    public void reschedule(OptionalLong next) {
        Objects.requireNonNull(next, "whenNanos");
        if (state != TimeoutState.ACTIVE) {
            throw new IllegalStateException("cannot move the deadline of " + this + ": it is " + state.word
                    + "; call this inside the timeout's body, before the deadline passes");
        }
        when = next;
        cancelExpiry();
        if (next.isPresent()) {
            long now = loop.timeNanos();
            long deadline = Durations.deadline(next.getAsLong(), now);
            Expiry timer = new Expiry();
            expiry = timer;
            if (deadline - now <= 0) {
                loop.ready(timer);
            } else {
                loop.timers.add(timer, deadline);
            }
        }
    }

    private void cancelExpiry() {
        Expiry timer = expiry;
        if (timer != null) {
            expiry = null;
            timer.cancelled = true;
            loop.timers.remove(timer);
        }
    }

    private void expire() {
        expiry = null;
        task.cancelBy(CancelRequestImpl.of(loop,
                "timeout after " + limit(), null));
        become(TimeoutState.EXPIRING);
    }

    /** Leaves the timeout; returns what the block throws, or null. */
    public @Nullable Throwable exit(@Nullable Throwable error) {
        cancelExpiry();
        if (state == TimeoutState.ACTIVE) {
            become(TimeoutState.FINISHED);
            return error;
        }
        become(TimeoutState.EXPIRED);
        if (task.uncancel() <= cancellingBefore && error != null) {
            // No other cancellation is pending, so this one was ours.
            if (error instanceof CancelledError) {
                return new TimeoutException(text(), error);
            }
            noteTimeout(error);
            if (error instanceof ExceptionGroup group) {
                if (group.getCause() == null) {
                    // The machine of a task group keeps no link to the cancellation that ended the group's body.
                    group.addSuppressed(new TimeoutException(text()));
                }
                group.exceptions().forEach(this::noteTimeout);
            }
        }
        return error;
    }

    /**
     * Lets an error that was made of the cancellation tell why there was one: whatever has it as its cause gets the
     * timeout as suppressed, since a cause cannot be replaced.
     */
    private void noteTimeout(Throwable error) {
        Throwable made = error;
        // A chain of causes may be a ring; this long it is no chain that anybody would read.
        for (int links = 0; made != null && links < MAX_LINKS; links++) {
            Throwable cause = made.getCause();
            if (cause instanceof CancelledError) {
                made.addSuppressed(new TimeoutException(text(), cause));
                return;
            }
            made = cause;
        }
    }

    private String text() {
        return "timed out after " + limit();
    }

    // The time that was allowed: what a program's text says, whereas the time that has passed is different each time.
    private String limit() {
        return Durations.text(Math.max(0, when.getAsLong() - enteredAt)) + " in task '" + task.name() + "'";
    }

    private void become(TimeoutState next) {
        assert state.canBecome(next) : this + " went from " + state + " to " + next;
        state = next;
    }

    @Override
    public String toString() {
        return "Timeout[" + state.word + (state == TimeoutState.ACTIVE ? ", " + limitText() : "") + "]";
    }

    private String limitText() {
        if (when.isEmpty()) {
            return "no limit";
        }
        return String.format(Locale.ROOT, "when=%.3f s", when.getAsLong() / NANOS_PER_SECOND);
    }

    private final class Expiry extends Timer {

        boolean cancelled;

        @Override
        public void runReady(EventLoopImpl loop) {
            expire();
        }

        @Override
        public boolean cancelledReady() {
            return cancelled;
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }
}
