package dev.braid.conformance.contextvars;

import dev.braid.ContextVar;
import dev.braid.Token;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** What a token tells, and what it does as a resource. */
class TokenTest {

    @Case(value = "CTXVAR-09", plain = true)
    void aTokenTellsWhatWasBefore(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Token<String> unset = var.set("a");
        t.log("missing", unset.isMissing());
        Token<String> second = var.set("b");
        t.log("missing", second.isMissing(), "old", second.oldValue());
        var.set(null);
        Token<String> ofNull = var.set("c");
        t.log("missing", ofNull.isMissing(), "old", ofNull.oldValue());
        var.reset(unset);
        t.log("missing after its use", unset.isMissing());
    }

    @Case(value = "CTXVAR-10", plain = true)
    void aTokenTellsItsVariable(Trace t) {
        ContextVar<String> var = ContextVar.of("var");
        ContextVar<String> other = ContextVar.of("var");
        Token<String> token = var.set("a");
        t.log("its own", token.var() == var, "another", token.var() == other);
        token.var().reset(token);
        t.log("its own after its use", token.var() == var, "value", var.get("nothing"));
    }

    @Case(value = "CTXVAR-11", plain = true)
    void aTokenResetsAtTheEndOfItsBlock(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        try (var a = var.set("a")) {
            t.log("inside", var.get());
            try (var b = var.set("b")) {
                t.log("further inside", var.get());
                var.set("c");
            }
            t.log("inside", var.get());
        }
        t.log("outside", var.get());
        Boom boom = new Boom("a");
        try {
            try (var d = var.set("d")) {
                throw boom;
            }
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom, "outside", var.get());
        }
        ContextVar<String> unset = ContextVar.of("unset");
        try (var a = unset.set("a")) {
            t.log("inside", unset.get());
        }
        t.log("outside", unset.get("nothing"));
    }

    @Case(value = "CTXVAR-12", plain = true)
    void aTokenResetsOnceOnlyItsBlockIncluded(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        Token<String> twice = var.set("a");
        try (twice) {
            try (twice) {
                t.log("inside both", var.get());
            }
            t.log("inside one", var.get());
        } catch (IllegalStateException e) {
            t.log("entered twice", e, var.get());
        }

        Token<String> token = var.set("b");
        try (token) {
            var.reset(token);
            t.log("was reset", var.get());
            var.set("c");
        } catch (IllegalStateException e) {
            t.log("reset inside", e, var.get());
        }

        try (var d = var.set("d")) {
            Token<String> another = var.set("e");
            var.reset(another);
            t.log("another was reset", var.get());
        }
        t.log("at the end", var.get());
    }
}
