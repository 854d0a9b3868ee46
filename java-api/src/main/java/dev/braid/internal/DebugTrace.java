package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/** A stack trace that is kept, not thrown: where something was created, or asked for. */
final class DebugTrace extends Throwable {

    private static final long serialVersionUID = 1;

    // What a cancelled handle would have run. Touched on the loop.
    private transient @Nullable String note;

    DebugTrace(String what) {
        super(what);
    }

    @Nullable String note() {
        return note;
    }

    void note(String text) {
        note = text;
    }

    /** The newest frame outside of Braid itself. */
    static @Nullable StackTraceElement place(@Nullable Throwable trace) {
        if (trace == null) {
            return null;
        }
        for (StackTraceElement frame : trace.getStackTrace()) {
            if (!isOurs(frame)) {
                return frame;
            }
        }
        return null;
    }

    static boolean isOurs(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("dev.braid.internal.")
                || name.startsWith("dev.braid.") && name.indexOf('.', "dev.braid.".length()) < 0
                || name.startsWith("dev.braid.sync.")
                || name.startsWith("dev.braid.spi.")
                || name.startsWith("dev.braid.kotlin.");
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
