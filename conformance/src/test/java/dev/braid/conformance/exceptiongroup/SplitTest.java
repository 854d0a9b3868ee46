package dev.braid.conformance.exceptiongroup;

import static dev.braid.conformance.exceptiongroup.GroupConditionTest.nameOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.ExceptionGroup;
import dev.braid.GeneratorExit;
import dev.braid.GroupedErrors;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A group is divided in two, and nothing gets lost. */
class SplitTest {

    private static ExceptionGroup nest() {
        return new ExceptionGroup("outer", List.of(
                new Boom("1"),
                new ExceptionGroup("inner", List.of(new Bang("2"), new Boom("3"))),
                new ExceptionGroup("only bangs", List.of(new Bang("4"))),
                new Bang("5")));
    }

    private static List<Throwable> leaves(@Nullable GroupedErrors group) {
        List<Throwable> leaves = new ArrayList<>();
        if (group != null) {
            for (Throwable error : group.exceptions()) {
                leaves.addAll(error instanceof GroupedErrors nested ? leaves(nested) : List.of(error));
            }
        }
        return leaves;
    }

    @Case(value = "EXCGROUP-22", plain = true)
    void aSplitGivesBothParts(Trace t) {
        Map<String, Function<GroupedErrors, GroupedErrors.Split>> splits = new LinkedHashMap<>();
        splits.put("by type", group -> group.split(Boom.class));
        splits.put("by several types", group -> group.split(List.of(Bang.class, KeyboardInterrupt.class)));
        splits.put("by predicate", group -> group.split(e -> nameOf(e).equals("2") || nameOf(e).equals("5")));
        splits.put("by a predicate that takes groups", group -> group.split(e -> nameOf(e).equals("inner")));
        splits.forEach((what, split) -> {
            ExceptionGroup group = nest();
            GroupedErrors.Split parts = split.apply(group);
            t.log(what, parts.matching());
            t.log("the rest", parts.rest());
            List<Throwable> found = leaves(parts.matching());
            found.addAll(leaves(parts.rest()));
            t.log("each leaf once", found.size() == 5,
                    leaves(group).stream().map(leaf -> found.stream().filter(e -> e == leaf).count()).toList());
        });
    }

