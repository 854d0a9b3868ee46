package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.ExceptionGroup;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;

/** Creating members and entering when it is too early or too late. */
class TaskGroupMisuseTest {

    private static void tryToCreate(Trace t, String when, TaskGroup group) {
        VoidCoroutine neverRuns = () -> t.log("not reached");
        try {
            group.createTask(neverRuns);
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log(when, e);
        }
    }

    @Case("TASKGROUP-49")
    void creatingBeforeTheEntryIsRefused(Trace t) {
        var group = TaskGroup.create();
        tryToCreate(t, "not entered", group);
        Asyncio.sleep(Duration.ZERO);
        group.use(entered -> {
            group.createTask(() -> Asyncio.sleep(ofSeconds(1)));
        });
        t.log("could still be entered");
    }

    @Case("TASKGROUP-50")
    void creatingAfterTheExitIsRefused(Trace t) {
        VoidCoroutine fails = () -> {
            throw new Boom("a");
        };

        var first = TaskGroup.create();
        first.use(group -> {
            group.createTask(() -> Asyncio.sleep(ofSeconds(1)));
        });
        tryToCreate(t, "left", first);
        var second = TaskGroup.create();
        second.use(group -> {});
        tryToCreate(t, "left empty", second);
        var third = TaskGroup.create();
        try {
            third.use(group -> {
                group.createTask(fails);
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
        tryToCreate(t, "left after a failure", third);
        Asyncio.sleep(Duration.ZERO);
    }

    @Case("TASKGROUP-51")
    void creatingWhileTheGroupAbortsIsRefused(Trace t) {
        VoidCoroutine fails = () -> {
            Asyncio.sleep(ofSeconds(1));
            throw new Boom("a");
        };

        try {
            TaskGroup.run(group -> {
                group.createTask(fails);
                group.createTask(() -> triesToCreateInItsCleanUp(t, group), TaskOptions.named("member"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } finally {
                    tryToCreate(t, "in the body's clean-up", group);
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }

        VoidCoroutine parent = () -> TaskGroup.run(group -> {
            group.createTask(() -> triesToCreateInItsCleanUp(t, group), TaskOptions.named("member"));
        });

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("parent ended with", e);
        }
    }

    private static void triesToCreateInItsCleanUp(Trace t, TaskGroup group) {
        try {
            Asyncio.sleep(ofSeconds(10));
        } catch (CancelledError e) {
            tryToCreate(t, "in a member's clean-up", group);
            Asyncio.sleep(ofSeconds(1));
            tryToCreate(t, "later in a member's clean-up", group);
            throw e;
        }
    }

    @Case("TASKGROUP-52")
    void aRefusedCoroutineIsClosed(Trace t) throws Exception {
        var group = TaskGroup.create();
        refused(t, "not entered", group);
        group.use(entered -> {});
        refused(t, "left", group);
        VoidBody<TaskGroup> body = entered -> {
            entered.createTask(() -> isRefusedInItsCleanUp(t, entered), TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            throw new Boom("body");
        };
        try {
            TaskGroup.run(body);
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
    }

    private static void refused(Trace t, String when, TaskGroup group) throws Exception {
        var coroutine = Coroutine.once(() -> {
            t.log("not reached");
            return null;
        });
        try {
            group.createTask(coroutine);
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log(when, e);
        }
        try {
            coroutine.run();
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("it cannot be used any more", e);
        }
    }

    private static void isRefusedInItsCleanUp(Trace t, TaskGroup group) throws Exception {
        try {
            Asyncio.sleep(ofSeconds(10));
        } finally {
            refused(t, "aborting", group);
        }
    }

    @Case("TASKGROUP-53")
    void aGroupIsEnteredOnce(Trace t) {
        var group = TaskGroup.create();
        group.use(entered -> {
            group.createTask(() -> Asyncio.sleep(ofSeconds(1)));
            try {
                group.use(again -> {
                    t.log("not reached");
                });
            } catch (IllegalStateException e) {
                t.log("again while active", e);
            }
            Asyncio.sleep(ofMillis(500));
            t.log("the first entry is not disturbed");
        });
        t.log("left");
        try {
            group.use(again -> {
                t.log("not reached");
            });
        } catch (IllegalStateException e) {
            t.log("again after the exit", e);
        }
    }

    @Case("TASKGROUP-54")
    void enteringOutsideATaskIsRefused(Trace t) {
        var group = TaskGroup.create();
        Runnable callback = () -> {
            try {
                group.use(entered -> {
                    t.log("not reached");
                });
                t.log("not reached");
            } catch (IllegalStateException e) {
                t.log("entering", e);
            }
            tryToCreate(t, "still not entered", group);
        };

        Asyncio.runningLoop().callSoon(callback);
        Asyncio.sleep(Duration.ZERO);
        group.use(entered -> {
            group.createTask(() -> Asyncio.sleep(ofSeconds(1)));
        });
        t.log("a task may enter it still");
    }
}
