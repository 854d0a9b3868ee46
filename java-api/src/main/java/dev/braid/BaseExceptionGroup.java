package dev.braid;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * Several exceptions thrown as one, of which at least one is a control error: {@link CancelledError},
 * {@link GeneratorExit}, {@link KeyboardInterrupt}, or a group of this flavour.
 *
 * <p>It is an {@link Error} for the reason that they are: {@code catch (Exception e)} must not swallow them. To make
 * one, call {@link GroupedErrors#of}, which chooses the flavour. What one can do with a group is described at
 * {@link GroupedErrors}.
 *
 * <p>Source: Python 3.15, {@code BaseExceptionGroup}. Cases EXCGROUP-07, EXCGROUP-09 to EXCGROUP-30. There the
 * constructor chooses the flavour, which a Java constructor cannot do; {@link GroupedErrors#of} stands in for it.
 */
public non-sealed class BaseExceptionGroup extends Error implements GroupedErrors {
    private static final long serialVersionUID = 1L;

    final GroupContents contents;

    /**
     * For subclasses, which stay what they are even if they hold ordinary exceptions only.
     *
     * @param message what the exceptions have in common, as {@link #message()} returns it
     * @param exceptions at least one; copied, order kept
     * @throws IllegalArgumentException if {@code exceptions} is empty
     */
    protected BaseExceptionGroup(String message, List<? extends Throwable> exceptions) {
        this(GroupContents.ofAny(message, exceptions));
    }

    BaseExceptionGroup(GroupContents contents) {
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
