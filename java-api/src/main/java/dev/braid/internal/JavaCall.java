package dev.braid.internal;

import dev.braid.Coroutine;
import dev.braid.GeneratorExit;
import dev.braid.spi.CoroutineProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java body as a coroutine that somebody else steps: a Kotlin body that calls Java. The body runs on a strand of its
 * own, inside the task that steps it, and yields what it waits for. Used once.
 *
 * <p>Touched only by whoever runs the loop, and by the strand while it is resumed.
 *
 * @param <T> what the body returns
 */
public final class JavaCall<T extends @Nullable Object> implements CoroutineProtocol<T>, Nested, StrandHolder {

    private enum State {
        NEW,
        RUNNING,
        AWAITING,
        ENDED
    }

    private final EventLoopImpl loop;
    private final Coroutine<T> body;

    private State state = State.NEW;
    private @Nullable Strand strand;

    // From the body: what it waits for, or how it ended.
    private @Nullable FutureImpl<?> awaited;
    private @Nullable T value;
    private @Nullable Throwable failure;

    // To the body: what its await throws.
    private @Nullable Throwable injected;

    /** A call that has not begun. */
    public JavaCall(EventLoopImpl loop, Coroutine<T> body) {
        this.loop = loop;
        this.body = body;
    }

    /** Whether the calling code is a Java body, which may suspend. */
    public static boolean isCaller() {
        return Running.strand() != null;
    }

    // --- The caller's side

    @Override
    public @Nullable Object send() throws Throwable {
        if (state == State.NEW) {
            strand = loop.strands().take(this);
        }
        return step();
    }

    @Override
    public @Nullable Object throwIn(Throwable error) throws Throwable {
        if (state == State.NEW) {
            state = State.ENDED;
            throw error;
        }
        injected = error;
        return step();
    }

    private @Nullable Object step() throws Throwable {
        if (state != State.NEW && state != State.AWAITING) {
            throw new IllegalStateException("cannot step " + this + ": it is " + state + "; step it once at a time, "
                    + "and not after its end");
        }
        state = State.RUNNING;
        strand.resumeNested();
        if (state == State.AWAITING) {
            FutureImpl<?> future = awaited;
            awaited = null;
            return future;
        }
        strand = null;
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw thrown;
        }
        return RETURNED;
    }

    @Override
    public void close() {
        for (int attempt = 0; state == State.AWAITING; attempt++) {
            if (attempt == Unwinding.MOST_EXITS) {
                throw new IllegalStateException("cannot close " + this + ": it ignores GeneratorExit and waits again "
                        + "and again; let it pass in the body");
            }
            try {
                throwIn(new GeneratorExit());
            } catch (GeneratorExit asked) {
                return;
            } catch (Throwable error) {
                throw Sneaky.<RuntimeException>rethrow(error);
            }
        }
        state = State.ENDED;
    }

    @Override
    public boolean holdsStrand() {
        return strand != null;
    }

    @Override
    public List<StackTraceElement> stack() {
        Strand mine = strand;
        return mine == null ? List.of() : TaskStack.ofStrand(mine);
    }

    @Override
    public T result() {
        return value;
    }

    @Override
    public @Nullable Strand strand() {
        return strand;
    }

    // --- The body's side

    @Override
    public void runBody() {
        try {
            value = body.run();
        } catch (Throwable error) {
            failure = error;
        }
        state = State.ENDED;
    }

    @Override
    public void await(@Nullable FutureImpl<?> future) {
        strand.requireRoom();
        state = State.AWAITING;
        awaited = future;
        try {
            strand.switchOut();
        } catch (PinnedAwait pinned) {
            state = State.RUNNING;
            awaited = null;
            throw Strand.pinned(future);
        } catch (StackOverflowError full) {
            state = State.RUNNING;
            awaited = null;
            throw full;
        }
        Throwable error = injected;
        if (error != null) {
            injected = null;
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    @Override
    public String toString() {
        return "JavaCall[" + body + ", " + state + "]";
    }
}
