package dev.braid;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several exceptions thrown as one: what {@link ExceptionGroup} and {@link BaseExceptionGroup} have in common.
 *
 * <p>Python's base flavour is a superclass of the other; in Java one is an {@link Error} and the other a
 * {@link RuntimeException}, so what they share is this interface. {@link #of} chooses the flavour. To handle the
 * exceptions in a group by type, use {@link #on(Class, ExceptHandling.Clause) on}, which is Python's {@code except*}:
 *
 * <pre>{@code
 * try {
 *     TaskGroup.run(group -> { ... });
 * } catch (ExceptionGroup group) {
 *     group.on(IOException.class, io -> log.warn("disk", io.asThrowable()))
 *          .on(TimeoutException.class, late -> retry())
 *          .orThrow();
 * }
 * }</pre>
 *
 * <p>A group's exceptions never change. Notes may be added by any thread. A null argument is a
 * {@link NullPointerException} everywhere. Groups nested too deeply for the stack make the methods that look into
 * nested groups throw {@link StackOverflowError} and leave the group as it was.
 *
 * <p>Every group also lists its first exceptions in {@link Throwable#getSuppressed()}, because loggers and the stack
 * traces of other exceptions show those and know nothing of groups. Not for reading: use {@link #exceptions()}.
 *
 * <p>Source: Python 3.15, {@code BaseExceptionGroup}. Cases EXCGROUP-07, EXCGROUP-10 to EXCGROUP-30. Python puts notes
 * on every exception; here only groups have them.
 */
public sealed interface GroupedErrors permits ExceptionGroup, BaseExceptionGroup {

    /**
     * A group of these exceptions, of the flavour they ask for: a {@link BaseExceptionGroup} if one of them is a
     * {@link CancelledError}, {@link GeneratorExit}, {@link KeyboardInterrupt} or {@link BaseExceptionGroup}, else an
     * {@link ExceptionGroup}. Throw it with {@code throw GroupedErrors.of(…).raise();}.
     *
     * @param message what the exceptions have in common, as {@link #message()} returns it
     * @param exceptions at least one; copied, order kept
     * @return the new group
     * @throws IllegalArgumentException if {@code exceptions} is empty
     */
    static GroupedErrors of(String message, List<? extends Throwable> exceptions) {
        GroupContents contents = GroupContents.ofAny(message, exceptions);
        return contents.hasControlErrors() ? new BaseExceptionGroup(contents) : new ExceptionGroup(contents);
    }

    /** {@return the text given at construction, without the count that {@code getMessage()} adds} */
    String message();

    /** {@return the exceptions directly in this group, in construction order; immutable, never empty} */
    List<Throwable> exceptions();

    /**
     * Adds a line of explanation, which the stack trace shows below the message.
     *
     * @param note any text; may have several lines
     */
    void addNote(String note);

    /** {@return the notes so far, oldest first, as an immutable copy} */
    List<String> notes();

    /**
     * A group with the message of this one around other exceptions. {@link #subgroup} and {@link #split} build their
     * results with it and then give them the stack trace, cause, suppressed exceptions and notes of this group.
     *
     * <p>A subclass overrides it to get its own type, with its own state, out of them; else the results are plain.
     *
     * @param exceptions at least one
     * @return the new group, never null; the flavour follows the exceptions
     * @throws IllegalArgumentException if {@code exceptions} is empty
     */
    default GroupedErrors derive(List<? extends Throwable> exceptions) {
        return of(message(), exceptions);
    }

    /**
     * The part of this group whose exceptions are of a type; nesting is kept, nested groups that become empty are not.
     *
     * <p>If the type is a group type, a group of that type is taken whole. {@code Throwable}, {@code Exception},
     * {@code RuntimeException} and {@code Error} take a group whole only if they take each exception in it. (In Python
     * the two never differ. Here an {@code ExceptionGroup} is a {@code RuntimeException} and may hold others.)
     *
     * @param type the type that the exceptions must have
     * @return null if there is none; this very group if it is taken whole
     */
    default @Nullable GroupedErrors subgroup(Class<? extends Throwable> type) {
        return subgroup(Collections.singletonList(type));
    }

    /**
     * As {@link #subgroup(Class)} for exceptions of any of several types.
     *
     * @param types the types; none of them takes nothing
     * @return null if there is no such exception; this very group if it is taken whole
     */
    default @Nullable GroupedErrors subgroup(Collection<? extends Class<? extends Throwable>> types) {
        return GroupSplit.matching(this, SplitCondition.ofTypes(types));
    }

    /**
     * The part of this group that satisfies a condition; nesting is kept, nested groups that become empty are not.
     *
     * @param condition asked of this group first, then depth first of nested groups and exceptions in order. A group
     *     that satisfies it is taken whole and its exceptions are not asked. What it throws is passed on
     * @return null if nothing satisfies it; this very group if it is taken whole
     */
    default @Nullable GroupedErrors subgroup(Predicate<? super Throwable> condition) {
        return GroupSplit.matching(this, SplitCondition.of(condition));
    }

    /**
     * What {@link #subgroup(Class)} would return, and the rest. The two hold every exception exactly once.
     *
     * @param type the type of the exceptions in the first part
     * @return both parts
     */
    default Split split(Class<? extends Throwable> type) {
        return split(Collections.singletonList(type));
    }

    /**
     * What {@link #subgroup(Collection)} would return, and the rest. The two hold every exception exactly once.
     *
     * @param types the types of the exceptions in the first part
     * @return both parts
     */
    default Split split(Collection<? extends Class<? extends Throwable>> types) {
        return GroupSplit.split(this, SplitCondition.ofTypes(types));
    }

    /**
     * What {@link #subgroup(Predicate)} would return, and the rest. The two hold every exception exactly once.
     *
     * @param condition as in {@link #subgroup(Predicate)}
     * @return both parts
     */
    default Split split(Predicate<? super Throwable> condition) {
        return GroupSplit.split(this, SplitCondition.of(condition));
    }

    /**
     * Starts {@code except*} on this group: see {@link ExceptHandling}, and do not forget its {@code orThrow()}.
     *
     * @param type the type to handle; not a group type
     * @param clause run at once, if any exception in this group has the type
     * @return where to add further clauses
     * @throws IllegalArgumentException if {@code type} is a group type
     */
    default ExceptHandling on(Class<? extends Throwable> type, ExceptHandling.Clause clause) {
        return ExceptHandling.of(asThrowable()).on(type, clause);
    }

    /**
     * As {@link #on(Class, ExceptHandling.Clause)} for any of several types.
     *
     * @param types the types to handle; no group types
     * @param clause run at once, if any exception in this group has one of the types
     * @return where to add further clauses
     * @throws IllegalArgumentException if one of the types is a group type
     */
    default ExceptHandling on(
            Collection<? extends Class<? extends Throwable>> types, ExceptHandling.Clause clause) {
        return ExceptHandling.of(asThrowable()).on(types, clause);
    }

    /** {@return this group, as what else it always is} */
    default Throwable asThrowable() {
        return (Throwable) this;
    }

    /**
     * Throws this group; needs no {@code throws} clause, since both flavours are unchecked.
     *
     * @return never; so that {@code throw group.raise();} tells the compiler that the method ends there
     */
    default RuntimeException raise() {
        if (this instanceof RuntimeException exception) {
            throw exception;
        }
        throw (Error) this;
    }

    /**
     * The two parts of a group.
     *
     * @param matching the part that satisfies the condition; null if nothing does
     * @param rest what does not; null if everything does
     */
    record Split(@Nullable GroupedErrors matching, @Nullable GroupedErrors rest) {}
}
