package dev.braid;

import dev.braid.internal.NeverAwaited;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that may be used once, as a Python coroutine object may: started as a task, run inline, or closed.
 *
 * <p>Not thread-safe: it belongs to the loop that uses it.
 *
 * @param <T> what the body returns
 * @see "Python 3.15, coroutine objects; cases CORO-01, CORO-04, CORO-36, CORO-38, TASKGROUP-52"
 */
public final class SingleUseCoroutine<T extends @Nullable Object> implements Coroutine<T> {

    /**
     * Where the coroutine stands.
     *
     * <pre>
     *   CREATED --run--> RUNNING --body ends--> FINISHED
     *      |
     *      +---close--> CLOSED
     * </pre>
     */
    private enum State {
        CREATED("not started"),
        RUNNING("already running"),
        FINISHED("already finished"),
        CLOSED("closed");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    private final Coroutine<T> body;

    // Warns if it is lost before it was used.
    private final NeverAwaited watch;

    // Written and read by the loop that uses the coroutine.
    private State state = State.CREATED;

    SingleUseCoroutine(Coroutine<T> body) {
        this.body = Objects.requireNonNull(body, "body");
        this.watch = NeverAwaited.watch(this, body);
    }

    /**
     * Runs the body; suspends where the body does.
     *
     * @return the body's value
     * @throws IllegalStateException if the coroutine was used before; write the body as a lambda to use it again
     * @throws Exception whatever the body throws
     */
    @Override
    public T run() throws Exception {
        if (state != State.CREATED) {
            throw new IllegalStateException("cannot run a coroutine again: " + this
                    + "; make a new one with Coroutine.once, or pass the lambda itself, which may run many times");
        }
        state = State.RUNNING;
        watch.used();
        try {
            return body.run();
        } finally {
            state = State.FINISHED;
        }
    }

    /**
     * Gives the coroutine up. A body that never started will not run; on one that is finished or closed already this
     * does nothing.
     *
     * @throws IllegalStateException if the body is running; cancel its task instead
     */
    public void close() {
        if (state == State.RUNNING) {
            throw new IllegalStateException("cannot close a coroutine: " + this + "; cancel the task that runs it");
        }
        if (state == State.CREATED) {
            state = State.CLOSED;
            watch.used();
            // Else the collector may find this lost after its last use, but before the watch knows of that.
            Reference.reachabilityFence(this);
        }
    }

    /** {@return whether {@link #close()} ended the coroutine before it ran} */
    public boolean closed() {
        return state == State.CLOSED;
    }

    @Override
    public String toString() {
        return "Coroutine[" + state.word + ", body=" + body + "]";
    }
}
