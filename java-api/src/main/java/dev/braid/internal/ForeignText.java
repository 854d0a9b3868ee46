package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** The text of a program's own object. What its {@code toString} throws must not come up where Braid says something. */
final class ForeignText {

    private ForeignText() {}

    static String of(@Nullable Object object) {
        try {
            return String.valueOf(object);
        } catch (Throwable broken) {
            if (Fatal.leavesTheLoop(broken)) {
                throw broken;
            }
            return object.getClass().getName() + " (its toString throws " + broken.getClass().getName() + ")";
        }
    }
}
