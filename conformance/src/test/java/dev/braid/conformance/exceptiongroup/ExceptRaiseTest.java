package dev.braid.conformance.exceptiongroup;

import dev.braid.BaseExceptionGroup;
import dev.braid.ExceptHandling;
import dev.braid.ExceptionGroup;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** What clauses raise, and what they raise again. */
class ExceptRaiseTest {

    private static final class New extends RuntimeException {
        private static final long serialVersionUID = 1L;

        New(String message) {
            super(message);
        }
    }

    private static ExceptionGroup nest() {
        return new ExceptionGroup("outer", List.of(
                new Boom("1"),
                new ExceptionGroup("inner", List.of(new Bang("2"), new Boom("3"), new Other("4"))),
                new Bang("5")));
    }

    @Case(value = "EXCGROUP-35", plain = true)
    void whatClausesRaiseIsJoinedWithWhatIsLeft(Trace t) {
        try {
            nest().on(Boom.class, e -> {
                        t.log("raises another");
                        throw new New("instead of booms");
                    })
                    .on(Bang.class, e -> t.log("later clauses run"))
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("new and unhandled", e);
        }
        try {
            nest().on(Boom.class, e -> {
                        throw new New("instead of booms");
                    })
                    .on(Bang.class, e -> {
                        throw e.raise();
                    })
                    .on(Other.class, e -> {
                        throw new New("instead of others");
                    })
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("new and raised again", e);
        }
        try {
            nest().on(Boom.class, e -> {
                        throw new New("instead of booms");
                    })
                    .on(Bang.class, e -> {
                        throw new ExceptionGroup("instead of bangs", List.of(new New("a"), new New("b")));
                    })
                    .on(Other.class, e -> t.log("others are handled"))
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("all new", e);
        }
        try {
            nest().on(List.of(Boom.class, Bang.class, Other.class), e -> {
                        throw new New("alone");
                    })
                    .orThrow();
        } catch (New e) {
            t.log("a single new one is not wrapped", e);
        }
        try {
            ExceptHandling.of(new Boom("plain"))
                    .on(Boom.class, e -> {
                        throw new New("instead of the plain one");
                    })
                    .orThrow();
        } catch (New e) {
            t.log("nor instead of a plain one", e);
        }
        try {
            nest().on(Boom.class, e -> {
                        throw new KeyboardInterrupt();
                    })
                    .orThrow();
        } catch (BaseExceptionGroup e) {
            t.log("of the flavour that fits", e);
        }
    }

    @Case(value = "EXCGROUP-38", plain = true)
    void whatClausesRaiseAgainGoesBackToItsPlace(Trace t) {
        ExceptionGroup group = nest();
        try {
            group.on(Boom.class, e -> {
                        t.log("again", e);
                        throw e.raise();
                    })
                    .on(Bang.class, e -> {
                        t.log("again", e);
                        throw e.raise();
                    })
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("as it was", e);
            t.log("the very exceptions", e.exceptions().get(0) == group.exceptions().get(0));
        }
        try {
            nest().on(Boom.class, e -> {
                        throw e.raise();
                    })
                    .on(Bang.class, e -> t.log("handled", e))
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("without the handled ones", e);
        }
        try {
            nest().on(Bang.class, e -> {
                        throw e.raise();
                    })
                    .on(Exception.class, e -> t.log("all the others are handled", e))
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("only what was raised again", e);
        }
    }

    @Case(value = "EXCGROUP-39", plain = true)
    void aPlainExceptionRaisedAgainLeavesAsAGroup(Trace t) {
        Boom boom = new Boom("plain");
        try {
            ExceptHandling.of(boom)
                    .on(Boom.class, e -> {
                        t.log("wrapped", e);
                        throw e.raise();
                    })
                    .orThrow();
        } catch (ExceptionGroup e) {
            t.log("still wrapped", e, e.exceptions().get(0) == boom);
        }
    }
}
