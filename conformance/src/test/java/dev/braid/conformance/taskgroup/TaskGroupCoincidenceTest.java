package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When members fail and the parent is cancelled from outside as well: neither is lost, and the count is right. */
class TaskGroupCoincidenceTest {

    @Case("TASKGROUP-33")
    void whenFailureAndCancellationCoincideTheCancellationIsDeliveredAgain(Trace t) {
        VoidCoroutine cleansUp = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } finally {
                Asyncio.sleep(ofSeconds(2));
            }
        };

        for (int after : List.of(0, 1)) {
            Future<@Nullable Void> started = Asyncio.runningLoop().createFuture();
            VoidCoroutine fails = () -> {
                started.setResult(null);
                Asyncio.sleep(Duration.ZERO);
                t.log("fails");
                throw new Boom("a");
            };
            VoidCoroutine parent = () -> {
                try {
                    TaskGroup.run(group -> {
                        group.createTask(fails, TaskOptions.named("bad"));
                        group.createTask(cleansUp);
                    });
                    t.log("not reached");
                } catch (ExceptionGroup e) {
                    t.log("handles", e);
                    try {
                        Asyncio.sleep(ofSeconds(10));
                        t.log("not reached");
                    } catch (CancelledError again) {
                        t.log("cancelled again", again);
                    }
                    Asyncio.sleep(ofSeconds(1));
                    t.log("cancelled no further");
                }
            };

            var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
            started.await();
            if (after > 0) {
                Asyncio.sleep(ofSeconds(after));
            }
            t.log("cancel", task.cancelling(), task.cancel("outside"));
            task.await();
        }
    }

    @Case("TASKGROUP-34")
    void whenFailureAndCancellationCoincideTheCountStaysAtOne(Trace t) {
        Future<@Nullable Void> started = Asyncio.runningLoop().createFuture();
        VoidCoroutine fails = () -> {
            started.setResult(null);
            Asyncio.sleep(Duration.ZERO);
            throw new Boom("a");
        };
        VoidCoroutine parent = () -> {
            var me = Asyncio.currentTask();
            try {
                TaskGroup.run(group -> {
                    group.createTask(fails, TaskOptions.named("bad"));
                    try {
                        Asyncio.sleep(ofSeconds(1));
                    } finally {
                        t.log("body unwinds", me.cancelling());
                    }
                });
                t.log("not reached");
            } catch (ExceptionGroup e) {
                t.log("handles", e, me.cancelling());
            }
            t.log("after the block", me.cancelling());
            Asyncio.sleep(ofSeconds(1));
            t.log("not reached");
        };

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        started.await();
        t.log("before", task.cancelling());
        task.cancel();
        t.log("cancel", task.cancelling());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling());
        }
    }

    @Case("TASKGROUP-35")
    void afterAGroupOfFailuresTheCountIsWhatItWas(Trace t) {
        var me = Asyncio.currentTask();

        t.log("before", me.cancelling());
        blockOfFailures(t);
        Asyncio.sleep(ofSeconds(1));
        t.log("the next await works", me.cancelling());

        me.cancel("swallowed");
        try {
            Asyncio.sleep(ofSeconds(10));
        } catch (CancelledError e) {
            t.log("cancelled", e, me.cancelling());
        }
        blockOfFailures(t);
        t.log("still counted", me.cancelling());
        me.uncancel();
        try {
            Asyncio.sleep(ofSeconds(1));
            t.log("taken back", me.cancelling());
        } catch (CancelledError e) {
            t.log("not reached", e);
        }
    }

    private static void blockOfFailures(Trace t) {
        var me = Asyncio.currentTask();
        try {
            TaskGroup.run(group -> {
                group.createTask(fails(1));
                group.createTask(fails(2));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } finally {
                    t.log("body unwinds", me.cancelling());
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e, me.cancelling());
        }
    }

    private static VoidCoroutine fails(int number) {
        return () -> {
            Asyncio.sleep(Duration.ZERO);
            throw new Boom(number);
        };
    }
}
