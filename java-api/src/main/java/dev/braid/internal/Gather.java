package dev.braid.internal;

import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.VoidCoroutine;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code asyncio.gather}: schedules what is not a future yet, and makes the aggregate. */
public final class Gather {

    private Gather() {}

    /** The aggregate of awaitables or coroutines, whichever each one is; results in argument order. */
    public static <R extends @Nullable Object> Future<List<R>> of(Collection<?> arguments, boolean settled) {
        Objects.requireNonNull(arguments, "cannot gather null; pass tasks, futures or coroutines");
        EventLoopImpl running = Running.loop();
        if (arguments.isEmpty()) {
            EventLoopImpl loop = running != null ? running : CurrentLoop.require("gather nothing");
            FutureImpl<List<R>> empty = new FutureImpl<>(loop);
            empty.finishWith(List.of());
            return empty;
        }
        Children<R> children = new Children<>(running, arguments.size(), settled);
        try {
            for (Object argument : arguments) {
                children.add(argument);
            }
        } catch (Throwable refused) {
            children.abandon();
            throw refused;
        }
        return children.aggregate();
    }

    /** The futures of the arguments: one each, but one for an argument that is given several times. */
    private static final class Children<R extends @Nullable Object> {

        private final FutureImpl<?>[] inOrder;
        private final boolean settled;

        // Null until the first child tells, where no loop is running.
        private @Nullable EventLoopImpl loop;

        // Null until there is a child.
        private @Nullable GatherFuture<R> aggregate;

        private int size;
        private @Nullable Map<Object, FutureImpl<?>> seen;

        Children(@Nullable EventLoopImpl running, int arguments, boolean settled) {
            this.loop = running;
            this.inOrder = new FutureImpl<?>[arguments];
            this.settled = settled;
        }

        void add(Object argument) {
            Objects.requireNonNull(argument, "cannot gather null; pass tasks, futures or coroutines");
            // A lambda runs anew each time it is given; anything else that is given twice is one and the same.
            boolean mayRepeat = !(argument instanceof Coroutine || argument instanceof VoidCoroutine)
                    || argument instanceof SingleUseCoroutine;
            FutureImpl<?> child = mayRepeat ? seen().get(argument) : null;
            if (child == null) {
                child = make(argument);
                watch(child);
                if (mayRepeat) {
                    seen().put(argument, child);
                }
            }
            inOrder[size++] = child;
        }

        private void watch(FutureImpl<?> child) {
            GatherFuture<R> watching = aggregate;
            if (watching == null) {
                watching = new GatherFuture<>(child.loop, settled);
                aggregate = watching;
            }
            watching.add(child);
        }

        private FutureImpl<?> make(Object argument) {
            FutureImpl<?> child = EnsureFuture.of(argument, loop);
            loop = sameLoop(loop, child);
            if (child != argument && child instanceof TaskImpl<?> task) {
                task.reportIfDestroyed = false;
            }
            return child;
        }

        private Map<Object, FutureImpl<?>> seen() {
            if (seen == null) {
                seen = new IdentityHashMap<>();
            }
            return seen;
        }

        GatherFuture<R> aggregate() {
            GatherFuture<R> made = Objects.requireNonNull(aggregate, "there is at least one child");
            made.begin(inOrder);
            return made;
        }

        void abandon() {
            if (aggregate != null) {
                aggregate.abandon();
            }
        }
    }

    private static EventLoopImpl sameLoop(@Nullable EventLoopImpl loop, FutureImpl<?> child) {
        if (loop != null && child.loop != loop) {
            throw new IllegalArgumentException("cannot gather " + child + ": it belongs to " + child.loop
                    + " and not to " + loop + "; gather the futures of each loop there");
        }
        return child.loop;
    }
}
