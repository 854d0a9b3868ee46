package dev.braid;

import dev.braid.internal.ClauseAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code except*}: handles the exceptions of a group by type, each type in a clause of its own.
 *
 * <pre>{@code
 * try {
 *     work();
 * } catch (Exception failure) {
 *     ExceptHandling.of(failure)
 *             .on(IOException.class, io -> log.warn("disk", io.asThrowable()))
 *             .on(TimeoutException.class, late -> retry())
 *             .orThrow();
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Each clause runs at once, at most once, and gets a group of only the exceptions that match, nested as they
 *       were. An exception goes to the first clause that matches it.
 *   <li>A clause handles what it got by returning. To hand it back, as a bare {@code raise} does in Python, it throws
 *       the group it got, or a part of it: {@code throw io.raise();}.
 *   <li>What clauses throw does not keep later clauses from running.
 *   <li>{@link #orThrow()} throws what was not handled. Without it every exception is lost: always end with it.
 * </ul>
 *
 * <p>For the thread that created it. Clauses may suspend.
 *
 * <p>Source: Python 3.15, {@code except*}. Cases EXCGROUP-31 to EXCGROUP-42. Python's {@code raise e} in a clause
 * counts as a new exception there; in Java it cannot be told from a bare {@code raise} and counts as that.
 */
public final class ExceptHandling {

    static {
        ClauseAccess.register(new Access());
    }

    private final Throwable original;

    // What clauses threw anew, in order.
    private final List<Throwable> raised = new ArrayList<>();

    // What clauses handed back: parts of the original group.
    private final List<Throwable> returned = new ArrayList<>();

    // What no clause has matched yet.
    private @Nullable Throwable rest;

    private ExceptHandling(Throwable original) {
        this.original = original;
        this.rest = original;
    }

    /**
     * Starts the handling of a group, or of a plain exception: a clause that matches a plain exception gets it in a
     * group with an empty message.
     *
     * @param error what was caught
     * @return where to add the clauses
     */
    public static ExceptHandling of(Throwable error) {
        return new ExceptHandling(Objects.requireNonNull(error, "cannot handle an exception: it is null"));
    }

    /**
     * Runs a clause, if an exception that no earlier clause matched has the type.
     *
     * @param type the type of the exceptions to handle; not a group type, a group is caught by {@code catch}
     * @param clause what to do with them
     * @return this object
     * @throws IllegalArgumentException if {@code type} is a group type; the original is attached as suppressed
     */
    public ExceptHandling on(Class<? extends Throwable> type, Clause clause) {
        return on(Collections.singletonList(type), clause);
    }

    /**
     * Runs a clause, if an exception that no earlier clause matched has one of the types.
     *
     * @param types the types of the exceptions to handle; no group types
     * @param clause what to do with them
     * @return this object
     * @throws IllegalArgumentException if one of the types is a group type; the original is attached as suppressed
     */
    public ExceptHandling on(Collection<? extends Class<? extends Throwable>> types, Clause clause) {
        GroupedErrors matched = take(conditionOf(types, clause));
        if (matched != null) {
            run(clause, matched);
        }
        return this;
    }

    /**
     * Throws what is left; returns if nothing is. What no clause matched and what clauses handed back is one group,
     * nested as in the original. If clauses threw something new, then all of that and this group are put into a group
     * with an empty message; a single one is thrown as it is, as is a plain exception that no clause matched.
     *
     * @param <X> a checked exception that may come out plain and that the caller wants to catch, else inferred
     * @throws X what is left
     */
    @kotlin.internal.LowPriorityInOverloadResolution // Kotlin takes the bridge's extension, which has no X
    public <X extends Exception> void orThrow() throws X {
        List<Throwable> outcome = new ArrayList<>(raised);
        Throwable unhandled = unhandled();
        if (unhandled != null) {
            outcome.add(unhandled);
        }
        if (outcome.size() > 1) {
            throw GroupedErrors.of("", outcome).raise();
        }
        if (outcome.size() == 1) {
            ExceptHandling.<X>throwAsIs(outcome.get(0));
        }
    }

    // A misused on() ends the handling, so it takes along what would get lost with it.
    private SplitCondition conditionOf(Collection<? extends Class<? extends Throwable>> types, Clause clause) {
        try {
            Objects.requireNonNull(clause, "cannot add a clause: it is null; give a body, if only an empty one");
            return SplitCondition.ofClause(types);
        } catch (RuntimeException misuse) {
            misuse.addSuppressed(original);
            throw misuse;
        }
    }

    private @Nullable GroupedErrors take(SplitCondition condition) {
        if (rest instanceof GroupedErrors group) {
            GroupedErrors.Split parts = GroupSplit.split(group, condition);
            rest = parts.rest() == null ? null : parts.rest().asThrowable();
            return parts.matching();
        }
        if (rest == null || !condition.takesLeaf(rest)) {
            return null;
        }
        GroupedErrors wrapped = GroupedErrors.of("", List.of(rest));
        rest = null;
        return wrapped;
    }

    private void run(Clause clause, GroupedErrors matched) {
        try {
            clause.run(matched);
        } catch (Throwable thrown) {
            threw(matched, thrown);
        }
    }

    private void threw(GroupedErrors matched, Throwable thrown) {
        boolean handedBack = original instanceof GroupedErrors && GroupSplit.isPartOf(matched, thrown);
        (handedBack ? returned : raised).add(thrown);
    }

    private @Nullable Throwable unhandled() {
        if (!(original instanceof GroupedErrors group)) {
            return rest;
        }
        List<Throwable> parts = new ArrayList<>(returned);
        if (rest != null) {
            parts.add(rest);
        }
        GroupedErrors restored = GroupSplit.matching(group, SplitCondition.ofLeaves(GroupSplit.leaves(parts)));
        return restored == null ? null : restored.asThrowable();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void throwAsIs(Throwable error) throws X {
        throw (X) error;
    }

    private static final class Access extends ClauseAccess {

        @Override
        protected @Nullable GroupedErrors matchedBy(
                ExceptHandling handling, Collection<? extends Class<? extends Throwable>> types) {
            return handling.take(handling.conditionOf(types, matched -> {}));
        }

        @Override
        protected void clauseThrew(ExceptHandling handling, GroupedErrors matched, Throwable thrown) {
            handling.threw(matched, thrown);
        }
    }

    /** The body of a clause. */
    @FunctionalInterface
    public interface Clause {
        /**
         * Handles exceptions.
         *
         * @param matched those that match the clause, nested as in the original group
         * @throws Exception anything; it is thrown by {@link ExceptHandling#orThrow()}
         */
        void run(GroupedErrors matched) throws Exception;
    }
}
