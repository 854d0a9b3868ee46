package dev.braid.internal;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncGenerator;
import dev.braid.Body;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorOutput;
import dev.braid.StopAsyncIterationException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code async with}, and the managers that contextlib offers. */
public final class ContextManagers {

    // A chain of errors longer than this is not searched to its end.
    private static final int MOST_CARRIED = 500;

    private ContextManagers() {}

    /** Runs a body between a manager's entry and exit. */
    public static <A extends @Nullable Object, R extends @Nullable Object, X extends Exception> R with(
            AsyncContextManager<A> manager, Body<A, R> body) throws X {
        try {
            A entered = manager.enter();
            R value;
            try {
                value = body.run(entered);
            } catch (Throwable error) {
                if (exit(manager, error)) {
                    return null;
                }
                throw error;
            }
            manager.exit(null);
            return value;
        } catch (Throwable error) {
            throw Sneaky.<X>rethrow(error);
        }
    }

    static boolean exit(AsyncContextManager<?> manager, Throwable error) throws Exception {
        try {
            return manager.exit(error);
        } catch (Throwable replacing) {
            keep(error, replacing);
            throw replacing;
        }
    }

    /** An error that replaces another one carries it, unless it does already, directly or by way of others. */
    static void keep(Throwable replaced, Throwable replacing) {
        if (!carries(replacing, replaced, Collections.newSetFromMap(new IdentityHashMap<>()))) {
            replacing.addSuppressed(replaced);
        }
    }

    private static boolean carries(@Nullable Throwable error, Throwable sought, Set<Throwable> seen) {
        if (error == sought) {
            return true;
        }
        if (error == null || !seen.add(error) || seen.size() > MOST_CARRIED) {
            return false;
        }
        for (Throwable suppressed : error.getSuppressed()) {
            if (carries(suppressed, sought, seen)) {
                return true;
            }
        }
        return carries(error.getCause(), sought, seen);
    }

    @SuppressWarnings("unchecked")
    public static AsyncContextManager<Object> erased(AsyncContextManager<?> manager) {
        return (AsyncContextManager<Object>) manager;
    }

    /** Yields what another generator does, and closes it whatever happens. */
    public static <T extends @Nullable Object, S extends @Nullable Object> @Nullable Void relay(
            GeneratorBody<T, S> body, GeneratorOutput<T, S> out) throws Exception {
        return ContextManagers.<AsyncGenerator<T, S>, @Nullable Void, Exception>with(
                closing(AsyncGenerator.of(body)), inner -> {
                    for (T element : inner) {
                        out.yield(element);
                    }
                    return null;
                });
    }

    public static <T extends @Nullable Object> AsyncContextManager<T> of(GeneratorBody<T, @Nullable Void> body) {
        return new FromGenerator<>(body);
    }

    public static <G extends AsyncGenerator<?, ?>> AsyncContextManager<G> closing(G generator) {
        return new Closing<>(generator);
    }

    public static <T extends @Nullable Object> AsyncContextManager<T> nullContext(T value) {
        return new NullContext<>(value);
    }

    private record Closing<G extends AsyncGenerator<?, ?>>(G generator) implements AsyncContextManager<G> {
        @Override
        public G enter() {
            return generator;
        }

        @Override
        public boolean exit(@Nullable Throwable error) throws Exception {
            generator.<Exception>aclose();
            return false;
        }
    }

    private record NullContext<T extends @Nullable Object>(T value) implements AsyncContextManager<T> {
        @Override
        public T enter() {
            return value;
        }

        @Override
        public boolean exit(@Nullable Throwable error) {
            return false;
        }
    }

    private static final class FromGenerator<T extends @Nullable Object> implements AsyncContextManager<T> {

        private final GeneratorBody<T, @Nullable Void> body;

        // The generator of the current use; null before entry and after exit.
        private @Nullable AsyncGenerator<T, @Nullable Void> generator;

        FromGenerator(GeneratorBody<T, @Nullable Void> body) {
            this.body = body;
        }

        @Override
        public T enter() throws Exception {
            if (generator != null) {
                throw new IllegalStateException("cannot enter " + this
                        + ": it is entered already; make a manager for each block that may overlap");
            }
            AsyncGenerator<T, @Nullable Void> entering = AsyncGenerator.of(body);
            T value;
            try {
                value = entering.<Exception>anext();
            } catch (StopAsyncIterationException ended) {
                throw new IllegalStateException("cannot enter " + this
                        + ": generator didn't yield; yield exactly once, what the block is given", ended);
            }
            generator = entering;
            return value;
        }

        @Override
        public boolean exit(@Nullable Throwable error) throws Exception {
            AsyncGenerator<T, @Nullable Void> leaving = generator;
            if (leaving == null) {
                throw new IllegalStateException("cannot leave " + this
                        + ": it is not entered; call enter() first, and exit() once for it, or use Asyncio.with");
            }
            generator = null;
            return error == null ? leave(leaving) : leave(leaving, error);
        }

        private boolean leave(AsyncGenerator<T, @Nullable Void> leaving) throws Exception {
            try {
                leaving.<Exception>anext();
            } catch (StopAsyncIterationException ended) {
                return false;
            }
            return yieldedAgain(leaving, "generator didn't stop");
        }

        private boolean leave(AsyncGenerator<T, @Nullable Void> leaving, Throwable error) throws Exception {
            try {
                leaving.<Exception>athrow(error);
            } catch (StopAsyncIterationException ended) {
                // A new one means that the body caught the error and returned: suppressed.
                return ended != error;
            } catch (Throwable thrown) {
                boolean wrapped = error instanceof StopAsyncIterationException && thrown.getCause() == error;
                if (thrown == error || wrapped) {
                    return false;
                }
                throw thrown;
            }
            return yieldedAgain(leaving, "generator didn't stop after athrow()");
        }

        private boolean yieldedAgain(AsyncGenerator<T, @Nullable Void> leaving, String what) throws Exception {
            try {
                throw new IllegalStateException(
                        "cannot leave " + this + ": " + what + "; its body must yield exactly once");
            } finally {
                leaving.<Exception>aclose();
            }
        }

        @Override
        public String toString() {
            return "AsyncContextManager[" + body + "]";
        }
    }
}
