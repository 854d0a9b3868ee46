package dev.braid.conformance.exceptiongroup;

import static dev.braid.conformance.exceptiongroup.Coded.codeOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.ExceptionGroup;
import dev.braid.GroupedErrors;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Which type the parts of a group have. */
class DeriveTest {

    private static final class Plain extends ExceptionGroup {
        private static final long serialVersionUID = 1L;

        Plain(String message, List<? extends Throwable> exceptions) {
            super(message, exceptions);
        }
    }

    @Case(value = "EXCGROUP-27", plain = true)
    void theDefaultMakesAPlainGroup(Trace t) {
        List<GroupedErrors> groups = List.of(
                new ExceptionGroup("ordinary", List.of(new Boom("1"))),
                GroupedErrors.of("base", List.of(new KeyboardInterrupt())),
                new Plain("mine", List.of(new Boom("1"))),
                new AnyGroup("mine too", List.of(new Boom("1"))));
        for (GroupedErrors group : groups) {
            t.log("of ordinary ones", group.derive(List.of(new Bang("2"), new Bang("3"))));
            t.log("of others", group.derive(List.of(new KeyboardInterrupt())));
        }
        ExceptionGroup group = new ExceptionGroup("with a past", List.of(new Boom("1")));
        group.addNote("a note");
        group.initCause(new Boom("cause"));
        GroupedErrors derived = group.derive(List.of(new Bang("2")));
        t.log("derive alone hands no past on", derived.asThrowable().getCause(), derived.notes());
    }

    @Case(value = "EXCGROUP-28", plain = true)
    void partsHaveTheTypeThatDeriveGivesThem(Trace t) {
        Plain plain = new Plain("mine", List.of(new Boom("1"), new Plain("inner", List.of(new Bang("2")))));
        t.log("without", both(plain.split(Boom.class)));
        t.log("without", plain.subgroup(Bang.class));
        AnyGroup plainBase = new AnyGroup("mine", List.of(new Boom("1"), new KeyboardInterrupt()));
        t.log("base, without", both(plainBase.split(Boom.class)));

        Coded group = new Coded("mine",
                List.of(
                        new Boom("1"),
                        new Coded("inner", List.of(new Bang("2"), new Boom("3")), 101),
                        new Plain("plain", List.of(new Bang("4")))),
                42);
        GroupedErrors.Split parts = group.split(Boom.class);
        GroupedErrors matching = Objects.requireNonNull(parts.matching());
        t.log("with", matching, codeOf(matching), codeOf(matching.exceptions().get(1)));
        GroupedErrors rest = Objects.requireNonNull(parts.rest());
        t.log("the rest", rest, codeOf(rest), codeOf(rest.exceptions().get(0)));
        GroupedErrors part = Objects.requireNonNull(group.subgroup(Bang.class));
        t.log("subgroup", part, codeOf(part), codeOf(part.exceptions().get(0)));
        t.log("nothing to derive", group.subgroup(KeyboardInterrupt.class), group.subgroup(Coded.class) == group);
    }

    private static List<GroupedErrors> both(GroupedErrors.Split parts) {
        return Arrays.asList(parts.matching(), parts.rest());
    }

    private static final class Broken extends ExceptionGroup {
        private static final long serialVersionUID = 1L;

        Broken(String message, List<? extends Throwable> exceptions) {
            super(message, exceptions);
        }

        @Override
        public GroupedErrors derive(List<? extends Throwable> exceptions) {
            return null;
        }
    }

    @Case(value = "EXCGROUP-29", plain = true)
    void deriveMustGiveAGroup(Trace t) {
        Broken group = new Broken("broken", List.of(new Boom("1"), new Bang("2")));
        t.log("split", assertThrows(NullPointerException.class, () -> group.split(Boom.class)));
        t.log("subgroup", assertThrows(NullPointerException.class, () -> group.subgroup(Boom.class)));
        t.log("in a nest", assertThrows(NullPointerException.class,
                () -> new ExceptionGroup("outer", List.of(group)).subgroup(Boom.class)));
        t.log("not asked when taken whole", group.subgroup(Exception.class) == group);
    }
}
