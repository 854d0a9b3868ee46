package dev.braid.conformance.exceptions;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A cancellation is not an ordinary exception, and a program may make kinds of its own. */
class CancelledErrorTest {

    @Case("EXC-01")
    void aHandlerOfOrdinaryExceptionsLetsACancellationThrough(Trace t) {
        var task = Asyncio.createTask(() -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (Exception e) {
                t.log("never", e);
            } finally {
                t.log("finally");
            }
            t.log("never either");
        }, TaskOptions.named("body"));
        Asyncio.sleep(Duration.ofSeconds(1));
        task.cancel();
        try {
            task.await();
        } catch (Exception e) {
            t.log("never here", e);
        } catch (Throwable e) {
            t.log("not ordinary", e);
        }
        t.log("cancelled", task.cancelled());
    }

    @Case("EXC-09")
    void aSubclassOfCancelledErrorIsTreatedLikeIt(Trace t) {
        VoidCoroutine turnsIntoItsOwn = () -> {
            try {
                Asyncio.sleep(Duration.ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw new Stopped("mine");
            }
        };

        try {
            Timeout.after(Duration.ofSeconds(1), timeout -> {
                turnsIntoItsOwn.run();
            });
        } catch (TimeoutException e) {
            t.log("timed out, caused by", e.getCause());
        } catch (Exception e) {
            t.log("never", e);
        }

        VoidCoroutine stops = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            throw new Stopped("child");
        };
        var stopped = new AtomicReference<dev.braid.Task<?>>();
        var sibling = new AtomicReference<dev.braid.Task<String>>();
        TaskGroup.run(group -> {
            stopped.set(group.createTask(stops));
            sibling.set(group.createTask(() -> Asyncio.sleep(Duration.ofSeconds(2), "not cancelled")));
        });
        t.log("no failure", stopped.get().cancelled(), sibling.get().result());

        VoidCoroutine fails = () -> {
            throw new Boom("child");
        };
        try {
            TaskGroup.run(group -> {
                group.createTask(fails);
                turnsIntoItsOwn.run();
            });
        } catch (ExceptionGroup e) {
            t.log("only the failure", e);
        }
        t.log("cancelling", Asyncio.currentTask().cancelling());
    }

    private static final class Stopped extends CancelledError {
        private static final long serialVersionUID = 1L;

        Stopped(String message) {
            super(message);
        }
    }
}
