package dev.braid.conformance.contextvars;

import static dev.braid.conformance.contextvars.Attempt.refused;

import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A context as an object: copying it, looking into it, comparing it. */
class ContextMappingTest {

    @Case(value = "CTXVAR-13", plain = true)
    void aCopyOfTheCurrentContextIsIndependent(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("before");
        Context copy = Context.copyCurrent();
        var.set("here");
        t.log("copy", copy.getOrThrow(var), "here", var.get());
        copy.run(() -> var.set("there"));
        t.log("copy", copy.getOrThrow(var), "here", var.get());
        t.log("another one each time", Context.copyCurrent() != Context.copyCurrent());
    }

    @Case(value = "CTXVAR-14", plain = true)
    void aNewContextIsEmpty(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("here");
        Context context = new Context();
        t.log("size", context.size(), "has", context.contains(var));
        context.run(() -> t.log("inside", var.get()));
        t.log("takes arguments", Stream.of(Context.class.getConstructors()).anyMatch(c -> c.getParameterCount() > 0));
    }

    @Case(value = "CTXVAR-20", plain = true)
    void aCopySharesValuesButNoAssignments(Trace t) {
        ContextVar<List<String>> var = ContextVar.of("var");
        ContextVar<String> other = ContextVar.of("other");
        List<String> values = new ArrayList<>(List.of("a"));
        Context context = new Context();
        context.run(() -> var.set(values));
        Context copy = context.copy();
        t.log("same value object", copy.getOrThrow(var) == values);
        values.add("b");
        t.log("shared", copy.getOrThrow(var));
        copy.run(() -> var.set(List.of("of the copy")));
        context.run(() -> other.set("of the original"));
        t.log("original", context.getOrThrow(var), context.get(other), "copy", copy.getOrThrow(var), copy.get(other));

        context.run(() -> {
            Context inside = context.copy();
            t.log("copied while entered", inside.getOrThrow(other), inside.run(() -> var.get() == values));
        });
    }

    @Case(value = "CTXVAR-21", plain = true)
    void aContextIsAMapping(Trace t) {
        ContextVar<String> first = ContextVar.of("first");
        ContextVar<String> second = ContextVar.of("second");
        ContextVar<String> absent = ContextVar.of("absent");
        Context context = new Context();

        context.run(() -> {
            first.set("a");
            second.set(null);
        });
        t.log("size", context.size());
        t.log("has", context.contains(first), context.contains(second), context.contains(absent));
        t.log("lookup", context.getOrThrow(first), context.getOrThrow(second));
        refused(t, "lookup of what is absent", () -> context.getOrThrow(absent));
        t.log("get", context.get(first), context.get(second, "default"), context.get(absent),
                context.get(absent, "default"));
        List<String> names = new ArrayList<>();
        for (var entry : context.asMap().entrySet()) {
            names.add(entry.getKey().name());
        }
        names.sort(null);
        t.log("iteration", names);
        t.log("keys", context.asMap().keySet().stream().map(ContextVar::name).sorted().collect(Collectors.toList()),
                "values", context.asMap().values().contains("a"), context.asMap().values().size());
        t.log("items", context.asMap().entrySet().stream()
                .filter(entry -> "a".equals(entry.getValue()))
                .map(entry -> entry.getKey().name())
                .sorted()
                .collect(Collectors.toList()));
        Map<ContextVar<?>, Object> snapshot = context.asMap();
        context.run(() -> absent.set("b"));
        t.log("size", context.size(), snapshot.size());
    }

    @Case(value = "CTXVAR-22", plain = true)
    void defaultsAreNoPartOfTheMapping(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Context context = new Context();
        t.log("inside", context.run(() -> var.get()));
        t.log("size", context.size(), "has", context.contains(var), "get", context.get(var), context.get(var, "given"));
        refused(t, "lookup", () -> context.getOrThrow(var));
        context.run(() -> var.reset(var.set("a")));
        t.log("after a reset", context.size(), context.contains(var));
    }

    /** A key of another type does not compile; what is left of the mistake is null. */
    @Case(value = "CTXVAR-23", plain = true)
    void keysAreVariables(Trace t) {
        Context context = new Context();
        refused(t, "lookup", () -> context.getOrThrow(null));
        refused(t, "get", () -> context.get(null));
        refused(t, "get with a default", () -> context.get(null, "default"));
        refused(t, "membership", () -> context.contains(null));
    }

    @Case(value = "CTXVAR-24", plain = true)
    void equalContextsHoldEqualValues(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "a");
        ContextVar<String> other = ContextVar.of("other");
        Context first = new Context();
        Context second = new Context();
        t.log("empty", first.equals(second));
        first.run(() -> var.set("a"));
        t.log("one more", first.equals(second));
        second.run(() -> other.set("a"));
        t.log("another variable", first.equals(second));
        Context third = new Context();
        third.run(() -> var.set(new String("a")));
        t.log("equal values", first.equals(third));
        third.run(() -> var.set("b"));
        t.log("other values", first.equals(third));
        t.log("a copy", first.equals(first.copy()), "something else", first.equals((Object) "a"));
    }
}
