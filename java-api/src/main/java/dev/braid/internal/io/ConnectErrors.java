package dev.braid.internal.io;

import dev.braid.ExceptionGroup;
import dev.braid.TimeoutException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What went wrong in the attempts at one connection, and the error that tells it. */
final class ConnectErrors {

    // One list for each attempt, in the order in which they began, which need not be the one in which they failed.
    private final List<List<IOException>> byAttempt = new ArrayList<>();

    /** A list for the errors of an attempt that begins. */
    List<IOException> attempt() {
        List<IOException> errors = new ArrayList<>();
        byAttempt.add(errors);
        return errors;
    }

    /**
     * One error for all.
     *
     * @param target what was to be connected to, for messages
     * @param all to throw a group of them
     * @return the only error there is, or the first of some with the same message, or one with all messages
     * @throws ExceptionGroup if all are asked for
     * @throws TimeoutException if there is none
     */
    IOException combined(String target, boolean all) {
        List<IOException> errors = byAttempt.stream().flatMap(List::stream).collect(Collectors.toList());
        if (errors.isEmpty()) {
            throw new TimeoutException("cannot connect to " + target
                    + ": no attempt succeeded in its time, and none failed; try again, or give them more time");
        }
        if (all) {
            throw new ExceptionGroup("create_connection failed", errors);
        }
        IOException first = errors.get(0);
        if (errors.stream().allMatch(error -> Objects.equals(error.getMessage(), first.getMessage()))) {
            return first;
        }
        IOException combined = new IOException("cannot connect to " + target + ", at any of its addresses: "
                + errors.stream().map(Throwable::getMessage).collect(Collectors.joining(", ")));
        errors.forEach(combined::addSuppressed);
        return combined;
    }
}
