package dev.braid.internal;

import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
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
    public static <R> Future<List<R>> of(Collection<?> arguments, boolean settled) {
        EventLoopImpl running = Running.loop();
        if (arguments.isEmpty()) {
            EventLoopImpl loop = running != null ? running : CurrentLoop.require("gather nothing");
            FutureImpl<List<R>> empty = new FutureImpl<>(loop);
            empty.finishWith(List.of());
            return empty;
        }
        FutureImpl<?>[] children = new FutureImpl<?>[arguments.size()];
        List<FutureImpl<?>> distinct = new ArrayList<>(children.length);
        Map<Object, FutureImpl<?>> seen = null;
        EventLoopImpl loop = running;
        int at = 0;
        for (Object argument : arguments) {
            Objects.requireNonNull(argument, "gather's arguments must not be null");
            // A lambda runs anew each time it is given; anything else that is given twice is one and the same.
            boolean mayRepeat = !(argument instanceof Coroutine) || argument instanceof SingleUseCoroutine;
            FutureImpl<?> child = null;
            if (mayRepeat) {
                if (seen == null) {
                    seen = new IdentityHashMap<>();
                }
                child = seen.get(argument);
            }
            if (child == null) {
                child = EnsureFuture.of(argument, loop);
                loop = sameLoop(loop, child);
                distinct.add(child);
                if (mayRepeat) {
                    seen.put(argument, child);
                }
                if (child != argument && child instanceof TaskImpl<?> task) {
                    task.reportIfDestroyed = false;
                }
            }
            children[at++] = child;
        }
        GatherFuture<R> aggregate = new GatherFuture<>(Objects.requireNonNull(loop), settled);
        aggregate.watch(children, distinct);
        return aggregate;
    }

    private static EventLoopImpl sameLoop(@Nullable EventLoopImpl loop, FutureImpl<?> child) {
        if (loop != null && child.loop != loop) {
            throw new IllegalArgumentException("cannot gather " + child + ": it belongs to " + child.loop
                    + " and not to " + loop + "; gather the futures of each loop there");
        }
        return child.loop;
    }

}
