package dev.braid.conformance.asyncgen;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.AsyncIterator;
import dev.braid.Asyncio;
import dev.braid.StopAsyncIterationException;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Iterators, steps with a default, and streams over a generator. */
class AsyncIteratorTest {

    private static AsyncGenerator<Object, Void> numbers(int n) {
        return AsyncGenerator.of(out -> {
            for (int i = 0; i < n; i++) {
                Asyncio.sleep(ofSeconds(1));
                out.yield(i);
            }
        });
    }

    @Case("ASYNCGEN-42")
    void aDefaultTakesThePlaceOfTheEnd(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = numbers(2);
        t.log("got", generator.anext());
        t.log("got", generator.anext("default"));
        t.log("got", generator.anext("default"));
        t.log("got", generator.<RuntimeException>anext(null));
        try {
            generator.anext();
            t.log("not reached");
        } catch (StopAsyncIterationException e) {
            t.log("caught", e);
        }
    }

    /** What has wrong types or another number of arguments does not compile. */
    @Case("ASYNCGEN-43")
    void aDefaultTakesThePlaceOfNothingElse(Trace t) throws Exception {
        Boom boom = new Boom("no value");
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> {
            throw boom;
        });
        AsyncGenerator<Object, Void> waits = AsyncGenerator.of(out -> {
            Asyncio.sleep(ofSeconds(10));
            out.yield(1);
        });
        try {
            generator.anext("default");
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        t.log("then", generator.anext("default"));
        Task<?> task =
                Asyncio.createTask(() -> t.log("not reached", waits.anext("default")), named("consumer"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
    }

    @Case("ASYNCGEN-44")
    void iteratorsOfOneGeneratorShareItsValues(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = numbers(4);
        AsyncIterator<Object> first = generator.iterator();
        AsyncIterator<Object> second = generator.iterator();
        t.log("first", first.next());
        t.log("second", second.next());
        t.log("generator", generator.anext());
        for (Object n : generator) {
            t.log("loop", n);
        }
        for (AsyncIterator<Object> iterator : List.of(first, second)) {
            try {
                iterator.next();
                t.log("not reached");
            } catch (StopAsyncIterationException e) {
                t.log("caught", e);
            }
        }
    }

    @Case("ASYNCGEN-45")
    void anExpressionOverAGeneratorIsLazyAndAsynchronous(Trace t) throws Exception {
        Stream<Integer> expression = plain(t);
        t.log("made");
        expression.forEachOrdered(n -> t.log("got", n));
        t.log("collected", plain(t).collect(Collectors.toList()));
    }

    private static Stream<Integer> plain(Trace t) {
        AsyncGenerator<Integer, Void> source = AsyncGenerator.of(out -> {
            t.log("begins");
            for (int i = 0; i < 4; i++) {
                Asyncio.sleep(ofSeconds(1));
                out.yield(i);
            }
        });
        return source.stream().filter(n -> n % 2 == 1).map(n -> 10 * n);
    }
}
