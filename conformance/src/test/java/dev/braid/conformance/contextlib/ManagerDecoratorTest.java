package dev.braid.conformance.contextlib;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.GeneratorBody;
import dev.braid.GeneratorExit;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Managers around functions. */
class ManagerDecoratorTest {

    /** Makes managers that log their entry and exit, both a second long. */
    private static Supplier<AsyncContextManager<Integer>> around(Trace t) {
        int[] count = {0};
        return () -> AsyncContextManager.of(out -> {
            int number = ++count[0];
            t.log("enters", number);
            Asyncio.sleep(ofSeconds(1));
            try {
                out.yield(number);
            } catch (Boom e) {
                t.log("passes", e);
                throw e;
            } finally {
                Asyncio.sleep(ofSeconds(1));
                t.log("leaves", number);
            }
        });
    }

    @Case("CTXLIB-11")
    void eachCallRunsInsideANewManager(Trace t) throws Exception {
        List<Coroutine<String>> decorated = new ArrayList<>();
        Supplier<AsyncContextManager<Integer>> managers = around(t);
        for (int n : new int[] {0, 1}) {
            decorated.add(AsyncContextManager.decorate(managers, () -> {
                t.log("runs", n);
                if (n > 0) {
                    return decorated.get(n - 1).run();
                }
                return "deepest";
            }));
        }
        t.log("decorated");
        t.log("returned", decorated.get(1).run());
        t.log("returned", decorated.get(0).run());
    }

    @Case("CTXLIB-12")
    void anErrorOfTheFunctionPassesThroughTheManager(Trace t) throws Exception {
        Boom boom = new Boom("in the function");
        Coroutine<Integer> fails = () -> {
            throw boom;
        };
        Coroutine<Integer> function = AsyncContextManager.decorate(around(t), fails);
        AsyncContextManager<Integer> suppresses = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                t.log("suppresses", e);
            }
        });
        Coroutine<Integer> harmless = AsyncContextManager.decorate(() -> suppresses, fails);

        try {
            function.run();
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        t.log("returned", harmless.run());
    }

    @Case("CTXLIB-13")
    void aPlainFunctionBecomesAnAsynchronousOne(Trace t) throws Exception {
        Coroutine<String> call = AsyncContextManager.decorate(around(t), () -> {
            t.log("runs");
            return "value";
        });
        t.log("called");
        t.log("returned", call.run());
    }

    @Case("CTXLIB-14")
    void theManagerStaysOpenWhileAGeneratorIsIterated(Trace t) throws Exception {
        GeneratorBody<Integer, Void> numbers = out -> {
            for (int n = 0; n < 2; n++) {
                t.log("yields", n);
                out.yield(n);
                Asyncio.sleep(ofSeconds(1));
            }
        };
        GeneratorBody<Integer, Void> fails = out -> {
            out.yield(1);
            throw new Boom("in the generator");
        };
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(AsyncContextManager.decorate(around(t), numbers));
        t.log("made");
        for (int n : generator) {
            t.log("got", n);
        }
        t.log("end");
        try {
            for (int n : AsyncGenerator.of(AsyncContextManager.decorate(around(t), fails))) {
                t.log("got", n);
            }
            t.log("not reached");
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    @Case("CTXLIB-15")
    void closingEarlyClosesTheGeneratorAndThenLeavesTheManager(Trace t) throws Exception {
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(AsyncContextManager.decorate(around(t), out -> {
            try {
                out.yield(1);
                t.log("not reached");
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        }));
        t.log("got", generator.anext());
        generator.aclose();
        t.log("closed", generator.anext("end"));
    }

    @Case("CTXLIB-16")
    void whatIsSentAndThrownDoesNotGetInside(Trace t) throws Exception {
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(AsyncContextManager.decorate(around(t), out -> {
            try {
                t.log("received", out.yield(1));
                t.log("received", out.yield(2));
            } catch (Bang e) {
                t.log("not reached");
            } catch (GeneratorExit e) {
                t.log("thrown in", e);
                throw e;
            }
        }));
        t.log("got", generator.asend(null));
        t.log("got", generator.asend("sent"));
        try {
            generator.athrow(new Bang("thrown"));
            t.log("not reached");
        } catch (Bang e) {
            t.log("caught", e);
        }
    }

    /** In Java one body serves both: it suspends or it does not. */
    @Case("CTXLIB-17")
    void aPlainGeneratorBecomesAnAsynchronousOne(Trace t) throws Exception {
        GeneratorBody<Integer, Void> numbers = AsyncContextManager.decorate(around(t), out -> {
            t.log("begins");
            for (int n = 0; n < 3; n++) {
                out.yield(n);
            }
        });
        for (int n : AsyncGenerator.of(numbers)) {
            t.log("got", n);
        }
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(numbers);
        t.log("got", generator.anext());
        generator.aclose();
    }

    @Case("CTXLIB-18")
    void aManagerOfOnesOwnCanDecorate(Trace t) throws Exception {
        AsyncContextManager<Object> manager = new AsyncContextManager<>() {
            @Override
            public Object enter() {
                t.log("enters");
                Asyncio.sleep(ofSeconds(1));
                return this;
            }

            @Override
            public boolean exit(@Nullable Throwable error) {
                t.log("leaves with", error);
                Asyncio.sleep(ofSeconds(1));
                return error instanceof Boom;
            }
        };
        List<Coroutine<String>> functions = new ArrayList<>();
        for (Exception error : new Exception[] {null, new Boom("suppressed"), new Bang("passes")}) {
            functions.add(AsyncContextManager.decorate(() -> manager, () -> {
                t.log("runs");
                if (error != null) {
                    throw error;
                }
                return "value";
            }));
        }
        t.log("returned", functions.get(0).run());
        t.log("returned", functions.get(1).run());
        try {
            functions.get(2).run();
            t.log("not reached");
        } catch (Bang e) {
            t.log("caught", e);
        }
    }
}
