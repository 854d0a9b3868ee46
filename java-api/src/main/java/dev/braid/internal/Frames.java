package dev.braid.internal;

import dev.braid.spi.CoroutineProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a thread's stack trace is the user's: a body's frames, without those of the engine and of what it calls. */
final class Frames {

    // The bridge's, in the trace of an error that has gone from one language to the other.
    private static final String BORDER = "dev.braid.kotlin.Border";

    // The bridge's, where it steps a body that suspends by its own means.
    private static final String KOTLIN_BODY = "dev.braid.kotlin.KotlinBody";

    private Frames() {}

    /** What runs in the newest step of a Kotlin body, newest frame first; all if there is none. */
    static StackTraceElement[] aboveStep(StackTraceElement[] trace) {
        int end = 0;
        while (end < trace.length && !isKotlinStep(trace[end])) {
            end++;
        }
        return Arrays.copyOf(trace, end);
    }

    private static boolean isKotlinStep(StackTraceElement frame) {
        String method = frame.getMethodName();
        return frame.getClassName().equals(KOTLIN_BODY) && (method.equals("send") || method.equals("throwIn"));
    }

    /**
     * The frames of the newest body on the stack, oldest first.
     *
     * @param trace a thread's stack, newest first
     * @param protocol the body that suspends by its own means and runs there, null for none: frames that it has, but not on
     *     the thread's stack, belong below what the thread runs of it
     */
    static List<StackTraceElement> ofBody(StackTraceElement[] trace, @Nullable CoroutineProtocol<?> protocol) {
        List<StackTraceElement> own = protocol == null ? List.of() : protocol.stack();
        boolean complete = protocol != null && protocol.stepsAnother();
        boolean added = protocol == null;
        List<StackTraceElement> frames = new ArrayList<>();
        List<StackTraceElement> pending = new ArrayList<>();
        for (int i = 0; i < trace.length; i++) {
            StackTraceElement frame = trace[i];
            if (isEngine(frame)) {
                // What the engine calls of the JDK is the engine's.
                pending.clear();
                if (frame.getMethodName().equals("nextStrand")) {
                    // A strand that runs callbacks in the pump's place: above is not its body.
                    frames.clear();
                } else if (!added && stepsProtocol(frame)) {
                    addReversed(frames, own, complete);
                    added = true;
                }
                if (beginsBody(frame)) {
                    i = nextBorder(trace, i);
                }
            } else if (isJdk(frame)) {
                pending.add(plain(frame));
            } else if (!isLambda(frame) && !isKotlinGlue(frame)) {
                frames.addAll(pending);
                pending.clear();
                frames.add(plain(frame));
            }
        }
        if (!added) {
            addReversed(frames, own, complete);
        }
        Collections.reverse(frames);
        dropInnerCalls(frames);
        return frames;
    }

    /** Of the calls inside Braid's own types only the one that the program made is of interest. Oldest first. */
    private static void dropInnerCalls(List<StackTraceElement> frames) {
        for (int i = frames.size() - 1; i > 0; i--) {
            if (DebugTrace.isOurs(frames.get(i)) && DebugTrace.isOurs(frames.get(i - 1))) {
                frames.remove(i);
            }
        }
    }

    private static void addReversed(
            List<StackTraceElement> newestFirst, List<StackTraceElement> oldestFirst, boolean instead) {
        if (instead) {
            newestFirst.clear();
        }
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            newestFirst.add(oldestFirst.get(i));
        }
    }

    /** Where a body that suspends by its own means is stepped, in a task or inline. */
    private static boolean stepsProtocol(StackTraceElement frame) {
        return frame.getMethodName().equals("stepProtocol") || frame.getClassName().equals(InlineProtocol.class.getName());
    }

    /** Below these there is no frame of the body's: it runs on a strand, is stepped, or has something run beside it. */
    private static boolean beginsBody(StackTraceElement frame) {
        return switch (frame.getMethodName()) {
            case "runBody", "stepProtocol", "runAside" -> true;
            default -> false;
        };
    }

    /** Where the caller's frames begin that the bridge has added to an error; the trace's end if there are none. */
    private static int nextBorder(StackTraceElement[] trace, int from) {
        int i = from;
        while (i < trace.length && !trace[i].getClassName().equals(BORDER)) {
            i++;
        }
        return i;
    }

    private static boolean isEngine(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("dev.braid.internal.")
                || name.startsWith("dev.braid.spi.")
                || name.startsWith("dev.braid.kotlin.") && !name.equals("dev.braid.kotlin.Suspend")
                || name.startsWith("kotlin.coroutines.")
                || name.startsWith("kotlinx.coroutines.");
    }

    private static boolean isJdk(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    /** The class that the JDK makes for a lambda; its one frame only calls the lambda's. */
    private static boolean isLambda(StackTraceElement frame) {
        return frame.getClassName().contains("$$Lambda");
    }

    /** Where Kotlin's compiler makes a suspend function begin or go on: it only calls the frame that has a line. */
    private static boolean isKotlinGlue(StackTraceElement frame) {
        return frame.getLineNumber() < 0 && frame.getMethodName().matches("invoke|invokeSuspend");
    }

    /** Without the names of loader and module, which some ways to get a trace add and others do not. */
    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }
}
