package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.BaseExceptionGroup;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.GeneratorExit;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens when a member fails. */
class TaskGroupFailureTest {

    private static VoidCoroutine fail(Trace t, int seconds, RuntimeException error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            t.log("fails with", error);
            throw error;
        };
    }

    private static VoidCoroutine stay(Trace t) {
        return stay(t, ofSeconds(10));
    }

    private static VoidCoroutine stay(Trace t, Duration time) {
        return () -> {
            t.log("starts");
            try {
                Asyncio.sleep(time);
                t.log("ends");
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };
    }

    @Case("TASKGROUP-11")
    void aMemberThatRaisesCancelledErrorIsJustCancelled(Trace t) {
        VoidCoroutine givesUp = () -> {
            Asyncio.sleep(ofSeconds(1));
            throw new CancelledError("my own");
        };

        Task<?> other = TaskGroup.run(group -> {
            var quitter = group.createTask(givesUp, TaskOptions.named("quitter"));
            Task<?> stays = group.createTask(stay(t, ofSeconds(2)), TaskOptions.named("other"));
            Asyncio.sleep(ofMillis(1500));
            t.log("body goes on, quitter cancelled", quitter.cancelled());
            return stays;
        });
        t.log("other ended well", other.done() && !other.cancelled());

        try {
            TaskGroup.run(group -> {
                group.createTask(givesUp, TaskOptions.named("quitter"));
                group.createTask(fail(t, 2, new Boom("a")), TaskOptions.named("bad"));
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
    }

    @Case("TASKGROUP-12")
    void firstFailureCancelsTheSiblings(Trace t) {
        List<Task<?>> tasks = new ArrayList<>();
        try {
            TaskGroup.run(group -> {
                tasks.add(group.createTask(stay(t), TaskOptions.named("one")));
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                tasks.add(group.createTask(stay(t, ofMillis(500)), TaskOptions.named("done")));
                tasks.add(group.createTask(stay(t), TaskOptions.named("two")));
            });
            t.log("not reached");
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
        t.log("cancelled", tasks.stream().map(Task::cancelled).toList());
    }

    @Case("TASKGROUP-15")
    void theExitWaitsForTheSiblingsCleanUp(Trace t) {
        try {
            TaskGroup.run(group -> {
                group.createTask(cleansUp(t, 3), TaskOptions.named("slow"));
                group.createTask(cleansUp(t, 1), TaskOptions.named("fast"));
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
    }

    private static VoidCoroutine cleansUp(Trace t, int seconds) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } finally {
                t.log("cleans up");
                Asyncio.sleep(ofSeconds(seconds));
                t.log("clean");
            }
        };
    }

    @Case("TASKGROUP-16")
    void theRaisedGroupHasAFixedMessageAndNoCause(Trace t) {
        VoidCoroutine failsWithACause = () -> {
            try {
                throw new Bang("cause");
            } catch (Bang cause) {
                var error = new Boom("a");
                error.initCause(cause);
                throw error;
            }
        };

        try {
            TaskGroup.run(group -> {
                group.createTask(failsWithACause);
                Asyncio.sleep(ofSeconds(10)); // the body's CancelledError must not become the group's cause
            });
        } catch (ExceptionGroup e) {
            t.log("message", e.message());
            t.log("caught", e);
            t.log("shows a cause", e.getCause() != null || !Arrays.asList(e.getSuppressed()).equals(e.exceptions()));
            t.log("the member's own cause", e.exceptions().get(0).getCause());
        }
    }

    @Case("TASKGROUP-17")
    void failuresAreInOrderOfCompletionTheBodysLast(Trace t) {
        VoidBody<TaskGroup> body = group -> {
            group.createTask(failsLate(t, 3), TaskOptions.named("first joined"));
            group.createTask(failsLate(t, 1), TaskOptions.named("second joined"));
            group.createTask(failsLate(t, 2), TaskOptions.named("third joined"));
            Asyncio.sleep(ofSeconds(1));
            t.log("body fails");
            throw new Bang("body");
        };
        try {
            TaskGroup.run(body);
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
    }

    private static VoidCoroutine failsLate(Trace t, int seconds) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                Asyncio.sleep(ofSeconds(seconds));
                var error = new Boom(seconds);
                t.log("fails with", error);
                throw error;
            }
        };
    }

    @Case("TASKGROUP-18")
    void siblingsThatFailOnBeingCancelledAreInTheGroupToo(Trace t) {
        try {
            TaskGroup.run(group -> {
                group.createTask(turns(t, new Bang(1)), TaskOptions.named("one"));
                group.createTask(stay(t), TaskOptions.named("good"));
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                group.createTask(turns(t, new Bang(2)), TaskOptions.named("two"));
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
    }

    private static VoidCoroutine turns(Trace t, RuntimeException error) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw error;
            }
        };
    }

    @Case("TASKGROUP-19")
    void aBaseErrorMakesItABaseExceptionGroup(Trace t) {
        VoidCoroutine worse = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                throw new GeneratorExit();
            }
        };
        VoidCoroutine badToo = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                throw new Bang("b");
            }
        };

        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                group.createTask(worse, TaskOptions.named("worse"));
                group.createTask(badToo, TaskOptions.named("bad too"));
            });
        } catch (BaseExceptionGroup e) {
            t.log("ordinary", (Object) e instanceof ExceptionGroup);
            t.log("caught", e);
        }
    }

    @Case("TASKGROUP-37")
    void aFailureDuringTheExitDoesNotCancelWhatFollows(Trace t) {
        var parent = Asyncio.currentTask();
        VoidCoroutine cleansUp = () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } finally {
                Asyncio.sleep(ofSeconds(1));
                t.log("clean", parent.cancelling());
            }
        };

        try {
            TaskGroup.run(group -> {
                group.createTask(cleansUp, TaskOptions.named("sibling"));
                group.createTask(fail(t, 1, new Boom("a")), TaskOptions.named("bad"));
                t.log("body ends");
            });
            t.log("not reached");
        } catch (ExceptionGroup e) {
            t.log("caught", e, parent.cancelling());
            Asyncio.sleep(ofSeconds(1));
            t.log("the handler may wait");
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on", parent.cancelling());
    }

    @Case("TASKGROUP-55")
    void aMemberMadeByAMemberStartsAndItsFailureReachesItsMaker(Trace t) {
        for (@Nullable TaskFactory factory : Arrays.asList(null, TaskFactory.EAGER)) {
            t.log("eager", factory != null);
            Asyncio.runningLoop().setTaskFactory(factory);
            List<Task<?>> made = new ArrayList<>();
            try {
                TaskGroup.run(group -> {
                    made.add(group.createTask(() -> maker(t, group, 5), TaskOptions.named("maker")));
                });
            } catch (ExceptionGroup e) {
                t.log("caught", e, made.get(0).cancelled());
            }
        }
        Asyncio.runningLoop().setTaskFactory(null);
    }

    private static void maker(Trace t, TaskGroup group, int awaits) {
        VoidCoroutine fails = () -> {
            t.log("starts and fails");
            throw new Boom("made");
        };

        group.createTask(fails, TaskOptions.named("made"));
        t.log("made one");
        for (int n = 0; n < awaits; n++) {
            try {
                Asyncio.sleep(Duration.ZERO);
            } catch (CancelledError e) {
                t.log("cancelled at await", n, e);
                throw e;
            }
            t.log("not yet cancelled after await", n);
        }
    }

    @Case("TASKGROUP-56")
    void aMemberThatFailsWithinItsCreationDoesNotCancelAtOnce(Trace t) {
        var parent = Asyncio.currentTask();
        VoidCoroutine fails = () -> {
            t.log("fails");
            throw new Boom("at once");
        };

        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        try {
            TaskGroup.run(group -> {
                var bad = group.createTask(fails, TaskOptions.named("bad"));
                t.log("created", bad.done(), parent.cancelling());
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e, parent.cancelling());
        }
        Asyncio.sleep(Duration.ZERO);
        t.log("nothing leaked", parent.cancelling());

        List<Task<?>> other = new ArrayList<>();
        try {
            TaskGroup.run(group -> {
                group.createTask(fails, TaskOptions.named("bad"));
                t.log("created", parent.cancelling());
                other.add(group.createTask(stay(t), TaskOptions.named("still welcome")));
                try {
                    Asyncio.sleep(Duration.ZERO);
                    t.log("not reached");
                } catch (CancelledError e) {
                    t.log("body cancelled", e, parent.cancelling());
                    throw e;
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e, parent.cancelling(), other.get(0).cancelled());
        }
        Asyncio.sleep(Duration.ZERO);
        t.log("nothing leaked", parent.cancelling());
        Asyncio.runningLoop().setTaskFactory(null);
    }
}
