package dev.braid.conformance.exceptiongroup;

import static dev.braid.conformance.exceptiongroup.Coded.codeOf;

import dev.braid.BaseExceptionGroup;
import dev.braid.ExceptHandling;
import dev.braid.ExceptionGroup;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handling the exceptions in a group by type; Python's {@code except*}. */
class ExceptClauseTest {

    private static ExceptionGroup nest() {
        return new ExceptionGroup("outer", List.of(
                new Boom("1"),
                new Bang("2"),
                new ExceptionGroup("inner", List.of(new Bang("3"), new Crack("4"), new Other("5"))),
                new ExceptionGroup("only bangs", List.of(new Bang("6")))));
    }

    @Case(value = "EXCGROUP-31", plain = true)
    void eachClauseGetsWhatMatchesItAndPassesOnTheRest(Trace t) {
        ExceptionGroup group = nest();
        ExceptionGroup inner = (ExceptionGroup) group.exceptions().get(2);
        try {
            throw group;
        } catch (ExceptionGroup failure) {
            failure.on(Crack.class, e -> t.log("cracks", e,
                            ((ExceptionGroup) e.exceptions().get(0)).exceptions().get(0) == inner.exceptions().get(1)))
                    .on(Boom.class, e -> t.log("the other booms", e))
                    .on(List.of(Bang.class, KeyboardInterrupt.class), e -> t.log("bangs", e))
                    .on(Exception.class, e -> t.log("the others", e))
                    .orThrow();
        }
        t.log("all handled");
    }

    @Case(value = "EXCGROUP-32", plain = true)
    void everyClauseThatMatchesRunsOnce(Trace t) {
        List<List<Exception>> raised = List.of(
                List.of(new Crack("1"), new Bang("2")),
                List.of(new Bang("1"), new Crack("2"), new Crack("3"), new Boom("4")),
                List.of(new Bang("1")),
                List.of(new Crack("1")));
        for (List<Exception> exceptions : raised) {
            try {
                t.log("raises", exceptions);
                throw new ExceptionGroup("group", exceptions);
            } catch (ExceptionGroup failure) {
                failure.on(Boom.class, e -> t.log("first clause", e))
                        .on(Crack.class, e -> t.log("never, the first clause takes these", e))
                        .on(Bang.class, e -> t.log("third clause", e))
                        .on(Exception.class, e -> t.log("never, nothing is left", e))
                        .orThrow();
            }
            t.log("goes on");
        }
    }

    @Case(value = "EXCGROUP-33", plain = true)
    void whatNoClauseMatchesGoesOnAsAGroup(Trace t) {
        ExceptionGroup group = nest();
        try {
            try {
                throw group;
            } catch (ExceptionGroup failure) {
                failure.on(Crack.class, e -> t.log("cracks", e))
                        .on(Bang.class, e -> t.log("bangs", e))
                        .orThrow();
            }
        } catch (ExceptionGroup e) {
            t.log("unhandled", e);
        }
        try {
            try {
                throw group;
            } catch (ExceptionGroup failure) {
                failure.on(KeyboardInterrupt.class, e -> t.log("never", e)).orThrow();
            }
        } catch (ExceptionGroup e) {
            t.log("nothing matched", e);
            t.log("the very exceptions", e.exceptions().get(0) == group.exceptions().get(0));
        }
    }

    @Case(value = "EXCGROUP-34", plain = true)
    void aPlainExceptionIsWrappedForItsClause(Trace t) {
        Boom boom = new Boom("plain");
        try {
            throw boom;
        } catch (Exception failure) {
            ExceptHandling.of(failure)
                    .on(Bang.class, e -> t.log("never", e))
                    .on(Boom.class, e -> t.log("wrapped", e, e.exceptions().get(0) == boom))
                    .orThrow();
        }
        try {
            throw new Crack("of a subclass");
        } catch (Exception failure) {
            ExceptHandling.of(failure).on(Boom.class, e -> t.log("wrapped", e)).orThrow();
        }
        try {
            try {
                throw boom;
            } catch (Exception failure) {
                ExceptHandling.of(failure).on(Bang.class, e -> t.log("never", e)).orThrow();
            }
        } catch (Boom e) {
            t.log("not wrapped", e, e == boom);
        }
        try {
            throw new KeyboardInterrupt();
        } catch (KeyboardInterrupt failure) {
            ExceptHandling.of(failure)
                    .on(KeyboardInterrupt.class, e -> t.log("wrapped in the flavour that fits", e))
                    .orThrow();
        }
        try {
            throw new ExceptionGroup("a group", List.of(boom));
        } catch (Exception failure) {
            ExceptHandling.of(failure).on(Exception.class, e -> t.log("a group is not", e)).orThrow();
        }
    }

