package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What else may end a group that was told to end early: failures, cancellations from outside, a timeout. */
class TaskGroupCancelCallOutcomeTest {

    private static VoidCoroutine stay(Trace t) {
        return stay(t, 0);
    }

    private static VoidCoroutine stay(Trace t, int cleanUp) {
        return () -> {
            t.log("starts");
            try {
                Asyncio.sleep(ofSeconds(10));
                t.log("ends");
            } catch (CancelledError e) {
                t.log("cancelled", e);
                if (cleanUp > 0) {
                    Asyncio.sleep(ofSeconds(cleanUp));
                    t.log("clean");
                }
                throw e;
            }
        };
    }

    @Case("TASKGROUP-69")
    void failuresOfMembersSurfaceInSpiteOfTheCancelCall(Trace t) {
        VoidCoroutine failsThenBodyCancels = () -> {
            Asyncio.sleep(ofSeconds(1));
            throw new Boom("before");
        };
        VoidCoroutine failsOnCancel = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                Asyncio.sleep(ofSeconds(1));
                throw new Boom("after");
            }
        };

        var me = Asyncio.currentTask();
        try {
            TaskGroup.run(group -> {
                group.createTask(failsThenBodyCancels);
                group.createTask(stay(t), TaskOptions.named("sibling"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } finally {
                    group.cancel();
                }
            });
        } catch (Throwable e) {
            t.log("before the call", e, me.cancelling());
        }
        try {
            TaskGroup.run(group -> {
                group.createTask(failsOnCancel);
                group.createTask(stay(t), TaskOptions.named("sibling"));
                Asyncio.sleep(ofSeconds(1));
                group.cancel();
            });
        } catch (Throwable e) {
            t.log("after the call", e, me.cancelling());
        }
        try {
            TaskGroup.run(group -> {
                VoidCoroutine cancelsThenFails = () -> {
                    group.cancel();
                    throw new Boom("right after");
                };
                group.createTask(cancelsThenFails);
                Asyncio.sleep(ofSeconds(10));
            });
        } catch (Throwable e) {
            t.log("by the caller", e, me.cancelling());
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-70")
    void aFailureOfTheBodySurfacesInSpiteOfTheCancelCall(Trace t) {
        var me = Asyncio.currentTask();
        VoidBody<TaskGroup> afterTheCall = group -> {
            group.createTask(stay(t), TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            group.cancel();
            throw new Boom("after the call");
        };
        try {
            TaskGroup.run(afterTheCall);
        } catch (Throwable e) {
            t.log("escaped", e, me.cancelling());
        }
        VoidBody<TaskGroup> beforeTheCall = group -> {
            group.createTask(stay(t), TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            try {
                throw new Boom("before the call");
            } finally {
                group.cancel();
            }
        };
        try {
            TaskGroup.run(beforeTheCall);
        } catch (Throwable e) {
            t.log("escaped", e, me.cancelling());
        }
        try {
            TaskGroup.run(group -> {
                group.cancel();
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    throw new Boom("instead of the cancellation");
                }
            });
        } catch (Throwable e) {
            t.log("escaped", e, me.cancelling());
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-71")
    void aCancellationFromOutsideIsNotAbsorbed(Trace t) {
        VoidCoroutine memberCancels = () -> {
            try {
                TaskGroup.run(group -> {
                    group.createTask(stay(t, 2), TaskOptions.named("member"));
                    group.createTask(() -> {
                        Asyncio.sleep(ofSeconds(1));
                        group.cancel();
                    });
                });
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("escaped", e, Asyncio.currentTask().cancelling());
                throw e;
            }
        };
        VoidCoroutine bodyCancels = () -> {
            TaskGroup.run(group -> {
                group.createTask(stay(t, 2), TaskOptions.named("member"));
                Asyncio.sleep(ofSeconds(1));
                group.cancel();
            });
            t.log("not reached");
        };

        for (VoidCoroutine parent : List.of(memberCancels, bodyCancels)) {
            var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
            Asyncio.sleep(ofSeconds(2));
            t.log("cancel", task.cancelling(), task.cancel("outside"));
            try {
                task.await();
            } catch (CancelledError e) {
                t.log("parent ended with", e, task.cancelled());
            }
        }
    }

    @Case("TASKGROUP-72")
    void aStrangerMayCancelAGroupThatWaitsAtItsExit(Trace t) {
        var me = Asyncio.currentTask();
        TaskGroup.run(group -> {
            group.createTask(stay(t, 1), TaskOptions.named("one"));
            group.createTask(stay(t), TaskOptions.named("two"));
            Asyncio.runningLoop().callLater(ofSeconds(1), () -> {
                group.cancel();
                t.log("cancelled the group", me.cancelling());
            });
            t.log("body ends");
        });
        t.log("left normally", me.cancelling());
        var stranger = TaskGroup.run(group -> {
            group.createTask(stay(t), TaskOptions.named("three"));
            var other = Asyncio.createTask(() -> {
                Asyncio.sleep(ofSeconds(1));
                group.cancel();
                t.log("cancelled the group", me.cancelling());
            }, TaskOptions.named("stranger"));
            t.log("body ends");
            return other;
        });
        t.log("left normally", me.cancelling());
        stranger.await();
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-74")
    void aTimeoutThatExpiresDuringTheWindDownIsNotSwallowed(Trace t) {
        var me = Asyncio.currentTask();
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(2), timeout -> {
                timeouts.add(timeout);
                TaskGroup.run(group -> {
                    group.createTask(stay(t, 3), TaskOptions.named("slow"));
                    Asyncio.sleep(ofSeconds(1));
                    group.cancel();
                    t.log("cancelled the group");
                });
                t.log("not reached");
            });
        } catch (TimeoutException e) {
            t.log("caught", e, timeouts.get(0).expired(), me.cancelling());
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on", me.cancelling());
    }
}
