package dev.braid.internal;

import dev.braid.GeneratorBody;
import dev.braid.GeneratorOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an async generator on a strand of its own, as every body in Java has it. */
final class StrandSteps<T extends @Nullable Object, S extends @Nullable Object> extends GeneratorSteps
        implements GeneratorOutput<T, S>, Nested {

    private final GeneratorBody<T, S> body;

    // Null when the body has ended.
    private @Nullable Strand strand;

    StrandSteps(EventLoopImpl loop, GeneratorBody<T, S> body) {
        this.body = body;
        this.strand = loop.strands().take(this);
    }

    // --- On the consumer's side

    @Override
    protected void resume() {
        strand.resumeNested();
        if (signal == Signal.ENDED) {
            strand = null;
        }
    }

    @Override
    protected List<StackTraceElement> stack() {
        Strand mine = strand;
        return mine == null ? List.of() : TaskStack.ofStrand(mine);
    }

    @Override
    public @Nullable Strand strand() {
        return strand;
    }

    // --- On the body's side

    @Override
    public void runBody() {
        Throwable error = takeInjected();
        if (error == null) {
            try {
                body.run(this);
            } catch (Throwable thrown) {
                error = thrown;
            }
        }
        failure = error;
        signal = Signal.ENDED;
    }

    @Override
    @SuppressWarnings("unchecked")
    public S yield(T value) {
        Strand mine = strand;
        // Not Running.strand(), which remembers the strand it has found last: let that be the consumer's.
        if (mine == null || mine.thread != Thread.currentThread()) {
            throw new IllegalStateException("cannot yield " + value + ": the caller on thread "
                    + Thread.currentThread().getName() + " is not the generator's own body; yield from there, "
                    + "or pass elements to it through a Queue");
        }
        signal = Signal.YIELDED;
        element = value;
        switchOut(mine);
        return (S) takeSent();
    }

    @Override
    public void await(@Nullable FutureImpl<?> future) {
        signal = Signal.AWAITING;
        awaited = future;
        switchOut(strand);
    }

    private void switchOut(Strand mine) {
        mine.requireRoom();
        try {
            mine.switchOut();
        } catch (PinnedAwait pinned) {
            throw new IllegalStateException("cannot leave the body of an async generator: a native method or a class "
                    + "initializer is on its stack; yield outside of it, or run with -Dbraid.strands=virtual");
        }
        Throwable error = takeInjected();
        if (error != null) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }
}
