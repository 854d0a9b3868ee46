package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** The printed form of handles: the callback, and in debug mode where it was scheduled. */
final class HandleText {

    private HandleText() {}

    static String of(String kind, @Nullable Runnable callback, @Nullable Throwable created) {
        return of(kind, callback, "", created);
    }

    static String of(String kind, @Nullable Runnable callback, long whenNanos, @Nullable Throwable created) {
        return of(kind, callback, ", when=" + whenNanos + " ns", created);
    }

    private static String of(String kind, @Nullable Runnable callback, String when, @Nullable Throwable created) {
        StringBuilder text = new StringBuilder(kind).append('[');
        if (callback != null) {
            text.append(ForeignText.of(callback));
        } else {
            text.append("cancelled");
            if (created instanceof DebugTrace trace && trace.note() != null) {
                text.append(", ").append(trace.note());
            }
        }
        text.append(when);
        StackTraceElement place = DebugTrace.place(created);
        if (place != null) {
            text.append(", created at ").append(place);
        }
        return text.append(']').toString();
    }

    /** In debug mode a handle that is cancelled still tells what it was: a slow callback may cancel itself. */
    static void keep(@Nullable Runnable callback, @Nullable Throwable created) {
        if (callback != null && created instanceof DebugTrace trace) {
            trace.note(ForeignText.of(callback));
        }
    }
}
