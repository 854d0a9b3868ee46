package dev.braid;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * Several ordinary exceptions thrown as one, for example by a task group whose tasks failed.
 *
 * <p>Ordinary is every {@link Throwable}, {@link AssertionError} included, but {@link CancelledError},
 * {@link GeneratorExit}, {@link KeyboardInterrupt} and {@link BaseExceptionGroup}. So {@code catch (Exception e)}
 * catches this group and never catches one that carries a cancellation. What one can do with a group is described at
 * {@link GroupedErrors}.
 *
 * <p>Source: Python 3.15, {@code ExceptionGroup}. Cases EXCGROUP-01 to EXCGROUP-30.
 */
public non-sealed class ExceptionGroup extends RuntimeException implements GroupedErrors {
    private static final long serialVersionUID = 1L;

    final GroupContents contents;

    /**
     * A group of ordinary exceptions. {@link GroupedErrors#of} takes any exceptions.
     *
     * @param message what the exceptions have in common, as {@link #message()} returns it
     * @param exceptions at least one; copied, order kept
     * @throws IllegalArgumentException if {@code exceptions} is empty, or one of them is not ordinary
     */
    public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
        this(GroupContents.ofOrdinary(message, exceptions));
    }

    ExceptionGroup(GroupContents contents) {
        super(contents.summary());
        this.contents = contents;
        contents.visibleToLoggers().forEach(this::addSuppressed);
    }

    @Override
    public final String message() {
        return contents.message();
    }

    @Override
    public final List<Throwable> exceptions() {
        return contents.exceptions();
    }

    @Override
    public final void addNote(String note) {
        contents.addNote(note);
    }

    @Override
    public final List<String> notes() {
        return contents.notes();
    }

    /** Prints this group as a tree of all exceptions in it, each with its stack trace; huge groups are cut. */
    @Override
    public void printStackTrace(PrintStream stream) {
        stream.print(GroupTrace.of(this));
    }

    /** Prints this group as a tree of all exceptions in it, each with its stack trace; huge groups are cut. */
    @Override
    public void printStackTrace(PrintWriter writer) {
        writer.print(GroupTrace.of(this));
    }
}
