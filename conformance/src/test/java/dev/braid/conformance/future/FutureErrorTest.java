package dev.braid.conformance.future;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the error that a future throws. */
class FutureErrorTest {

    @Case("FUTURE-35")
    void raisingItAgainDoesNotLengthenItsTrace(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.setException(new Boom("bad"));

        List<Integer> awaited = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            awaited.add(sizeWhenRaisedBy(() -> future.await()));
        }
        for (int n = 0; n < 4; n++) {
            awaited.add(Asyncio.createTask(() -> sizeWhenRaisedBy(() -> future.await())).await());
        }
        t.log("awaited", awaited.stream().map(awaited.get(0)::equals).toList());
        List<Integer> read = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            read.add(sizeWhenRaisedBy(() -> future.result()));
        }
        t.log("read", read.stream().map(read.get(0)::equals).toList());
    }

    /** Frames of the error and of all that hangs on it. */
    private static int sizeWhenRaisedBy(Runnable read) {
        try {
            read.run();
            return -1;
        } catch (Boom e) {
            return sizeOf(e);
        }
    }

    private static int sizeOf(Throwable error) {
        int size = error.getStackTrace().length;
        for (Throwable suppressed : error.getSuppressed()) {
            size += sizeOf(suppressed);
        }
        return error.getCause() == null ? size : size + sizeOf(error.getCause());
    }

    @Case("FUTURE-45")
    void theCancellationThatWasRaisedIsNotKept(Trace t) throws Exception {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.cancel("gone");

        WeakReference<CancelledError> awaited = raisedBy(() -> future.await(), t);
        WeakReference<CancelledError> result = raisedBy(() -> future.result(), t);
        WeakReference<CancelledError> exception = raisedBy(() -> future.exception(), t);
        t.gc();
        t.log("still there", awaited.get() != null, result.get() != null, exception.get() != null);
        t.log("the future is as it was", future.cancelled());
    }

    private static WeakReference<CancelledError> raisedBy(Runnable read, Trace t) {
        try {
            read.run();
        } catch (CancelledError e) {
            t.log("raised", e);
            return new WeakReference<>(e);
        }
        throw new AssertionError("nothing was raised");
    }
}
