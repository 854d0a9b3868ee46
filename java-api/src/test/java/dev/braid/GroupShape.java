package dev.braid;

import java.util.stream.Collectors;

/** Writes groups the way Python prints them, so that a test can state a whole tree in one line. */
final class GroupShape {
    private GroupShape() {}

    /** For example {@code ExceptionGroup('m', [IOException(1), ExceptionGroup('n', [TimeoutException(2)])])}. */
    static String of(Object error) {
        if (error instanceof GroupedErrors group) {
            String inside = group.exceptions().stream().map(GroupShape::of).collect(Collectors.joining(", "));
            return error.getClass().getSimpleName() + "('" + group.message() + "', [" + inside + "])";
        }
        return error instanceof Throwable exception
                ? exception.getClass().getSimpleName() + "(" + exception.getMessage() + ")"
                : String.valueOf(error);
    }
}
