package dev.braid.conformance.exceptiongroup;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.BaseExceptionGroup;
import dev.braid.ExceptionGroup;
import dev.braid.GroupedErrors;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.Objects;

/** The part of a group whose exceptions are of a type. */
class SubgroupTest {

    static final class Crash extends Boom {
        private static final long serialVersionUID = 1L;

        Crash(String message) {
            super(message);
        }
    }

    /** Two levels: Booms of all kinds, and Bangs, in both. */
    static ExceptionGroup nest() {
        return new ExceptionGroup("outer", List.of(
                new Boom("1"),
                new ExceptionGroup("inner", List.of(new Bang("2"), new Crack("3"))),
                new ExceptionGroup("only bangs", List.of(new Bang("4"))),
                new Crash("5")));
    }

    @Case(value = "EXCGROUP-14", plain = true)
    void selectingByTypeKeepsTheNesting(Trace t) {
        t.log("booms and what extends them", nest().subgroup(Boom.class));
        t.log("cracks", nest().subgroup(Crack.class));
        t.log("one of several types", nest().subgroup(List.of(Crash.class, Bang.class)));
        ExceptionGroup group = nest();
        t.log("the very exceptions", part(group, Crash.class).exceptions().get(0) == group.exceptions().get(3));
        t.log("the original is as it was", group);
    }

    private static GroupedErrors part(GroupedErrors group, Class<? extends Throwable> type) {
        return Objects.requireNonNull(group.subgroup(type));
    }

    @Case(value = "EXCGROUP-15", plain = true)
    void groupsThatBecomeEmptyAreDropped(Trace t) {
        t.log("without the group of bangs", nest().subgroup(Boom.class));
        ExceptionGroup deep = new ExceptionGroup("1", List.of(
                new ExceptionGroup("2", List.of(
                        new ExceptionGroup("3", List.of(new Bang("a"))),
                        new ExceptionGroup("4", List.of(new ExceptionGroup("5", List.of(new Bang("b"))))))),
                new ExceptionGroup("6", List.of(new ExceptionGroup("7", List.of(new Boom("c")))))));
        t.log("all the way up", deep.subgroup(Boom.class));
        t.log("groups of one are kept", deep.subgroup(Bang.class));
    }

    @Case(value = "EXCGROUP-16", plain = true)
    void thereMayBeNothingToSelect(Trace t) {
        t.log("type", (Object) nest().subgroup(KeyboardInterrupt.class));
        t.log("several types", (Object) nest().subgroup(List.of(KeyboardInterrupt.class, OrdinaryGroup.class)));
        t.log("no type at all", (Object) nest().subgroup(List.of()));
        t.log("predicate", (Object) nest().subgroup(e -> false));
    }

    @Case(value = "EXCGROUP-17", plain = true)
    void aGroupThatMatchesItselfIsGivenBack(Trace t) {
        ExceptionGroup group = nest();
        OrdinaryGroup ours = new OrdinaryGroup("ours", List.of(new Boom("one")));
        t.log("ordinary", group.subgroup(Exception.class) == group);
        t.log("its own type", group.subgroup(ExceptionGroup.class) == group, ours.subgroup(OrdinaryGroup.class) == ours);
        t.log("the flavour above", group.subgroup(Throwable.class) == group);
        t.log("one of several types", group.subgroup(List.of(Crack.class, ExceptionGroup.class)) == group);
        t.log("predicate", group.subgroup(e -> true) == group);
        t.log("all of its leaves is not itself",
                group.subgroup(List.of(Boom.class, Bang.class)) == group,
                group.subgroup(List.of(Boom.class, Bang.class)));
    }

    @Case(value = "EXCGROUP-18", plain = true)
    void aNestedGroupThatMatchesIsTakenWhole(Trace t) {
        OrdinaryGroup ours = new OrdinaryGroup("ours",
                List.of(new Bang("2"), new ExceptionGroup("deeper", List.of(new Crack("3")))));
        ExceptionGroup group = new ExceptionGroup("outer", List.of(new Boom("1"), ours, new Bang("4")));

        GroupedErrors byType = part(group, OrdinaryGroup.class);
        t.log("by type", byType, byType.exceptions().get(0) == ours);
        GroupedErrors besideALeaf = Objects.requireNonNull(group.subgroup(List.of(OrdinaryGroup.class, Boom.class)));
        t.log("by type, beside a leaf", besideALeaf, besideALeaf.exceptions().get(1) == ours);
        GroupedErrors byPredicate = Objects.requireNonNull(
                group.subgroup(e -> e instanceof ExceptionGroup inner && inner.message().equals("deeper")));
        GroupedErrors nested = (GroupedErrors) byPredicate.exceptions().get(0);
        t.log("by predicate", byPredicate, nested.exceptions().get(0) == ours.exceptions().get(1));
    }
}
