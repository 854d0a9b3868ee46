package dev.braid.conformance.harness;

import dev.braid.BrokenBarrierException;
import dev.braid.CancelledError;
import dev.braid.GroupedErrors;
import dev.braid.IncompleteReadException;
import dev.braid.InvalidStateException;
import dev.braid.LimitOverrunException;
import dev.braid.QueueEmptyException;
import dev.braid.QueueFullException;
import dev.braid.QueueShutDownException;
import dev.braid.StopAsyncIterationException;
import dev.braid.TimeoutException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;

/** The canonical text of exceptions: where texts differ by design, a name that both languages' types share. */
final class ErrorRendering {

    private static final String CASES = "dev.braid.conformance.";

    // The first match wins: some of these are subclasses of later ones.
    private static final Map<Class<? extends Throwable>, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(InvalidStateException.class, "InvalidStateError");
        NAMES.put(QueueEmptyException.class, "QueueEmpty");
        NAMES.put(QueueFullException.class, "QueueFull");
        NAMES.put(QueueShutDownException.class, "QueueShutDown");
        NAMES.put(BrokenBarrierException.class, "BrokenBarrierError");
        NAMES.put(TimeoutException.class, "TimeoutError");
        NAMES.put(java.util.concurrent.TimeoutException.class, "TimeoutError");
        NAMES.put(IncompleteReadException.class, "IncompleteReadError");
        NAMES.put(LimitOverrunException.class, "LimitOverrunError");
        NAMES.put(IOException.class, "OSError");
        NAMES.put(CancellationException.class, "PoolCancelledError");
        NAMES.put(StopAsyncIterationException.class, "StopAsyncIteration");
        NAMES.put(NoSuchElementException.class, "LookupError");
        NAMES.put(IndexOutOfBoundsException.class, "LookupError");
        NAMES.put(StackOverflowError.class, "RecursionError");
        NAMES.put(VirtualMachineError.class, "SystemExit");
        NAMES.put(UnsupportedOperationException.class, "NotImplementedError");
        NAMES.put(IllegalStateException.class, "RuntimeError");
        NAMES.put(IllegalArgumentException.class, "BadArgument");
        NAMES.put(NullPointerException.class, "BadArgument");
        NAMES.put(ClassCastException.class, "BadArgument");
    }

    private ErrorRendering() {}

    static String of(Throwable error) {
        String simpleName = error.getClass().getSimpleName();
        if (error instanceof GroupedErrors group) {
            return simpleName + "[" + group.message() + "](" + Rendering.list(group.exceptions()) + ")";
        }
        if (error instanceof WithArguments with) {
            return simpleName + "(" + Rendering.list(with.arguments()) + ")";
        }
        if (error instanceof CancelledError cancelled) {
            return simpleName + "(" + (cancelled.message() == null ? "" : Rendering.of(cancelled.message())) + ")";
        }
        if (error.getClass().getName().startsWith(CASES) && !(error instanceof Hung)) {
            return simpleName + "(" + (error.getMessage() == null ? "" : error.getMessage()) + ")";
        }
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(error))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(simpleName);
    }
}
