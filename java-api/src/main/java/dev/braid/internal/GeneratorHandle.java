package dev.braid.internal;

import dev.braid.AsyncGenerator;
import dev.braid.AsyncIterator;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.StopAsyncIterationException;
import dev.braid.spi.CoroutineProtocol;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The machine behind {@link AsyncGenerator}: its steps, and what each may do in which state. */
public final class GeneratorHandle<T extends @Nullable Object, S extends @Nullable Object> {

    private final GeneratorFrame<T, S> frame;
    private final GeneratorBody<T, S> body;

    // The user's object, whose loss is to be noticed; watched from the first step on.
    private final java.lang.ref.WeakReference<AsyncGenerator<T, S>> owner;

    public GeneratorHandle(AsyncGenerator<T, S> owner, GeneratorBody<T, S> body) {
        this.owner = new java.lang.ref.WeakReference<>(owner);
        this.body = body;
        this.frame = new GeneratorFrame<>(body);
    }

    public <X extends Exception> T asend(@Nullable S value) throws X {
        requireIdle("step");
        if (frame.state == GeneratorState.CREATED) {
            if (value != null) {
                throw new IllegalArgumentException("cannot send " + value + " to " + frame
                        + ": no yield waits for it yet; begin with anext()");
            }
            watch();
        }
        return this.<X>elementOrStop(this.<X>step(value, null));
    }

    @SuppressWarnings("unchecked")
    public <X extends Exception> T anext(T defaultValue) throws X {
        requireIdle("step");
        watch();
        Object element = this.<X>step(null, null);
        return element == GeneratorFrame.END ? defaultValue : (T) element;
    }

    public <X extends Exception> @Nullable T athrow(Throwable error) throws X {
        requireIdle("throw into");
        switch (frame.state) {
            case CLOSED -> {
                return null;
            }
            case CREATED -> {
                frame.closeUnstarted();
                throw Sneaky.<X>rethrow(error);
            }
            default -> {
                return this.<X>elementOrStop(this.<X>step(null, error));
            }
        }
    }

    public <X extends Exception> void aclose() throws X {
        close(frame);
    }

    /** Closes a generator by its frame, in the calling task. */
    static void close(GeneratorFrame<?, ?> frame) {
        switch (frame.state) {
            case CLOSED -> { }
            case CREATED -> frame.closeUnstarted();
            case RUNNING -> throw alreadyRunning("close", frame);
            default -> {
                Object element;
                try {
                    element = frame.advance(null, new GeneratorExit());
                } catch (GeneratorExit | StopAsyncIterationException passed) {
                    return;
                } catch (Throwable error) {
                    throw Sneaky.<RuntimeException>rethrow(error);
                }
                if (element != GeneratorFrame.END) {
                    // Whoever closed it may have taken it out: it is open still, and ends with its loop.
                    frame.loop.asyncgens.stillOpen(frame);
                    throw new IllegalStateException("cannot close " + frame
                            + ": async generator ignored GeneratorExit and yielded again; let it pass in the body");
                }
            }
        }
    }

    private <X extends Exception> @Nullable Object step(@Nullable S value, @Nullable Throwable error) throws X {
        if (frame.state == GeneratorState.CLOSED) {
            return GeneratorFrame.END;
        }
        try {
            return frame.advance(value, error);
        } catch (Throwable thrown) {
            throw Sneaky.<X>rethrow(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private <X extends Exception> T elementOrStop(@Nullable Object element) throws X {
        if (element == GeneratorFrame.END) {
            throw new StopAsyncIterationException("cannot give another element of " + frame + ": its body has ended");
        }
        return (T) element;
    }

    private void requireIdle(String action) {
        if (frame.state == GeneratorState.RUNNING) {
            throw alreadyRunning(action, frame);
        }
    }

    private static IllegalStateException alreadyRunning(String action, GeneratorFrame<?, ?> frame) {
        return new IllegalStateException("cannot " + action + " " + frame
                + ": asynchronous generator is already running; wait until the step in progress has ended");
    }

    /** Before the first step. Once: a generator watched twice would be closed twice when it is lost. */
    private void watch() {
        if (frame.state != GeneratorState.CREATED || frame.lost != null) {
            return;
        }
        // Refused here, the step leaves nothing behind.
        Running.requireLoopToIterate();
        AsyncGenerator<T, S> user = owner.get();
        if (user != null) {
            frame.lost = OpenGenerators.watch(user, frame);
        }
    }

    // --- The push form

    public void forEach(Consumer<? super T> action) {
        requireIdle("iterate");
        if (frame.state != GeneratorState.CREATED) {
            new GeneratorIterator<>(this, owner.get()).forEachRemaining(action);
            return;
        }
        Running.requireLoop("iterate an async generator");
        frame.become(GeneratorState.RUNNING);
        Push<T, S> push = new Push<>(action);
        try {
            body.run(push);
        } catch (Throwable error) {
            if (push.failure == null) {
                throw Sneaky.<RuntimeException>rethrow(GeneratorFrame.outOfTheBody(error));
            }
            if (error != push.exit) {
                push.failure.addSuppressed(error);
            }
        } finally {
            frame.become(GeneratorState.CLOSED);
        }
        if (push.failure != null) {
            throw Sneaky.<RuntimeException>rethrow(push.failure);
        }
    }

    /** Calls the consumer from inside yield. Its error ends the body as closing the generator would. */
    private static final class Push<T extends @Nullable Object, S extends @Nullable Object>
            implements dev.braid.GeneratorOutput<T, S> {

        private final Consumer<? super T> action;
        private @Nullable Throwable failure;
        private @Nullable GeneratorExit exit;

        Push(Consumer<? super T> action) {
            this.action = action;
        }

        @Override
        @SuppressWarnings("NullAway")
        public S yield(T value) {
            if (failure != null) {
                throw new IllegalStateException(
                        "cannot yield " + value + ": the generator is being closed; let GeneratorExit pass");
            }
            try {
                action.accept(value);
                return null;
            } catch (Throwable error) {
                failure = error;
                exit = new GeneratorExit();
                throw exit;
            }
        }
    }

    // --- The rest

    public AsyncIterator<T> iterator(AsyncGenerator<T, S> user) {
        return new GeneratorIterator<>(this, user);
    }

    /** The next element, or {@link GeneratorFrame#END}. */
    @Nullable Object nextOrEnd() {
        requireIdle("step");
        watch();
        return this.<RuntimeException>step(null, null);
    }

    /** {@link #nextOrEnd()} for callers that suspend by their own means. */
    CoroutineProtocol<@Nullable Object> nextSteps() {
        requireIdle("step");
        watch();
        return new GeneratorStep(frame);
    }

    public boolean isRunning() {
        return frame.state == GeneratorState.RUNNING;
    }

    @Override
    public String toString() {
        return frame.toString();
    }
}
