package dev.braid.conformance.contextvars;

import static dev.braid.conformance.contextvars.Attempt.refused;

import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** Running something inside a context. */
class ContextRunTest {

    @Case(value = "CTXVAR-15", plain = true)
    void runningGivesTheValueOrTheException(Trace t) {
        Context context = new Context();
        String a = "a";
        String b = "b";
        t.log("value", context.run(() -> a + b), context.run(() -> null));
        Boom boom = new Boom("a");

        try {
            context.run(() -> {
                throw boom;
            });
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom);
        }
        t.log("goes on", context.run(() -> "after"));
    }

    @Case(value = "CTXVAR-16", plain = true)
    void changesStayInside(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Context context = Context.copyCurrent();
        var.set("outside");

        context.run(() -> {
            t.log("finds", var.get());
            var.set("inside");
        });
        t.log("outside", var.get(), "inside", context.getOrThrow(var));
        try {
            context.run(() -> {
                t.log("finds", var.get());
                var.set("failed");
                throw new Boom("a");
            });
        } catch (Boom e) {
            t.log("caught", e, "outside", var.get(), "inside", context.getOrThrow(var));
        }
    }

    @Case(value = "CTXVAR-18", plain = true)
    void contextsMayBeNested(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Context outer = new Context();
        Context inner = new Context();

        Context.VoidBlock<RuntimeException> inInner = () -> {
            t.log("inner", var.get());
            var.set("inner's");
            t.log("outer meanwhile", outer.getOrThrow(var));
        };
        outer.run(() -> {
            var.set("outer's");
            inner.run(inInner);
            t.log("outer", var.get());
            inner.run(() -> t.log("inner again", var.get()));
        });
        t.log("outside", var.get(), outer.getOrThrow(var), inner.getOrThrow(var));
    }

    /** A run without a body does not compile; what is left of the mistake is null. */
    @Case(value = "CTXVAR-19", plain = true)
    void thereMustBeSomethingToRun(Trace t) {
        Context context = new Context();
        refused(t, "nothing", () -> context.run((Context.VoidBlock<RuntimeException>) null));
        t.log("not entered", context.run(() -> "runs"));
    }
}
