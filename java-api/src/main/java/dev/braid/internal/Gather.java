package dev.braid.internal;

import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.VoidCoroutine;
import java.util.ArrayList;
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
        Children children = new Children(running, arguments.size());
        try {
            for (Object argument : arguments) {
                children.add(argument);
            }
        } catch (Throwable refused) {
            children.abandon();
            throw refused;
        }
        GatherFuture<R> aggregate = new GatherFuture<>(Objects.requireNonNull(children.loop), settled);
        aggregate.watch(children.inOrder, children.distinct);
        return aggregate;
    }

    /** The futures of the arguments: one each, but one for an argument that is given several times. */
    private static final class Children {

        // What a call that failed leaves running: nobody will look at it here, so its error counts as seen.
        private static final InternalCallback ABANDONED = new InternalCallback() {
            @Override
            void done(FutureImpl<?> child) {
                child.markRetrieved();
            }
        };

        final FutureImpl<?>[] inOrder;
        final List<FutureImpl<?>> distinct;

        // Null until the first child tells, where no loop is running.
        @Nullable EventLoopImpl loop;

        private int size;
        private @Nullable Map<Object, FutureImpl<?>> seen;

        Children(@Nullable EventLoopImpl running, int arguments) {
            this.loop = running;
            this.inOrder = new FutureImpl<?>[arguments];
            this.distinct = new ArrayList<>(arguments);
        }

        void add(Object argument) {
            Objects.requireNonNull(argument, "cannot gather null; pass tasks, futures or coroutines");
            // A lambda runs anew each time it is given; anything else that is given twice is one and the same.
            boolean mayRepeat = !(argument instanceof Coroutine || argument instanceof VoidCoroutine)
                    || argument instanceof SingleUseCoroutine;
            FutureImpl<?> child = mayRepeat ? seen().get(argument) : null;
            if (child == null) {
                child = make(argument);
                distinct.add(child);
                if (mayRepeat) {
                    seen().put(argument, child);
                }
            }
            inOrder[size++] = child;
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

        void abandon() {
            for (FutureImpl<?> child : distinct) {
                if (!child.done()) {
                    child.register(ABANDONED);
                }
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
