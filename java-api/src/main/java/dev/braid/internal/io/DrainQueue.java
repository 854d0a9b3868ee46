package dev.braid.internal.io;

import dev.braid.Future;
import dev.braid.internal.EventLoopImpl;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who drains a writer waits here while its transport has paused writing: asyncio's FlowControlMixin. */
public final class DrainQueue {

    private final EventLoopImpl loop;
    private DrainState state = DrainState.OPEN;

    // Those who wait, in the order in which they came. Each leaves by itself, once it goes on.
    private final Set<Future<@Nullable Object>> waiters = new LinkedHashSet<>();

    /** That of a connection which takes bytes. */
    public DrainQueue(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** The transport keeps too much. What it says of a connection that is lost means nothing any more. */
    public void pause() {
        if (state != DrainState.LOST) {
            become(DrainState.PAUSED);
        }
    }

    public void resume() {
        if (state != DrainState.LOST) {
            become(DrainState.OPEN);
            wakeAll(null);
        }
    }

    /** The connection is gone: nobody waits any longer. */
    public void lose(@Nullable Throwable error) {
        become(DrainState.LOST);
        wakeAll(error);
    }

    private void wakeAll(@Nullable Throwable error) {
        for (Future<@Nullable Object> waiter : waiters) {
            if (waiter.done()) {
                continue;
            }
            if (error == null) {
                waiter.setResult(null);
            } else {
                waiter.setException(error);
            }
        }
    }

    private void become(DrainState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("cannot set the flow of a stream to " + next + ": it is " + state
                    + "; a transport has to pause, resume and lose its protocol in turn");
        }
        state = next;
    }

    /** What has to be waited for before more is written; null if nothing. */
    @Nullable Future<?> beginDrain() throws SocketException {
        switch (state) {
            case OPEN:
                return null;
            case LOST:
                throw new SocketException("cannot drain a stream: its connection is lost; connect anew");
            default:
                Future<@Nullable Object> waiter = loop.createFuture();
                waiters.add(waiter);
                return waiter;
        }
    }

    void endDrain(Future<?> waiter) {
        waiters.remove(waiter);
    }
}
