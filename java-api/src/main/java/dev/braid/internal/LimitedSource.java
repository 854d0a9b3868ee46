package dev.braid.internal;

import dev.braid.AsyncIterable;
import dev.braid.AsyncIterator;
import dev.braid.Body;
import dev.braid.Context;
import dev.braid.Coroutine;
import dev.braid.ExceptionContext;
import dev.braid.SingleUseCoroutine;
import dev.braid.TaskOptions;
import dev.braid.VoidBody;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link dev.braid.Limit} takes its coroutines from, one at a time. User code runs in every step, in a copy of
 * the context in which the source was given.
 */
public final class LimitedSource {

    private final Iterator<?> items;
    private final Function<@Nullable Object, @Nullable Object> toCoroutine;
    private final Runnable close;
    private final Context context = Context.copyCurrent();
    private boolean over;

    // The program is being asked for the next coroutine.
    private boolean asking;

    private LimitedSource(
            Iterator<?> items, Function<@Nullable Object, @Nullable Object> toCoroutine, Runnable close) {
        this.items = items;
        this.toCoroutine = toCoroutine;
        this.close = close;
    }

    public static LimitedSource of(Iterable<?> source) {
        Objects.requireNonNull(source, "source");
        Iterator<?> iterator = source instanceof AsyncIterable ? null : source.iterator();
        if (iterator == null || iterator instanceof AsyncIterator) {
            throw new IllegalArgumentException("cannot take coroutines from " + source + ": it has to suspend for its "
                    + "elements; take them in a for loop, which creates tasks whose bodies hold a Semaphore");
        }
        return new LimitedSource(iterator, item -> item, () -> {});
    }

    public static LimitedSource of(Stream<?> source) {
        Objects.requireNonNull(source, "source");
        return new LimitedSource(source.iterator(), item -> item, source::close);
    }

    /** This source with its items as arguments of a body. */
    public LimitedSource each(Body<?, ?> body) {
        return each(LimitedSource.<Body<@Nullable Object, @Nullable Object>>erased(body), body);
    }

    /** This source with its items as arguments of a body without a value. */
    public LimitedSource each(VoidBody<?> body) {
        VoidBody<@Nullable Object> erased = erased(body);
        return each((Body<@Nullable Object, @Nullable Object>) item -> {
            erased.accept(item);
            return null;
        }, body);
    }

    private LimitedSource each(Body<@Nullable Object, @Nullable Object> body, Object printedAs) {
        return new LimitedSource(items, item -> new Call(body, item, printedAs), close);
    }

    @SuppressWarnings("unchecked")
    private static <E> E erased(Object body) {
        return (E) Objects.requireNonNull(body, "body");
    }

    /** A body and its argument. */
    private record Call(Body<@Nullable Object, @Nullable Object> body, @Nullable Object item, Object printedAs)
            implements Coroutine<@Nullable Object> {

        @Override
        public @Nullable Object run() throws Exception {
            return body.run(item);
        }

        @Override
        public String toString() {
            return printedAs + " of " + item;
        }
    }

    // --- Taking

    /**
     * Creates tasks while there is room for them. Throws what the program throws; it then is to be closed. Returns at
     * once if the source is being asked already: the call that asks goes on with what has changed meanwhile.
     */
    void start(EventLoopImpl loop, BooleanSupplier room, Consumer<TaskImpl<?>> started) {
        if (asking || over) {
            return;
        }
        asking = true;
        try {
            context.run(() -> {
                TaskImpl<?> task;
                while (room.getAsBoolean() && (task = startNext(loop)) != null) {
                    started.accept(task);
                }
            });
        } finally {
            asking = false;
        }
    }

    private @Nullable TaskImpl<?> startNext(EventLoopImpl loop) {
        if (over) {
            return null;
        }
        if (!items.hasNext()) {
            close(loop);
            return null;
        }
        Object item = toCoroutine.apply(items.next());
        if (!(item instanceof Coroutine<?> coroutine)) {
            throw new IllegalArgumentException("cannot start " + item
                    + ": the source must give coroutines; pass a body as well, to run it for each item");
        }
        if (over) {
            // The source itself has ended the whole in this step.
            if (coroutine instanceof SingleUseCoroutine<?> once) {
                once.close();
            }
            return null;
        }
        return (TaskImpl<?>) loop.createTask(coroutine, TaskOptions.DEFAULT);
    }

    /** Takes no more. Calling it again does nothing. */
    void close(EventLoopImpl loop) {
        if (over) {
            return;
        }
        over = true;
        try {
            close.run();
        } catch (RuntimeException error) {
            loop.callExceptionHandler(ExceptionContext.of("closing the source of a limited gather has failed", error));
        }
    }

    /** Whether there is no coroutine left to take. */
    boolean over() {
        return over;
    }

    @Override
    public String toString() {
        return "coroutines of " + items;
    }
}
