package dev.braid.conformance.contextvars;

import static dev.braid.TaskOptions.inContext;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.EventLoop;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.function.Function;

/** Contexts of tasks and callbacks. */
class LoopContextTest {

    @Case("CTXVAR-27")
    void callingACoroutineSharesTheContext(Trace t) throws Exception {
        ContextVar<String> var = ContextVar.withDefault("var", "default");

        Function<String, VoidCoroutine> sets = value -> () -> {
            t.log("sees", var.get());
            var.set(value);
            Asyncio.sleep(ofSeconds(1));
            var.set(value + "!");
        };

        sets.apply("first").run();
        t.log("after", var.get());
        sets.apply("second").run();
        t.log("after", var.get());
    }

    @Case("CTXVAR-28")
    void aTaskKeepsItsChangesToItself(Trace t) throws Exception {
        ContextVar<String> var = ContextVar.withDefault("var", "default");

        Function<String, VoidCoroutine> child = value -> () -> {
            t.log("child sees", var.get());
            var.set(value);
            Asyncio.sleep(ofSeconds(1));
            t.log("child sees", var.get());
        };

        var.set("parent's");
        Asyncio.createTask(child.apply("direct"), named("direct")).await();
        t.log("parent sees", var.get());
        Asyncio.gather(child.apply("one"), child.apply("two")).await();
        t.log("parent sees", var.get());
        TaskGroup.run(group -> {
            group.createTask(child.apply("three"), named("three"));
            group.createTask(child.apply("four"), named("four"));
            var.set("later");
        });
        t.log("parent sees", var.get());
    }

    @Case("CTXVAR-29")
    void aCallbackRunsInACopyMadeWhenItWasScheduled(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();

        Runnable callback = () -> {
            t.log("sees", var.get());
            var.set("set by a callback");
        };

        var.set("first");
        loop.callSoon(callback);
        loop.callSoon(callback);
        var.set("second");
        loop.callSoonThreadsafe(callback);
        var.set("later");
        Asyncio.sleep(ofSeconds(1));
        t.log("here", var.get());
    }

    @Case("CTXVAR-30")
    void aCallbackRunsInTheContextItIsGiven(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();
        Context context = Context.copyCurrent();

        Runnable callback = () -> {
            t.log("sees", var.get());
            var.set(var.get() + "!");
        };

        var.set("here");
        loop.callSoon(callback, context);
        loop.callSoonThreadsafe(callback, context);
        loop.callLater(ofSeconds(1), callback, context);
        loop.callAt(loop.timeNanos() + ofSeconds(2).toNanos(), callback, context);
        context.run(() -> var.set("given"));
        Asyncio.sleep(ofSeconds(5));
        t.log("left behind", context.getOrThrow(var), "here", var.get());
    }

    @Case("CTXVAR-31")
    void aCompletionCallbackDoesNotChangeTheRegisteringTask(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("registering");

        Task<Void> task = Asyncio.createTask(
                () -> {
                    Asyncio.sleep(ofSeconds(1));
                    var.set("child's");
                },
                named("child"));
        task.addDoneCallback(done -> {
            t.log("callback sees", var.get());
            var.set("callback's");
        });
        task.await();
        Asyncio.sleep(ofSeconds(1));
        t.log("here", var.get());
    }

    @Case("CTXVAR-32")
    void tasksInOneContextSeeEachOthersValues(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Context context = Context.copyCurrent();

        Function<String, VoidCoroutine> worker = value -> () -> {
            for (String turn : new String[] {"1", "2"}) {
                t.log("sees", var.get());
                var.set(value + turn);
                Asyncio.sleep(ofSeconds(1));
            }
        };

        Task<Void> first = Asyncio.createTask(worker.apply("a"), inContext(context).withName("a"));
        Task<Void> second = Asyncio.createTask(worker.apply("b"), inContext(context).withName("b"));
        first.await();
        second.await();
        t.log("left behind", context.getOrThrow(var), "here", var.get());
    }

    /** Python has its decimal context built in; here it is a variable like any other. */
    @Case("CTXVAR-35")
    void stateBuiltOnVariablesStaysWithItsTask(Trace t) {
        class Decimals {
            final ContextVar<MathContext> precision = ContextVar.withDefault("precision", MathContext.DECIMAL128);

            void set(int digits) {
                precision.set(new MathContext(digits, RoundingMode.HALF_EVEN));
            }

            String third() {
                return BigDecimal.ONE.divide(BigDecimal.valueOf(3), precision.get()).toString();
            }

            VoidCoroutine divides(int digits, Duration delay) {
                return () -> {
                    set(digits);
                    for (int i = 0; i < 3; i++) {
                        t.log("third", third());
                        Asyncio.sleep(delay);
                    }
                };
            }
        }

        Decimals decimals = new Decimals();
        decimals.set(2);
        Task<Void> coarse = Asyncio.createTask(decimals.divides(4, ofSeconds(1)), named("coarse"));
        Task<Void> fine = Asyncio.createTask(decimals.divides(8, ofMillis(1500)), named("fine"));
        coarse.await();
        fine.await();
        t.log("third", decimals.third());
    }

    @Case("CTXVAR-38")
    void aTimerRunsInACopyMadeAtItsRegistration(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();

        Runnable callback = () -> {
            t.log("sees", var.get());
            var.set("set by a callback");
        };

        var.set("first");
        loop.callLater(ofSeconds(1), callback);
        loop.callAt(loop.timeNanos() + ofSeconds(2).toNanos(), callback);
        var.set("second");
        loop.callLater(ofSeconds(3), callback);
        var.set("later");
        Asyncio.sleep(ofSeconds(5));
        t.log("here", var.get());
    }

    @Case("CTXVAR-39")
    void limitingTheTimeKeepsTheContext(Trace t) throws Exception {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Task<?> main = Asyncio.currentTask();

        Function<String, VoidCoroutine> sets = value -> () -> {
            t.log("sees", var.get(), "same task", Asyncio.currentTask() == main);
            var.set(value);
            Asyncio.sleep(ofSeconds(1));
            var.set(value + "!");
            Asyncio.sleep(ofSeconds(1));
        };

        Asyncio.waitFor(sets.apply("waited for"), ofSeconds(5));
        t.log("after", var.get());
        Timeout.after(ofSeconds(5), timeout -> {
            sets.apply("in a block").run();
        });
        t.log("after", var.get());
        try {
            Asyncio.waitFor(sets.apply("too long"), ofMillis(1500));
        } catch (TimeoutException e) {
            t.log("caught", e, "after", var.get());
        }
    }
}