    @Case(value = "EXCGROUP-23", plain = true)
    void oneOfThePartsMayBeNothing(Trace t) {
        ExceptionGroup group = nest();
        GroupedErrors.Split parts = group.split(Exception.class);
        t.log("everything matches the type", parts.matching() == group, parts.rest());
        parts = group.split(e -> true);
        t.log("everything matches the predicate", parts.matching() == group, parts.rest());
        parts = group.split(List.of(Boom.class, Bang.class));
        t.log("every leaf matches", parts.matching(), parts.rest());
        Map<String, GroupedErrors.Split> splits = new LinkedHashMap<>();
        splits.put("type", group.split(KeyboardInterrupt.class));
        splits.put("predicate", group.split(e -> false));
        splits.forEach((what, split) -> {
            t.log("nothing matches the " + what, split.matching(), split.rest());
            List<Boolean> same = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                same.add(leaves(split.rest()).get(n) == leaves(group).get(n));
            }
            t.log("the very leaves", same);
        });
    }

    @Case(value = "EXCGROUP-24", plain = true)
    void aPartWithoutBaseErrorsIsOrdinary(Trace t) {
        GroupedErrors inner = GroupedErrors.of("inner", List.of(new Bang("2"), new GeneratorExit()));
        GroupedErrors group =
                GroupedErrors.of("mixed", List.of(new Boom("1"), new KeyboardInterrupt(), inner.asThrowable()));
        List<List<Class<? extends Throwable>>> conditions = List.of(
                List.of(Boom.class),
                List.of(Bang.class),
                List.of(KeyboardInterrupt.class),
                List.of(KeyboardInterrupt.class, GeneratorExit.class));
        for (List<Class<? extends Throwable>> condition : conditions) {
            GroupedErrors.Split parts = group.split(condition);
            t.log("matching", parts.matching());
            t.log("rest", parts.rest());
        }
    }

    /** Java's exceptions have no context; what comes closest is what is suppressed. */
    @Case(value = "EXCGROUP-25", plain = true)
    void bothPartsKeepThePastOfTheWhole(Trace t) {
        ExceptionGroup group = groupWithAPast();
        GroupedErrors.Split parts = group.split(Boom.class);
        for (GroupedErrors part : Arrays.asList(parts.matching(), parts.rest(), group.subgroup(Bang.class))) {
            Throwable error = part.asThrowable();
            t.log("part", part);
            t.log("message", part.message());
            t.log("trace", part != group, Arrays.equals(error.getStackTrace(), group.getStackTrace()),
                    error.getStackTrace().length > 0);
            t.log("cause", error.getCause(), error.getCause() == group.getCause());
            t.log("context", contextOf(part), contextOf(part) == contextOf(group));
        }
        ExceptionGroup plain = new ExceptionGroup("without a past", List.of(new Boom("1"), new Bang("2")));
        parts = plain.split(Boom.class);
        for (GroupedErrors part : Arrays.asList(parts.matching(), parts.rest())) {
            t.log("without a past", part, part.asThrowable().getCause(), contextOf(part));
        }
    }

    private static ExceptionGroup groupWithAPast() {
        try {
            throw new ExceptionGroup("with a past", List.of(new Boom("1"), new Bang("2")));
        } catch (ExceptionGroup e) {
            e.initCause(new Boom("cause"));
            e.addSuppressed(new Bang("context"));
            return e;
        }
    }

    /** What is suppressed, but for the exceptions that every group lists there for loggers. */
    private static @Nullable Throwable contextOf(GroupedErrors group) {
        return Arrays.stream(group.asThrowable().getSuppressed())
                .filter(suppressed -> group.exceptions().stream().noneMatch(e -> e == suppressed))
                .findFirst()
                .orElse(null);
    }

    @Case(value = "EXCGROUP-26", plain = true)
    void notesAreCopied(Trace t) {
        ExceptionGroup group = new ExceptionGroup("noted", List.of(new Boom("1"), new Bang("2")));
        group.addNote("first note");
        group.addNote("second note");
        GroupedErrors.Split parts = group.split(Boom.class);
        GroupedErrors matching = Objects.requireNonNull(parts.matching());
        GroupedErrors rest = Objects.requireNonNull(parts.rest());
        t.log("copied", matching.notes(), rest.notes());
        group.addNote("on the whole");
        matching.addNote("on the matching part");
        rest.addNote("on the rest");
        for (GroupedErrors part : List.of(group, matching, rest)) {
            t.log("of its own", part.notes());
        }
        t.log("of a part of a part",
                Objects.requireNonNull(matching.subgroup(Boom.class)).notes(),
                Objects.requireNonNull(rest.subgroup(Bang.class)).notes());
    }

    @Case(value = "EXCGROUP-30", plain = true)
    void nestingThatIsTooDeepIsAnError(Trace t) {
        Throwable nest = new Boom("one");
        for (int n = 0; n < 100_000; n++) {
            nest = new ExceptionGroup("deep", List.of(nest));
        }
        GroupedErrors deep = (GroupedErrors) nest;
        t.log("split", assertThrows(StackOverflowError.class, () -> deep.split(Boom.class)));
        t.log("subgroup", assertThrows(StackOverflowError.class, () -> deep.subgroup(Boom.class)));
        t.log("split by predicate", assertThrows(StackOverflowError.class, () -> deep.split(e -> false)));
        t.log("subgroup by predicate", assertThrows(StackOverflowError.class, () -> deep.subgroup(e -> false)));
        t.log("the group is as it was", deep.message(), deep.exceptions().size());
        t.log("itself without a look inside", deep.subgroup(ExceptionGroup.class) == deep);
    }
}
