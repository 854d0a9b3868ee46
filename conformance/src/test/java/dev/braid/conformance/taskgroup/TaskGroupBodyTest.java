package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.GroupedErrors;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** What a failure does to the body, and a failing body to its members. */
class TaskGroupBodyTest {

    private static VoidCoroutine fail(Trace t, int seconds, RuntimeException error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            t.log("fails with", error);
            throw error;
        };
    }

    private static VoidCoroutine stay(Trace t) {
        return () -> {
            t.log("starts");
            try {
                Asyncio.sleep(ofSeconds(10));
                t.log("ends");
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };
    }

    @Case("TASKGROUP-13")
    void aFailureCancelsTheBodyWhereItWaits(Trace t) {
        var parent = Asyncio.currentTask();
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                    t.log("not reached");
                } catch (CancelledError e) {
                    t.log("body cancelled", e, parent.cancelling());
                    throw e;
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }

        var loop = Asyncio.runningLoop();
        for (String first : List.of("the body's wake-up", "the cancellation")) {
            Future<String> future = loop.createFuture();
            VoidCoroutine setsAndFails = () -> {
                if (first.equals("the cancellation")) {
                    loop.callSoon(() -> future.setResult("result")); // one pass later, together with the failure
                } else {
                    future.setResult("result");
                }
                throw new Boom("b");
            };

            t.log("comes first:", first);
            try {
                TaskGroup.run(group -> {
                    group.createTask(setsAndFails);
                    try {
                        t.log("body got", future.await(), parent.cancelling());
                        Asyncio.sleep(ofSeconds(10));
                        t.log("not reached");
                    } catch (CancelledError e) {
                        t.log("body cancelled", e, parent.cancelling());
                        throw e;
                    }
                });
            } catch (ExceptionGroup e) {
                t.log("caught", e);
            }
        }
    }

    @Case("TASKGROUP-14")
    void theBodysCancellationStaysInsideTheBlock(Trace t) {
        var parent = Asyncio.currentTask();
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                Asyncio.sleep(ofSeconds(10));
            });
            t.log("not reached");
        } catch (Throwable e) {
            t.log("escaped", e);
        }
        t.log("cancelling", parent.cancelling());
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-20")
    void aFailingBodyCancelsTheMembers(Trace t) {
        List<Task<?>> tasks = new ArrayList<>();
        VoidBody<TaskGroup> body = group -> {
            tasks.add(group.createTask(stay(t), TaskOptions.named("one")));
            tasks.add(group.createTask(stay(t), TaskOptions.named("two")));
            Asyncio.sleep(ofSeconds(1));
            t.log("body fails");
            throw new Boom("body");
        };
        try {
            TaskGroup.run(body);
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
        t.log("cancelled", tasks.stream().map(Task::cancelled).toList());
        t.log("cancelling", Asyncio.currentTask().cancelling());
    }

    @Case("TASKGROUP-21")
    void membersThatHadNoChanceToStartNeverRun(Trace t) {
        List<Task<?>> tasks = new ArrayList<>();
        VoidBody<TaskGroup> body = group -> {
            tasks.add(group.createTask(stay(t), TaskOptions.named("one")));
            tasks.add(group.createTask(stay(t), TaskOptions.named("two")));
            t.log("body fails");
            throw new Boom("body");
        };
        try {
            TaskGroup.run(body);
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
        t.log("cancelled", tasks.stream().map(Task::cancelled).toList());
    }

    @Case("TASKGROUP-22")
    void aSingleFailureIsWrappedToo(Trace t) {
        var ofMember = new Boom("member");
        var ofBody = new Boom("body");
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 0, ofMember), TaskOptions.named("bad"));
            });
        } catch (Throwable e) {
            t.log("escaped", e);
            t.log("the same object", ((GroupedErrors) e).exceptions().get(0) == ofMember);
        }
        VoidBody<TaskGroup> body = group -> {
            throw ofBody;
        };
        try {
            TaskGroup.run(body);
        } catch (Throwable e) {
            t.log("escaped", e);
            t.log("the same object", ((GroupedErrors) e).exceptions().get(0) == ofBody);
        }
    }

    @Case("TASKGROUP-23")
    void aBodyThatFailsWhileItUnwindsIsInTheGroupToo(Trace t) {
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new Boom("member")), TaskOptions.named("bad"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    t.log("body cancelled", e);
                    throw new Bang("body");
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
        t.log("cancelling", Asyncio.currentTask().cancelling());
    }

    @Case("TASKGROUP-24")
    void aBodyThatSwallowsTheCancellationGoesOn(Trace t) {
        var parent = Asyncio.currentTask();
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                group.createTask(stay(t), TaskOptions.named("sibling"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    t.log("body swallows", e);
                }
                Asyncio.sleep(ofSeconds(1));
                t.log("body goes on", parent.cancelling());
                Asyncio.sleep(ofSeconds(1));
                t.log("body ends", parent.cancelling());
            });
            t.log("not reached");
        } catch (ExceptionGroup e) {
            t.log("caught", e, parent.cancelling());
        }
    }

    @Case("TASKGROUP-25")
    void aBodyThatAwaitsTheFailingMemberSeesACancellation(Trace t) {
        try {
            TaskGroup.run(group -> {
                var bad = group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                try {
                    bad.await();
                } catch (Throwable e) {
                    t.log("body sees", e);
                    throw e;
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
    }

    @Case("TASKGROUP-36")
    void howeverManyFailTheParentIsCancelledOnce(Trace t) {
        var parent = Asyncio.currentTask();
        VoidCoroutine late = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                Asyncio.sleep(ofSeconds(1));
                var error = new Bang("late");
                t.log("fails with", error, parent.cancelling());
                throw error;
            }
        };

        try {
            TaskGroup.run(group -> {
                for (int n = 0; n < 3; n++) {
                    group.createTask(fail(t, 1, new Boom(n)));
                }
                group.createTask(late, TaskOptions.named("late"));
                for (int n = 0; n < 4; n++) {
                    try {
                        Asyncio.sleep(ofSeconds(2));
                        t.log("body awake", n);
                    } catch (CancelledError e) {
                        t.log("body cancelled", n, e, parent.cancelling());
                    }
                }
                t.log("body ends", parent.cancelling());
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e, parent.cancelling());
        }
    }
}
