package dev.braid.conformance.exceptions;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;

/** Whoever sets the limit, one handler catches it. */
class TimeoutExceptionTest {

    @Case("EXC-02")
    void everyTimeLimitThrowsTheOneTimeoutException(Trace t) throws Exception {
        try {
            Timeout.after(Duration.ofSeconds(1), timeout -> {
                Asyncio.sleep(Duration.ofSeconds(10));
            });
        } catch (TimeoutException e) {
            tell(t, "timeout", e);
        }
        try {
            Asyncio.waitFor(() -> Asyncio.sleep(Duration.ofSeconds(10)), Duration.ofSeconds(1));
        } catch (TimeoutException e) {
            tell(t, "wait_for", e);
        }
        try {
            var sleeper = Asyncio.createTask(() -> Asyncio.sleep(Duration.ofSeconds(10)));
            for (Task<?> done : Asyncio.asCompleted(List.of(sleeper), Duration.ofSeconds(1))) {
                t.log("never", done);
            }
        } catch (TimeoutException e) {
            tell(t, "as_completed", e);
        }
        VoidCoroutine raises = () -> {
            throw new TimeoutException("of the program");
        };
        var task = Asyncio.createTask(raises);
        try {
            task.await();
        } catch (TimeoutException e) {
            tell(t, "a program's own", e);
        }
    }

    private static void tell(Trace t, String who, Throwable e) {
        t.log(who, e, e.getClass() == TimeoutException.class, e instanceof Exception, e instanceof CancelledError);
    }
}
