package dev.braid.conformance.exceptions;

import dev.braid.QueueEmptyException;
import dev.braid.QueueFullException;
import dev.braid.QueueShutDownException;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Queue;
import java.util.List;

/** The three ways in which a queue refuses. */
class QueueExceptionsTest {

    @Case("EXC-08")
    void theQueuesExceptionsAreIndependentOfEachOther(Trace t) {
        Runnable empty = () -> new Queue<String>().getNowait();
        Runnable full = () -> {
            var queue = new Queue<String>(1);
            queue.putNowait("first");
            queue.putNowait("second");
        };
        Runnable shutDown = () -> {
            var queue = new Queue<String>();
            queue.shutdown();
            queue.putNowait("late");
        };
        for (Runnable operation : List.of(empty, full, shutDown)) {
            try {
                operation.run();
            } catch (Exception e) {
                t.log("an ordinary exception", e, e instanceof QueueEmptyException, e instanceof QueueFullException,
                        e instanceof QueueShutDownException, isRuntimeError(e));
            }
        }
    }

    private static boolean isRuntimeError(Throwable e) {
        return e instanceof IllegalStateException;
    }
}
