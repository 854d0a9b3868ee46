package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** A group inside a group. */
class TaskGroupNestingTest {

    private static VoidCoroutine fail(Trace t, int seconds, RuntimeException error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            t.log("fails with", error);
            throw error;
        };
    }

    private static VoidCoroutine stay(Trace t) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
                t.log("ends");
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };
    }

    @Case("TASKGROUP-38")
    void aFailureInTheOuterGroupCancelsTheInnerOne(Trace t) {
        var me = Asyncio.currentTask();
        try {
            TaskGroup.run(outer -> {
                outer.createTask(fail(t, 1, new Boom("outer")), TaskOptions.named("bad"));
                try {
                    TaskGroup.run(inner -> {
                        inner.createTask(stay(t), TaskOptions.named("inner member"));
                        try {
                            Asyncio.sleep(ofSeconds(10));
                        } catch (CancelledError e) {
                            t.log("inner body cancelled", e, me.cancelling());
                            throw e;
                        }
                    });
                } catch (Throwable e) {
                    t.log("left the inner block with", e, me.cancelling());
                    throw e;
                }
                t.log("not reached");
            });
        } catch (Throwable e) {
            t.log("left the outer block with", e, me.cancelling());
        }
    }

    @Case("TASKGROUP-39")
    void aFailureInTheInnerGroupIsNestedInTheOuterOnes(Trace t) {
        var me = Asyncio.currentTask();
        try {
            TaskGroup.run(outer -> {
                outer.createTask(stay(t), TaskOptions.named("outer member"));
                try {
                    TaskGroup.run(inner -> {
                        inner.createTask(fail(t, 1, new Boom("inner")), TaskOptions.named("bad"));
                        inner.createTask(stay(t), TaskOptions.named("inner member"));
                    });
                } catch (Throwable e) {
                    t.log("left the inner block with", e, me.cancelling());
                    throw e;
                }
                t.log("not reached");
            });
        } catch (Throwable e) {
            t.log("left the outer block with", e, me.cancelling());
        }
    }

    @Case("TASKGROUP-40")
    void innerMembersThatFailOnACancellationEndBothGroups(Trace t) {
        VoidCoroutine failsOnCancel = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                Asyncio.sleep(ofSeconds(1));
                t.log("fails cleaning up");
                throw new Boom("inner");
            }
        };
        VoidCoroutine parent = () -> {
            TaskGroup.run(outer -> {
                outer.createTask(stay(t), TaskOptions.named("outer member"));
                TaskGroup.run(inner -> {
                    inner.createTask(failsOnCancel, TaskOptions.named("inner member"));
                    Asyncio.sleep(ofSeconds(10));
                });
                t.log("not reached");
            });
            t.log("not reached");
        };

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel("outside"));
        try {
            task.await();
        } catch (Throwable e) {
            t.log("parent ended with", e);
        }
    }

    @Case("TASKGROUP-41")
    void whenBothGroupsFailAtOnceTheOuterOneStillCancels(Trace t) {
        try {
            TaskGroup.run(outer -> {
                try {
                    TaskGroup.run(inner -> {
                        inner.createTask(fail(t, 0, new Boom("inner")), TaskOptions.named("inner member"));
                        outer.createTask(fail(t, 0, new Bang("outer")), TaskOptions.named("outer member"));
                    });
                } catch (ExceptionGroup e) {
                    t.log("handles the inner group", e);
                }
                try {
                    Asyncio.sleep(ofSeconds(1));
                    t.log("not reached");
                } catch (CancelledError e) {
                    t.log("outer body cancelled", e);
                    throw e;
                }
            });
        } catch (ExceptionGroup e) {
            t.log("handles the outer group", e);
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-42")
    void whenBothGroupsFailAtOnceTheCountIsOneThenZero(Trace t) {
        var me = Asyncio.currentTask();
        try {
            TaskGroup.run(outer -> {
                try {
                    TaskGroup.run(inner -> {
                        inner.createTask(fail(t, 0, new Boom("inner")), TaskOptions.named("inner member"));
                        outer.createTask(fail(t, 0, new Bang("outer")), TaskOptions.named("outer member"));
                    });
                } catch (ExceptionGroup e) {
                    t.log("handles the inner group", e, me.cancelling());
                }
                t.log("inner handled", me.cancelling());
            });
        } catch (ExceptionGroup e) {
            t.log("handles the outer group", e, me.cancelling());
        }
        t.log("outer handled", me.cancelling());
    }
}
