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

    /** What {@link #begin} gives for a step that waits: {@link #step} takes it to its end. */
    public static final Object WAITS = new Object();

    public <X extends Exception> T asend(@Nullable S value) throws X {
        readyToSend(value);
        return this.<X>elementOrStop(this.<X>step(value, null));
    }

    @SuppressWarnings("unchecked")
    public <X extends Exception> T anext(T defaultValue) throws X {
        Object element = this.<X>next();
        return element == GeneratorFrame.END ? defaultValue : (T) element;
    }

    public <X extends Exception> @Nullable T athrow(Throwable error) throws X {
        return this.<X>readyToThrow(error) ? this.<X>elementOrStop(this.<X>step(null, error)) : null;
    }

    public <X extends Exception> void aclose() throws X {
        close(frame);
    }

    /** Closes a generator by its frame, in the calling task. */
    static void close(GeneratorFrame<?, ?> frame) {
        if (!readyToClose(frame)) {
            return;
        }
        Object element;
        try {
            element = frame.advance(null, new GeneratorExit());
        } catch (GeneratorExit | StopAsyncIterationException passed) {
            return;
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
        requireClosed(frame, element);
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

    // --- A step and what surrounds it, for callers that suspend by their own means too

    /** Before a value is sent. */
    public void readyToSend(@Nullable S value) {
        requireIdle("step");
        if (value != null && frame.state == GeneratorState.CREATED) {
            throw new IllegalArgumentException("cannot send " + value + " to " + frame
                    + ": no yield waits for it yet; begin with anext()");
        }
        watch();
    }

    /** Before an error is thrown in; false if there is nobody to get it. */
    public <X extends Exception> boolean readyToThrow(Throwable error) throws X {
        requireIdle("throw into");
        if (frame.state == GeneratorState.CREATED) {
            frame.closeUnstarted();
            throw Sneaky.<X>rethrow(error);
        }
        return frame.state != GeneratorState.CLOSED;
    }

    /** Before {@link GeneratorExit} is thrown in to close the generator; false if there is nothing to do. */
    public boolean readyToClose() {
        return readyToClose(frame);
    }

    private static boolean readyToClose(GeneratorFrame<?, ?> frame) {
        switch (frame.state) {
            case CLOSED -> {
                return false;
            }
            case CREATED -> {
                frame.closeUnstarted();
                return false;
            }
            case RUNNING -> throw alreadyRunning("close", frame);
            default -> {
                return true;
            }
        }
    }

    /** After a step that was to close the generator. */
    public void requireClosed(@Nullable Object element) {
        requireClosed(frame, element);
    }

    private static void requireClosed(GeneratorFrame<?, ?> frame, @Nullable Object element) {
        if (element != GeneratorFrame.END) {
            // Whoever closed it may have taken it out: it is open still, and ends with its loop.
            frame.loop.asyncgens.stillOpen(frame);
            throw new IllegalStateException("cannot close " + frame
                    + ": async generator ignored GeneratorExit and yielded again; let it pass in the body");
        }
    }

    /**
     * Runs the body to its next element, or to where it waits.
     *
     * @param loop the one that the caller runs on
     * @return the element, {@link GeneratorFrame#END}, or {@link #WAITS}
     */
    public @Nullable Object begin(EventLoopImpl loop, @Nullable Object value, @Nullable Throwable error)
            throws Throwable {
        if (frame.state == GeneratorState.CLOSED) {
            return GeneratorFrame.END;
        }
        frame.prepare(loop, value, error);
        return frame.step.begin();
    }

    /** The step that is under way: steps the body to its next element, or END. */
    public CoroutineProtocol<@Nullable Object> step() {
        return frame.step;
    }

    /** The body, if it suspends by its own means; null if it needs a strand. */
    public @Nullable SteppedBody<T, S> steppedBody() {
        return body instanceof SteppedBody<T, S> stepped ? stepped : null;
    }

    /** An element; throws for END. */
    @SuppressWarnings("unchecked")
    public <X extends Exception> T elementOrStop(@Nullable Object element) throws X {
        if (element == GeneratorFrame.END) {
            throw new StopAsyncIterationException("cannot give another element of " + frame + ": its body has ended");
        }
        return (T) element;
    }

    /** Throws if a step, or a push, is under way. */
    public void requireIdle(String action) {
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
        if (hasBegun()) {
            pull(action);
            return;
        }
        Running.requireLoop("iterate an async generator");
        pushBegins();
        Push<T, S> push = new Push<>(action);
        try {
            body.run(push);
        } catch (Throwable error) {
            if (push.failure == null) {
                throw Sneaky.<RuntimeException>rethrow(GeneratorFrame.outOfTheBody(error));
            }
            // The clean-up may fail by the very same error, such as that of a task which both await.
            if (error != push.exit && error != push.failure) {
                push.failure.addSuppressed(error);
            }
        } finally {
            pushEnds();
        }
        if (push.failure != null) {
            throw Sneaky.<RuntimeException>rethrow(push.failure);
        }
    }

    /** For a body that is under way: it cannot be called any more. */
    private void pull(Consumer<? super T> action) {
        try {
            new GeneratorIterator<>(this, owner.get()).forEachRemaining(action);
        } catch (Throwable error) {
            try {
                close(frame);
            } catch (Throwable failed) {
                if (failed != error) {
                    error.addSuppressed(failed);
                }
            }
            throw error;
        }
    }

    /** Whether there was a step, a close, or a push. */
    public boolean hasBegun() {
        return frame.state != GeneratorState.CREATED;
    }

    /** From here to {@link #pushEnds} the body runs from its beginning to its end, outside of any step. */
    public void pushBegins() {
        frame.become(GeneratorState.RUNNING);
    }

    public void pushEnds() {
        frame.become(GeneratorState.CLOSED);
    }

    /** An error of the body as its consumer gets it. */
    public static Throwable outOfTheBody(Throwable error) {
        return GeneratorFrame.outOfTheBody(error);
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
                throw alreadyClosing(value);
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

    /** The body yields although its consumer has failed. */
    public static IllegalStateException alreadyClosing(@Nullable Object value) {
        return new IllegalStateException(
                "cannot yield " + value + ": the generator is being closed; let GeneratorExit pass");
    }

    // --- The rest

    public AsyncIterator<T> iterator(AsyncGenerator<T, S> user) {
        return new GeneratorIterator<>(this, user);
    }

    /** The next element, or {@link GeneratorFrame#END}. */
    <X extends Exception> @Nullable Object next() throws X {
        readyForNext();
        return this.<X>step(null, null);
    }

    /** Before a plain step. */
    public void readyForNext() {
        requireIdle("step");
        watch();
    }

    public boolean isRunning() {
        return frame.state == GeneratorState.RUNNING;
    }

    @Override
    public String toString() {
        return frame.toString();
    }
}
