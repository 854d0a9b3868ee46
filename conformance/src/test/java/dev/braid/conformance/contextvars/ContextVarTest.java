package dev.braid.conformance.contextvars;

import static dev.braid.TaskOptions.named;
import static dev.braid.conformance.contextvars.Attempt.refused;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Token;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** A variable: its name, its values, and how they are restored. */
class ContextVarTest {

    @Case(value = "CTXVAR-01", plain = true)
    void aVariableHasANameForGood(Trace t) {
        t.log("name", new ContextVar<>("first").name(), ContextVar.withDefault("second", 1).name());
        refused(t, "without a name", () -> new ContextVar<>(null));
        refused(t, "without a name, with a default", () -> ContextVar.withDefault(null, 1));
        t.log("renamed", Stream.of(ContextVar.class.getMethods()).anyMatch(m -> m.getName().equals("setName")));
    }

    @Case(value = "CTXVAR-02", plain = true)
    void aValueIsThatOfTheCurrentContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Context other = new Context();
        var.set("here");
        other.run(() -> var.set("there"));
        t.log("here", var.get());
        other.run(() -> t.log("there", var.get()));
        var.set("here again");
        t.log("here", var.get());
    }

    @Case(value = "CTXVAR-03", plain = true)
    void whatWasNotSetHasADefaultOrNone(Trace t) {
        ContextVar<String> withDefault = ContextVar.withDefault("with", "of the variable");
        ContextVar<String> without = ContextVar.of("without");
        ContextVar<String> nullDefault = ContextVar.withDefault("null", null);
        t.log("of the call", withDefault.get("of the call"), without.get("of the call"), without.get(null));
        t.log("of the variable", withDefault.get(), nullDefault.get());
        refused(t, "neither", without::get);
        withDefault.set("set");
        without.set("set");
        t.log("set", withDefault.get("of the call"), without.get("of the call"));
        nullDefault.set("set");
        nullDefault.set(null);
        t.log("null is a value", nullDefault.get("of the call"));
    }

    @Case(value = "CTXVAR-04", plain = true)
    void settingReturnsATokenEachTime(Trace t) {
        ContextVar<String> var = ContextVar.of("var");
        Context other = new Context();
        Token<String> first = var.set("a");
        Token<String> second = var.set("a");
        t.log("value", var.get(), "another token", first != second);
        t.log("other context", other.get(var, "nothing"));
        var.reset(second);
        t.log("restored", var.get());
    }

    @Case(value = "CTXVAR-05", plain = true)
    void aTokenBringsBackWhatWasBefore(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Token<String> first = var.set("a");
        Token<String> second = var.set("b");
        var.set("c");
        var.reset(second);
        t.log("before the second", var.get());
        var.reset(first);
        t.log("before the first", var.get(), "set", Context.copyCurrent().contains(var));
    }

    @Case(value = "CTXVAR-06", plain = true)
    void aTokenIsUsedOnce(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Token<String> token = var.set("a");
        var.reset(token);
        var.set("b");
        refused(t, "again", () -> var.reset(token));
        t.log("as it was", var.get());
    }

    @Case(value = "CTXVAR-07", plain = true)
    void aTokenBelongsToItsVariable(Trace t) {
        ContextVar<String> var = ContextVar.of("var");
        ContextVar<String> other = ContextVar.of("var");
        Token<String> token = var.set("a");
        other.set("b");
        refused(t, "of another variable", () -> other.reset(token));
        t.log("as they were", var.get(), other.get());
        var.reset(token);
        t.log("still of use", var.get("nothing"));
    }

    @Case("CTXVAR-08")
    void aTokenBelongsToItsContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Token<String> token = var.set("a");

        Asyncio.createTask(
                        () -> {
                            refused(t, "in another task", () -> var.reset(token));
                            t.log("as it was", var.get());
                        },
                        named("child"))
                .await();
        Context.copyCurrent().run(() -> refused(t, "in a copy", () -> var.reset(token)));
        var.reset(token);
        t.log("at home", var.get());
    }

    @Case(value = "CTXVAR-36", plain = true)
    void noneOfTheTypesMayBeSubclassed(Trace t) {
        for (Class<?> type : new Class<?>[] {ContextVar.class, Context.class, Token.class}) {
            t.log(Modifier.isFinal(type.getModifiers()) ? "final" : "extended", type.getSimpleName());
        }
    }

    @Case(value = "CTXVAR-37", plain = true)
    void textsTellNamesDefaultsAndUse(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("fruit", "apple");
        String text = var.toString();
        t.log("variable", text.contains("fruit"), text.contains("apple"), text.contains("default"));
        t.log("without a default", ContextVar.of("bare").toString().contains("default"));
        Token<String> token = var.set("pear");
        t.log("token", token.toString().contains(text), token.toString().contains("used"));
        var.reset(token);
        t.log("used token", token.toString().contains(text), token.toString().contains("used"));
    }
}
