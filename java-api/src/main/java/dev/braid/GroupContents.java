package dev.braid;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** What both flavours of a group hold, checked and copied before the group exists. */
final class GroupContents implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many exceptions of one group, and how many groups within groups, a stack trace shows (as CPython does). */
    static final int SHOWN_WIDTH = 15;

    static final int SHOWN_DEPTH = 10;

    private final String message;

    private final List<Throwable> exceptions;

    // How many groups there are on the longest way down, this one included.
    private final int height;

    // Any thread may add one.
    private final List<String> notes = new CopyOnWriteArrayList<>();

    private GroupContents(String message, List<Throwable> exceptions) {
        this.message = message;
        this.exceptions = exceptions;
        this.height = 1 + exceptions.stream().mapToInt(GroupContents::heightOf).max().orElse(0);
    }

    /** For a group that may hold anything. */
    static GroupContents ofAny(String message, List<? extends Throwable> exceptions) {
        Objects.requireNonNull(message, "cannot create an exception group: message is null; give a text");
        Objects.requireNonNull(exceptions, "cannot create an exception group: the list of exceptions is null; "
                + "give at least one exception");
        Object[] copy = exceptions.toArray();
        if (copy.length == 0) {
            throw new IllegalArgumentException(
                    "cannot create an exception group: the list of exceptions is empty; give at least one exception");
        }
        return new GroupContents(message, List.of(requireThrowables(copy)));
    }

    // A list whose type was cast away may hold anything.
    private static Throwable[] requireThrowables(Object[] exceptions) {
        for (int i = 0; i < exceptions.length; i++) {
            if (exceptions[i] == null) {
                throw new NullPointerException("cannot create an exception group: exception " + i
                        + " is null; leave out what has not failed");
            }
            if (!(exceptions[i] instanceof Throwable)) {
                throw new IllegalArgumentException("cannot create an exception group: exception " + i + " is a "
                        + exceptions[i].getClass().getName() + ", which is no Throwable; give exceptions and errors alone");
            }
        }
        return Arrays.copyOf(exceptions, exceptions.length, Throwable[].class);
    }

    /** For a group that must not hold control errors. */
    static GroupContents ofOrdinary(String message, List<? extends Throwable> exceptions) {
        GroupContents contents = ofAny(message, exceptions);
        for (Throwable exception : contents.exceptions) {
            if (isControlError(exception)) {
                throw new IllegalArgumentException("cannot put " + exception.getClass().getName()
                        + " into an ExceptionGroup: catch (Exception e) would swallow it; call GroupedErrors.of,"
                        + " which chooses BaseExceptionGroup for it");
            }
        }
        return contents;
    }

    static GroupContents of(GroupedErrors group) {
        return group instanceof ExceptionGroup ordinary ? ordinary.contents : ((BaseExceptionGroup) group).contents;
    }

    private static boolean isControlError(Throwable exception) {
        return exception instanceof CancelledError
                || exception instanceof GeneratorExit
                || exception instanceof KeyboardInterrupt
                || exception instanceof BaseExceptionGroup;
    }

    private static int heightOf(Throwable exception) {
        return exception instanceof GroupedErrors group ? of(group).height : 0;
    }

    boolean hasControlErrors() {
        return exceptions.stream().anyMatch(GroupContents::isControlError);
    }

    String message() {
        return message;
    }

    List<Throwable> exceptions() {
        return exceptions;
    }

    void addNote(String note) {
        notes.add(Objects.requireNonNull(note, "cannot add a note: it is null; give a text"));
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    void replaceNotes(List<String> others) {
        notes.clear();
        notes.addAll(others);
    }

    /** What {@code getMessage()} says. */
    String summary() {
        return message + " (" + exceptions.size() + (exceptions.size() == 1 ? " sub-exception)" : " sub-exceptions)");
    }

    /**
     * The exceptions that the group registers as suppressed. Printing those is recursive in the JDK and in loggers, so
     * groups nested without reason register none.
     */
    List<Throwable> visibleToLoggers() {
        return height > SHOWN_DEPTH ? List.of() : exceptions.subList(0, Math.min(SHOWN_WIDTH, exceptions.size()));
    }

    /** The suppressed exceptions of a group that it did not register itself. */
    static List<Throwable> suppressedByOthers(GroupedErrors group) {
        List<Throwable> own = of(group).visibleToLoggers();
        return Arrays.stream(group.asThrowable().getSuppressed())
                .filter(suppressed -> own.stream().noneMatch(exception -> exception == suppressed))
                .toList();
    }
}
