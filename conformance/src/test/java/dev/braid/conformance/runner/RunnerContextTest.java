package dev.braid.conformance.runner;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.Runner;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;

/** Which context variables the main tasks of a runner see, and who sees theirs. */
class RunnerContextTest {

    @Case(value = "RUNNER-26", plain = true)
    void runsShareOneContext(Trace t) {
        ContextVar<Object> var = ContextVar.withDefault("var", -1);
        ContextVar<Object> other = ContextVar.withDefault("other", -1);
        Coroutine<Object> changesInAChild = () -> {
            Asyncio.createTask(changes(var, "the child's")).await();
            return List.of(var.get(), other.get());
        };

        other.set("set before");
        try (Runner runner = t.runner()) {
            t.log("first", runner.run(changes(var, 1)));
            t.log("second", runner.run(changes(var, 2)));
            t.log("a task of its own has a copy", runner.run(changesInAChild));
            t.log("third", runner.run(changes(var, 3)));
        }
        try (Runner runner = t.runner()) {
            t.log("another runner", runner.run(changes(var, 4)));
        }
    }

    /** Sets the variable across a suspension, and gives what it was. */
    private static Coroutine<Object> changes(ContextVar<Object> var, Object value) {
        return () -> {
            Object old = var.get();
            Asyncio.sleep(Duration.ofSeconds(1));
            var.set(value);
            return old;
        };
    }

    @Case(value = "RUNNER-27", plain = true)
    void theCallersContextAndTheRunnersAreApart(Trace t) {
        ContextVar<Object> var = ContextVar.withDefault("var", "default");

        var.set("before");
        try (Runner runner = t.runner()) {
            runner.loop();
            var.set("after initialisation");
            t.log("inside", runner.run(changesAtOnce(var, "one")));
            t.log("caller", var.get());
            var.set("between");
            t.log("inside", runner.run(changesAtOnce(var, "two")));
            t.log("caller", var.get());
        }
        t.log("caller", var.get());
        t.log("inside run", t.run(changesAtOnce(var, "three")));
        t.log("caller", var.get());
    }

    private static Coroutine<Object> changesAtOnce(ContextVar<Object> var, Object value) {
        return () -> {
            Object old = var.get();
            var.set(value);
            Asyncio.sleep(Duration.ZERO);
            return List.of(old, var.get());
        };
    }

    @Case(value = "RUNNER-28", plain = true)
    void anExplicitContextServesOneRun(Trace t) {
        ContextVar<Object> var = ContextVar.withDefault("var", "default");

        Context given = Context.copyCurrent();
        given.run(() -> {
            var.set("given");
        });
        try (Runner runner = t.runner()) {
            t.log("shared", runner.run(changes(var, "shared one")));
            t.log("given", runner.run(changes(var, "given two"), given));
            t.log("in the given context", given.get(var));
            t.log("shared", runner.run(changes(var, "shared three")));
            t.log("given again", runner.run(changes(var, "given four"), given));
            t.log("in the given context", given.get(var));
            t.log("shared", runner.run(changes(var, "shared five")));
        }
        t.log("caller", var.get());
    }
}