    @Case(value = "EXCGROUP-36", plain = true)
    void aClauseCannotNameAGroupType(Trace t) {
        Map<String, List<Class<? extends Throwable>>> groupTypes = new LinkedHashMap<>();
        groupTypes.put("ordinary", List.of(ExceptionGroup.class));
        groupTypes.put("base", List.of(BaseExceptionGroup.class));
        groupTypes.put("among others", List.of(Bang.class, ExceptionGroup.class));
        groupTypes.forEach((what, types) -> {
            for (RuntimeException raised :
                    List.of(new ExceptionGroup("group", List.of(new Boom("1"), new Crack("2"))), new Boom("plain"))) {
                try {
                    try {
                        throw raised;
                    } catch (RuntimeException failure) {
                        ExceptHandling.of(failure)
                                .on(Crack.class, e -> t.log("earlier clauses run", e))
                                .on(types, e -> t.log("never", e))
                                .on(Boom.class, e -> t.log("never, later clauses do not run", e))
                                .orThrow();
                    }
                } catch (IllegalArgumentException e) {
                    t.log(what, e);
                }
            }
        });
    }

    @Case(value = "EXCGROUP-41", plain = true)
    void statementsMayBeNested(Trace t) {
        try {
            try {
                throw nest();
            } catch (ExceptionGroup failure) {
                failure.on(Bang.class, e -> t.log("inner", e)).orThrow();
            }
            t.log("never");
        } catch (ExceptionGroup failure) {
            failure.on(Boom.class, e -> {
                        t.log("outer", e);
                        try {
                            throw new ExceptionGroup("meanwhile", List.of(new Bang("a"), new Other("b")));
                        } catch (ExceptionGroup meanwhile) {
                            meanwhile
                                    .on(Bang.class, other -> t.log("in a clause", other))
                                    .on(Other.class, other -> t.log("in a clause", other))
                                    .orThrow();
                        }
                        t.log("goes on there");
                    })
                    .on(Other.class, e -> t.log("outer", e))
                    .orThrow();
        }
        for (int n = 0; n < 2; n++) {
            try {
                throw new ExceptionGroup("in a loop", List.of(new Boom(n)));
            } catch (ExceptionGroup failure) {
                failure.on(Boom.class, e -> t.log("in a loop", e)).orThrow();
            }
        }
        t.log("end");
    }

    @Case(value = "EXCGROUP-42", plain = true)
    void partsOfASubclassAreDerived(Trace t) {
        try {
            try {
                throw new Coded("mine",
                        List.of(
                                new Boom("1"),
                                new Coded("inner", List.of(new Bang("2"), new Other("3")), 101),
                                new Other("4")),
                        42);
            } catch (ExceptionGroup failure) {
                failure.on(Boom.class, e -> t.log("matching", e, codeOf(e)))
                        .on(Bang.class, e -> t.log("matching", e, codeOf(e), codeOf(e.exceptions().get(0))))
                        .orThrow();
            }
        } catch (Coded e) {
            t.log("unhandled", e, e.code, codeOf(e.exceptions().get(0)));
        }
        try {
            try {
                throw new OrdinaryGroup("without derive", List.of(new Boom("1"), new Bang("2")));
            } catch (ExceptionGroup failure) {
                failure.on(Boom.class, e -> t.log("matching", e)).orThrow();
            }
        } catch (ExceptionGroup e) {
            t.log("unhandled", e);
        }
    }
}
