package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** What happens when the parent task is cancelled from outside. */
class TaskGroupCancellationTest {

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

    @Case("TASKGROUP-26")
    void cancellingTheParentAtTheExitCancelsTheMembers(Trace t) {
        VoidCoroutine parent = () -> {
            TaskGroup.run(group -> {
                group.createTask(stay(t, 2), TaskOptions.named("slow"));
                group.createTask(stay(t, 1), TaskOptions.named("fast"));
                t.log("body ends");
            });
            t.log("not reached");
        };

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling());
        }
    }

    @Case("TASKGROUP-27")
    void cancellingTheParentInItsBodyCancelsBodyAndMembers(Trace t) {
        VoidCoroutine parent = () -> {
            try {
                TaskGroup.run(group -> {
                    group.createTask(stay(t, 1), TaskOptions.named("one"));
                    group.createTask(stay(t), TaskOptions.named("two"));
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } finally {
                        t.log("body unwinds");
                    }
                });
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("escaped", e);
                throw e;
            }
        };

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling());
        }
    }

    @Case("TASKGROUP-28")
    void cancellingTheParentOfAnEmptyGroupIsAPlainCancellation(Trace t) {
        VoidCoroutine parent = () -> {
            try {
                TaskGroup.run(group -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("body sees", e);
                        throw e;
                    }
                });
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("escaped", e);
                throw e;
            }
        };

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel());
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("parent ended with", e, task.cancelled(), task.cancelling());
        }
    }

    @Case("TASKGROUP-29")
    void theMessageOfAnOutsideCancellationIsKept(Trace t) {
        for (String where : List.of("in the body", "at the exit")) {
            VoidCoroutine parent = () -> {
                try {
                    TaskGroup.run(group -> {
                        group.createTask(stay(t, 1), TaskOptions.named("member"));
                        Asyncio.sleep(ofSeconds(where.equals("in the body") ? 10 : 0));
                        t.log("body ends");
                    });
                } catch (CancelledError e) {
                    t.log("escaped", e);
                    throw e;
                }
            };

            var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", task.cancel(where));
            try {
                task.await();
            } catch (CancelledError e) {
                t.log("parent ended with", e);
            }
        }
    }

    @Case("TASKGROUP-30")
    void membersThatFailCleaningUpWinOverTheCancellation(Trace t) {
        for (String where : List.of("in the body", "at the exit")) {
            VoidCoroutine parent = () -> {
                TaskGroup.run(group -> {
                    group.createTask(failsOnCancel(1));
                    group.createTask(stay(t), TaskOptions.named("good"));
                    group.createTask(failsOnCancel(2));
                    Asyncio.sleep(ofSeconds(where.equals("in the body") ? 10 : 0));
                });
                t.log("not reached");
            };

            var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", task.cancel(where));
            try {
                task.await();
            } catch (Throwable e) {
                t.log("parent ended with", e, task.cancelled());
            }
        }
    }

    private static VoidCoroutine failsOnCancel(int number) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                Asyncio.sleep(ofSeconds(1));
                throw new Boom(number);
            }
        };
    }

    @Case("TASKGROUP-31")
    void aBodyThatTurnsTheCancellationIntoAFailureWinsOverIt(Trace t) {
        VoidCoroutine parent = () -> {
            TaskGroup.run(group -> {
                group.createTask(stay(t, 1), TaskOptions.named("member"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    t.log("body turns", e);
                    throw new Boom("body");
                }
            });
            t.log("not reached");
        };

        var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
        Asyncio.sleep(ofSeconds(1));
        t.log("cancel", task.cancel("outside"));
        try {
            task.await();
        } catch (Throwable e) {
            t.log("parent ended with", e, task.cancelled());
        }
    }

    @Case("TASKGROUP-32")
    void aMemberThatFailsDuringTheBodysCleanUpWinsOverTheCancellation(Trace t) throws Exception {
        VoidCoroutine fails = () -> {
            Asyncio.sleep(ofSeconds(2));
            t.log("fails");
            throw new Boom("member");
        };
        VoidCoroutine patient = () -> Asyncio.sleep(ofSeconds(5));
        VoidCoroutine stubborn = () -> {
            try {
                Asyncio.sleep(ofSeconds(5));
            } catch (CancelledError e) {
                t.log("clean-up interrupted", e, Asyncio.currentTask().cancelling());
                Asyncio.sleep(ofSeconds(1));
            }
        };

        for (VoidCoroutine cleanUp : List.of(patient, stubborn)) {
            VoidCoroutine parent = () -> {
                TaskGroup.run(group -> {
                    group.createTask(fails, TaskOptions.named("bad"));
                    group.createTask(stay(t), TaskOptions.named("sibling"));
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } finally {
                        t.log("body cleans up");
                        cleanUp.run();
                        t.log("clean-up ended");
                    }
                });
                t.log("not reached");
            };

            var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", task.cancel("outside"));
            try {
                task.await();
            } catch (Throwable e) {
                t.log("parent ended with", e, task.cancelled());
            }
        }
    }

    @Case("TASKGROUP-58")
    void aTimeoutAroundAGroupCancelsItAll(Trace t) {
        List<Task<?>> tasks = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                TaskGroup.run(group -> {
                    tasks.add(group.createTask(stay(t, 1), TaskOptions.named("one")));
                    tasks.add(group.createTask(stay(t), TaskOptions.named("two")));
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("body cancelled", e);
                        throw e;
                    }
                });
            });
        } catch (TimeoutException e) {
            t.log("caught", e, Asyncio.currentTask().cancelling());
        }
        t.log("cancelled", tasks.stream().map(Task::cancelled).toList());

        try {
            Timeout.after(ofSeconds(1), timeout -> {
                TaskGroup.run(group -> {
                    tasks.add(group.createTask(stay(t), TaskOptions.named("three")));
                    t.log("body ends");
                });
            });
        } catch (TimeoutException e) {
            t.log("caught", e, Asyncio.currentTask().cancelling());
        }
        t.log("cancelled", tasks.get(2).cancelled());
    }

    @Case("TASKGROUP-59")
    void aBodyThatRaisesCancelledErrorItselfLetsItOut(Trace t) {
        var me = Asyncio.currentTask();
        var own = new CancelledError("my own");
        List<Task<?>> tasks = new ArrayList<>();
        VoidBody<TaskGroup> body = group -> {
            tasks.add(group.createTask(stay(t, 1), TaskOptions.named("member")));
            Asyncio.sleep(ofSeconds(1));
            throw own;
        };
        try {
            TaskGroup.run(body);
        } catch (CancelledError e) {
            t.log("escaped", e, e == own, me.cancelling());
        }
        t.log("cancelled", tasks.get(0).cancelled());
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-73")
    void aCancellationPendingAtTheEntryIsDeliveredAtTheFirstSuspension(Trace t) {
        for (boolean suspend : List.of(true, false)) {
            VoidCoroutine parent = () -> {
                var me = Asyncio.currentTask();
                me.cancel("pending");
                try {
                    TaskGroup.run(group -> {
                        t.log("body starts", me.cancelling());
                        group.createTask(stay(t), TaskOptions.named("one"));
                        group.createTask(stay(t), TaskOptions.named("two"));
                        if (suspend) {
                            try {
                                Asyncio.sleep(ofSeconds(1));
                            } catch (CancelledError e) {
                                t.log("body cancelled", e);
                                throw e;
                            }
                        }
                        t.log("body ends");
                    });
                    t.log("not reached");
                } catch (CancelledError e) {
                    t.log("escaped", e, me.cancelling());
                    throw e;
                }
            };

            var task = Asyncio.createTask(parent, TaskOptions.named("parent"));
            try {
                task.await();
            } catch (CancelledError e) {
                t.log("parent ended with", e);
            }
        }
    }
}
