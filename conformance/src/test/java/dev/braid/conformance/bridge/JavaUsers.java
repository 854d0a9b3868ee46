package dev.braid.conformance.bridge;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.EventLoop;
import dev.braid.kotlin.Suspend;
import java.time.Duration;
import java.util.List;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/** A Kotlin interface with suspend functions, implemented in Java. */
public final class JavaUsers implements Users {

    private final List<String> events;
    private final @Nullable EventLoop loop;

    /** With a loop to run on, or on the caller's. */
    public JavaUsers(List<String> events, @Nullable EventLoop loop) {
        this.events = events;
        this.loop = loop;
    }

    @Override
    public Object find(String id, Continuation<? super String> c) {
        return loop == null ? Suspend.body(c, () -> found(id)) : Suspend.body(c, loop, () -> found(id));
    }

    @Override
    public Object save(String id, Continuation<? super Unit> c) {
        return Suspend.body(c, () -> {
            Asyncio.sleep(Duration.ofMillis(5));
            events.add("saved " + id);
        });
    }

    @Override
    public Object count(Continuation<? super Integer> c) {
        return Suspend.body(c, () -> 42);
    }

    private String found(String id) throws Exception {
        events.add("finds " + id);
        if (id.equals("error")) {
            Asyncio.sleep(Duration.ofMillis(1));
            throw new OneOfAKind("found no " + id);
        }
        try {
            Asyncio.sleep(Duration.ofMillis(5));
        } catch (CancelledError cancelled) {
            events.add("java cancelled " + cancelled.message());
            Asyncio.sleep(Duration.ofMillis(3));
            events.add("java cleaned up");
            throw cancelled;
        }
        return id + " in " + Asyncio.currentTask().name();
    }

    /** Wrong: two bodies for one call. */
    public static final class Twice implements Users {

        private final List<String> events;

        public Twice(List<String> events) {
            this.events = events;
        }

        @Override
        public Object find(String id, Continuation<? super String> c) {
            Suspend.body(c, () -> {
                Asyncio.sleep(Duration.ofMillis(5));
                events.add("first ends");
                return "first";
            });
            return Suspend.body(c, () -> {
                events.add("second runs");
                return "second";
            });
        }

        @Override
        public Object save(String id, Continuation<? super Unit> c) {
            return Unit.INSTANCE;
        }

        @Override
        public Object count(Continuation<? super Integer> c) {
            Suspend.body(c, () -> 1);
            return Suspend.body(c, () -> 2);
        }
    }
}
