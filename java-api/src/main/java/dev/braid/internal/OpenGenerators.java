package dev.braid.internal;

import dev.braid.AsyncGenerator;
import dev.braid.CancelledError;
import dev.braid.ExceptionContext;
import dev.braid.GeneratorExit;
import dev.braid.Outcome;
import dev.braid.TaskOptions;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The async generators that were started on a loop and are not finished. */
final class OpenGenerators {

    private final EventLoopImpl loop;

    // Both touched on the loop.
    private final Set<GeneratorFrame<?, ?>> open = new LinkedHashSet<>();
    private boolean shutDown;

    OpenGenerators(EventLoopImpl loop) {
        this.loop = loop;
    }

    void opened(GeneratorFrame<?, ?> frame) {
        if (shutDown) {
            Log.LOG.log(System.Logger.Level.WARNING, frame + " was scheduled after loop.shutdownAsyncgens() call; "
                    + "nobody will close it at the end of " + loop);
        }
        open.add(frame);
    }

    /** One that was to be closed has yielded again. */
    void stillOpen(GeneratorFrame<?, ?> frame) {
        open.add(frame);
    }

    void closed(GeneratorFrame<?, ?> frame) {
        open.remove(frame);
    }

    /** Has a started generator closed, by a task of its loop, when its user has lost it. */
    static Lost watch(AsyncGenerator<?, ?> user, GeneratorFrame<?, ?> frame) {
        Lost lost = new Lost(frame);
        lost.registration = Reclaimed.CLEANER.register(user, lost);
        return lost;
    }

    /** What the cleaner does when nobody holds the generator any more. */
    static final class Lost implements Runnable {

        // Null when the body has ended: the cleaner must not keep it then, for a body may hold its own generator, which
        // nobody would ever lose. Written on the loop, read by the cleaner's thread.
        private volatile @Nullable GeneratorFrame<?, ?> frame;

        // Written before anybody else sees this.
        private Cleaner.@Nullable Cleanable registration;

        private Lost(GeneratorFrame<?, ?> frame) {
            this.frame = frame;
        }

        /** The body has ended. */
        void forget() {
            frame = null;
            registration.clean();
        }

        @Override
        public void run() {
            GeneratorFrame<?, ?> lost = frame;
            EventLoopImpl loop = lost == null ? null : lost.loop;
            if (loop != null) {
                loop.callSoonIfOpen(() -> {
                    if (lost.state == GeneratorState.SUSPENDED) {
                        loop.asyncgens.closed(lost);
                        loop.createTask(VoidBodies.of(() -> GeneratorHandle.close(lost)), TaskOptions.DEFAULT);
                    }
                });
            }
        }
    }

    /** Closes all that are open, at the same time, and suspends until they are closed. */
    void shutdown() {
        shutDown = true;
        if (open.isEmpty()) {
            return;
        }
        List<GeneratorFrame<?, ?>> frames = new ArrayList<>(open);
        open.clear();
        List<Object> closing = new ArrayList<>();
        frames.forEach(frame -> closing.add(VoidBodies.of(() -> GeneratorHandle.close(frame))));
        List<Outcome<Object>> outcomes = Gather.<Outcome<Object>>of(closing, true).await();
        for (int i = 0; i < frames.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failure<Object> failure && isOrdinary(failure.error())) {
                loop.callExceptionHandler(failedToClose(frames.get(i), failure.error()));
            }
        }
    }

    /** Names the generator in words: its user may have lost it by now. */
    private static ExceptionContext failedToClose(GeneratorFrame<?, ?> frame, Throwable error) {
        String message = "an error occurred during closing of asynchronous generator " + frame;
        return new ExceptionContext(message, error, null, null, null, null, frame.toString());
    }

    private static boolean isOrdinary(Throwable error) {
        return !(error instanceof CancelledError) && !(error instanceof GeneratorExit) && !Fatal.leavesTheLoop(error);
    }

    /** The loop closes without a shutdown. */
    void destroy() {
        for (GeneratorFrame<?, ?> frame : new ArrayList<>(open)) {
            frame.destroy();
        }
    }
}
