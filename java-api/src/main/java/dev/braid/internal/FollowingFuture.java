package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.EventLoop;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A future of a loop that follows something which runs elsewhere and takes its time to end, such as a Kotlin Job. Like a
 * task it decides its outcome itself, and it is pending until what it follows has ended, clean-up included.
 *
 * <p>Touched only by whoever runs the loop.
 */
public final class FollowingFuture<T extends @Nullable Object> extends FutureImpl<T> {

    private final Object source;
    private final Predicate<CancelledError> canceller;

    /**
     * A future that is pending.
     *
     * @param loop what it belongs to
     * @param source what it follows
     * @param canceller asks the source to stop, given the error to stop with; false if it comes too late, as the
     *     outcome is on its way already. Called on the loop, and may end the future
     */
    public FollowingFuture(EventLoop loop, Object source, Predicate<CancelledError> canceller) {
        super((EventLoopImpl) loop);
        this.source = source;
        this.canceller = canceller;
    }

    /** What this follows. */
    public Object source() {
        return source;
    }

    /** The source has ended with a value. */
    public void ended(T value) {
        if (!done()) {
            finishWith(value);
        }
    }

    /** The source has ended with an error, or as cancelled if that is {@link CancelledError}. */
    public void ended(Throwable error) {
        if (done()) {
            return;
        }
        if (error instanceof CancelledError cancelled) {
            finishCancelled(cancelled);
        } else {
            finishFailed(error);
        }
    }

    /** If this returns false for a pending future, a task that waits for it is cancelled in its next step instead. */
    @Override
    boolean cancelBy(CancelRequestImpl request) {
        markRetrieved();
        if (done()) {
            return false;
        }
        cancelRequest = request;
        return canceller.test(request.error());
    }

    @Override
    public void setResult(T result) {
        throw decidedBySource("set a result on ");
    }

    @Override
    public void setException(Throwable error) {
        throw decidedBySource("set an exception on ");
    }

    private IllegalStateException decidedBySource(String action) {
        return new IllegalStateException("cannot " + action + this + ": it follows " + source
                + ", which alone decides its outcome; complete that, or use loop.createFuture()");
    }
}
