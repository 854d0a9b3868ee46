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

    /** The newest frame outside of Braid itself; null for what the engine alone created. */
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

    /** Whether a frame tells nothing of the program: one of Braid's, or where every thread begins. */
    static boolean isOurs(StackTraceElement frame) {
        String name = frame.getClassName();
        if (name.equals("java.lang.Thread") || name.equals("java.lang.VirtualThread")) {
            return frame.getMethodName().startsWith("run");
        }
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
