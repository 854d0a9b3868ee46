package dev.braid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides groups and builds their parts.
 *
 * <p>Recursive along the nesting of groups; too deep a nesting ends in a {@link StackOverflowError} before anything is
 * changed.
 */
final class GroupSplit {
    private final SplitCondition condition;

    // Building an unwanted rest would call derive() of user classes without need.
    private final boolean restWanted;

    private GroupSplit(SplitCondition condition, boolean restWanted) {
        this.condition = condition;
        this.restWanted = restWanted;
    }

    static GroupedErrors.Split split(GroupedErrors group, SplitCondition condition) {
        return new GroupSplit(condition, true).divide(group);
    }

    static @Nullable GroupedErrors matching(GroupedErrors group, SplitCondition condition) {
        return new GroupSplit(condition, false).divide(group).matching();
    }

    private GroupedErrors.Split divide(GroupedErrors group) {
        if (condition.takesGroup(group.asThrowable())) {
            return new GroupedErrors.Split(group, null);
        }
        List<Throwable> taken = new ArrayList<>();
        List<Throwable> left = new ArrayList<>();
        for (Throwable exception : group.exceptions()) {
            if (exception instanceof GroupedErrors nested) {
                GroupedErrors.Split parts = divide(nested);
                addUnlessNull(parts.matching(), taken);
                addUnlessNull(parts.rest(), left);
            } else {
                (condition.takesLeaf(exception) ? taken : left).add(exception);
            }
        }
        if (same(taken, group.exceptions()) && condition.takesFilledGroup(group.asThrowable())) {
            return new GroupedErrors.Split(group, null);
        }
        return new GroupedErrors.Split(part(group, taken), restWanted ? part(group, left) : null);
    }

    private static void addUnlessNull(@Nullable GroupedErrors part, List<Throwable> list) {
        if (part != null) {
            list.add(part.asThrowable());
        }
    }

    private static boolean same(List<Throwable> one, List<Throwable> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable GroupedErrors part(GroupedErrors whole, List<Throwable> exceptions) {
        if (exceptions.isEmpty()) {
            return null;
        }
        GroupedErrors part = Objects.requireNonNull(
                whole.derive(Collections.unmodifiableList(exceptions)),
                () -> "cannot split " + whole.getClass().getName() + ": its derive() returned null; return a group");
        if (part != whole) {
            inherit(part, whole);
        }
        return part;
    }

    private static void inherit(GroupedErrors part, GroupedErrors whole) {
        Throwable heir = part.asThrowable();
        Throwable parent = whole.asThrowable();
        heir.setStackTrace(parent.getStackTrace());
        // A derive() that set a cause of its own has decided; Throwable lets nobody replace a cause.
        if (parent.getCause() != null && heir.getCause() == null) {
            heir.initCause(parent.getCause());
        }
        List<Throwable> known = GroupContents.suppressedByOthers(part);
        for (Throwable suppressed : GroupContents.suppressedByOthers(whole)) {
            if (suppressed != heir && known.stream().noneMatch(one -> one == suppressed)) {
                heir.addSuppressed(suppressed);
            }
        }
        if (!whole.notes().isEmpty()) {
            GroupContents.of(part).replaceNotes(whole.notes());
        }
    }

    /** The exceptions of these groups that are not groups, by identity. An exception that is no group is itself one. */
    static Set<Throwable> leaves(List<? extends Throwable> groups) {
        Set<Throwable> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        groups.forEach(group -> collectLeaves(group, leaves));
        return leaves;
    }

    private static void collectLeaves(Throwable exception, Set<Throwable> leaves) {
        if (exception instanceof GroupedErrors group) {
            group.exceptions().forEach(nested -> collectLeaves(nested, leaves));
        } else {
            leaves.add(exception);
        }
    }

    /**
     * Whether an exception is a group or a part of it. A part has what {@link #inherit} gave it and holds nothing else,
     * so a new group that a user builds around the same exceptions is not one: its message must not get lost.
     */
    static boolean isPartOf(GroupedErrors whole, Throwable exception) {
        Throwable group = whole.asThrowable();
        return exception == group
                || exception instanceof GroupedErrors
                        && exception.getCause() == group.getCause()
                        && Arrays.equals(exception.getStackTrace(), group.getStackTrace())
                        && leaves(List.of(group)).containsAll(leaves(List.of(exception)));
    }
}
