package dev.braid.internal;

import dev.braid.CancelledError;
import dev.braid.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a task waits for while code of another kind runs on its behalf. Cancelling it asks that code to stop; the wait
 * ends when the code has ended, clean-up included.
 */
public final class WaitFuture extends FutureImpl<@Nullable Object> {

    private final Consumer<CancelledError> canceller;

    /**
     * A wait on a loop.
     *
     * @param loop the loop of the task that waits
     * @param canceller asks the code to stop, given the error to stop with; called on the loop
     */
    public WaitFuture(EventLoop loop, Consumer<CancelledError> canceller) {
        super((EventLoopImpl) loop);
        this.canceller = canceller;
    }

    @Override
    boolean cancelBy(CancelRequestImpl request) {
        if (done()) {
            return false;
        }
        canceller.accept(request.error());
        return true;
    }
}
