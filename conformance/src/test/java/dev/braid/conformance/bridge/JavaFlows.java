package dev.braid.conformance.bridge;

import dev.braid.AsyncGenerator;
import dev.braid.AsyncIterable;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.GeneratorExit;
import dev.braid.kotlin.Suspend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kotlinx.coroutines.flow.Flow;
import org.jspecify.annotations.Nullable;

/** Flows in Java: consumed, and made. */
public final class JavaFlows implements Ticker {

    private final List<String> events;
    private final @Nullable EventLoop loop;

    /** With a loop to run on, or on the collector's. */
    public JavaFlows(List<String> events, @Nullable EventLoop loop) {
        this.events = events;
        this.loop = loop;
    }

    @Override
    public Flow<Integer> ticks() {
        return loop == null ? Suspend.asFlow(this::ticking) : Suspend.asFlow(this::ticking, loop);
    }

    @Override
    public Flow<Integer> shared(AsyncIterable<Integer> elements) {
        return loop == null ? Suspend.asFlow(elements) : Suspend.asFlow(elements, loop);
    }

    private void ticking(dev.braid.GeneratorOutput<Integer, Void> out) throws Exception {
        try {
            for (int i = 0; i < 9; i++) {
                Asyncio.sleep(Duration.ofMillis(1));
                out.yield(i);
            }
        } catch (GeneratorExit closed) {
            Asyncio.sleep(Duration.ofMillis(1));
            events.add("java closed");
            throw closed;
        }
    }

    /** The elements of two loops and a stream over one iterable. */
    public static Coroutine<List<Integer>> threeTimes(Flow<Integer> flow) {
        return () -> {
            AsyncIterable<Integer> elements = Suspend.flow(flow);
            List<Integer> all = new ArrayList<>();
            for (int element : elements) {
                all.add(element);
            }
            for (int element : elements) {
                Asyncio.sleep(Duration.ofMillis(1));
                all.add(element);
            }
            all.addAll(elements.stream().map(element -> element * 10).toList());
            return all;
        };
    }

    /** Pushed, which runs the flow on the caller's own strand. */
    public static Coroutine<List<Integer>> pushed(Flow<Integer> flow) {
        return () -> {
            List<Integer> all = new ArrayList<>();
            Suspend.generator(flow).forEach(element -> {
                Asyncio.sleep(Duration.ofMillis(1));
                all.add(element);
            });
            return all;
        };
    }

    /** Leaves a flow in the middle; what has happened by then. */
    public static Coroutine<List<String>> left(Flow<Integer> flow, List<String> events) {
        return () -> {
            try (AsyncGenerator<Integer, Void> elements = Suspend.generator(flow)) {
                for (int element : elements) {
                    if (element == 1) {
                        break;
                    }
                }
            }
            return List.copyOf(events);
        };
    }
}
