package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.GeneratorExit;
import dev.braid.KeyboardInterrupt;
import dev.braid.Task;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors that are no ordinary exceptions. {@link InternalError} stands where Python has SystemExit. */
class TaskGroupBaseErrorTest {

    private static VoidCoroutine stay(Trace t, int cleanUp) {
        return stay(t, cleanUp, null);
    }

    private static VoidCoroutine stay(Trace t, int cleanUp, @Nullable Throwable error) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("cancelled", e);
                if (cleanUp > 0) {
                    Asyncio.sleep(ofSeconds(cleanUp));
                    t.log("clean");
                }
                raise(error == null ? e : error);
            }
        };
    }

    private static VoidCoroutine fail(Trace t, int seconds, Throwable error) {
        return () -> {
            Asyncio.sleep(ofSeconds(seconds));
            t.log("fails with", error);
            raise(error);
        };
    }

    private static void raise(Throwable error) {
        if (error instanceof RuntimeException exception) {
            throw exception;
        }
        throw (Error) error;
    }

    @Case(value = "TASKGROUP-43", plain = true)
    void aFatalErrorOfTheBodyLeavesTheBlockBare(Trace t) {
        for (Error fatal : List.of(new KeyboardInterrupt(), new InternalError())) {
            t.run(() -> {
                List<Task<?>> members = new ArrayList<>();
                VoidBody<TaskGroup> body = group -> {
                    members.add(group.createTask(stay(t, 1), TaskOptions.named("one")));
                    members.add(group.createTask(stay(t, 2, new Boom("discarded")), TaskOptions.named("two")));
                    Asyncio.sleep(ofSeconds(1));
                    t.log("body ends with", fatal);
                    throw fatal;
                };
                try {
                    TaskGroup.run(body);
                } catch (Throwable e) {
                    t.log("escaped", e, e == fatal, Asyncio.currentTask().cancelling());
                }
                t.log("members ended", members.get(0).cancelled(), members.get(1).exception());
            });
        }
    }

    @Case(value = "TASKGROUP-44", plain = true)
    void theFirstFatalErrorOfTheMembersLeavesTheBlockBare(Trace t) {
        for (Error fatal : List.of(new KeyboardInterrupt(), new InternalError())) {
            VoidCoroutine main = () -> {
                try {
                    TaskGroup.run(group -> {
                        group.createTask(stay(t, 1), TaskOptions.named("slow"));
                        group.createTask(stay(t, 0, new Boom("discarded")), TaskOptions.named("failing"));
                        group.createTask(fail(t, 1, fatal), TaskOptions.named("fatal"));
                    });
                    t.log("not reached");
                } catch (Throwable e) {
                    t.log("escaped from the block", e, e == fatal);
                    throw e;
                }
            };

            var loop = t.newLoop();
            var task = loop.createTask(main, TaskOptions.named("parent"));
            for (int n = 0; n < 2; n++) {
                try {
                    t.log("the loop stopped for", (Object) loop.runUntilComplete(task));
                } catch (Throwable e) {
                    t.log("the loop stopped for", e, e == fatal);
                }
            }
            loop.close();
        }

        var first = new KeyboardInterrupt();
        var later = new InternalError();
        VoidCoroutine anotherMemberLater = () -> TaskGroup.run(group -> {
            group.createTask(fail(t, 1, first), TaskOptions.named("first"));
            group.createTask(stay(t, 1, later), TaskOptions.named("later"));
        });
        VoidCoroutine theBodyLater = () -> TaskGroup.run(group -> {
            group.createTask(fail(t, 1, first), TaskOptions.named("first"));
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("body ends with", later);
                throw later;
            }
        });
        for (VoidCoroutine main : List.of(anotherMemberLater, theBodyLater)) {
            var loop = t.newLoop();
            var task = loop.createTask(main, TaskOptions.named("parent"));
            while (!task.done()) {
                try {
                    loop.runUntilComplete(task);
                } catch (Throwable e) {
                    t.log("the loop stopped for", e, e == first);
                }
            }
            t.log("the parent's exception is the first one", task.exception() == first);
            loop.close();
        }
    }

    @Case(value = "TASKGROUP-45", plain = true)
    void aMembersFatalErrorLeavesTheLoopFirst(Trace t) {
        for (Error fatal : List.of(new KeyboardInterrupt(), new InternalError())) {
            try {
                t.run(memberFailsWith(t, fatal));
            } catch (Throwable e) {
                t.log("escaped from run", e, e == fatal);
            }
        }

        var loop = t.newLoop();
        var task = loop.createTask(memberFailsWith(t, new KeyboardInterrupt()), TaskOptions.named("parent"));
        try {
            loop.runUntilComplete(task);
        } catch (KeyboardInterrupt e) {
            t.log("escaped from the loop", e, task.done(), task.cancelling());
        }
        try {
            loop.runUntilComplete(task);
        } catch (KeyboardInterrupt e) {
            t.log("driven again", e, task.done());
        }
        loop.close();
    }

    private static VoidCoroutine memberFailsWith(Trace t, Error fatal) {
        VoidCoroutine works = () -> {
            Asyncio.sleep(ofSeconds(1));
            t.log("runs when the loop is driven again");
            Asyncio.sleep(ofSeconds(10));
        };
        return () -> {
            try {
                TaskGroup.run(group -> {
                    group.createTask(stay(t, 1), TaskOptions.named("sibling"));
                    group.createTask(fail(t, 1, fatal), TaskOptions.named("fatal"));
                    group.createTask(works, TaskOptions.named("next in the queue"));
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("body cancelled", e);
                        throw e;
                    }
                });
            } catch (Throwable e) {
                t.log("escaped from the block", e);
                throw e;
            }
        };
    }

    @Case("TASKGROUP-46")
    void aGeneratorExitOfTheBodyStaysWhatItIs(Trace t) {
        var closing = new GeneratorExit();
        VoidBody<TaskGroup> body = group -> {
            group.createTask(stay(t, 1), TaskOptions.named("member"));
            Asyncio.sleep(ofSeconds(1));
            throw closing;
        };
        try {
            TaskGroup.run(body);
        } catch (Throwable e) {
            t.log("escaped", e, e == closing, Asyncio.currentTask().cancelling());
        }
        VoidBody<TaskGroup> empty = group -> {
            throw closing;
        };
        try {
            TaskGroup.run(empty);
        } catch (Throwable e) {
            t.log("escaped from an empty group", e, e == closing);
        }
        VoidBody<TaskGroup> innermost = inner -> {
            inner.createTask(stay(t, 0), TaskOptions.named("inner member"));
            Asyncio.sleep(Duration.ZERO);
            throw closing;
        };
        try {
            TaskGroup.run(outer -> {
                outer.createTask(stay(t, 0), TaskOptions.named("outer member"));
                TaskGroup.run(innermost);
            });
        } catch (Throwable e) {
            t.log("escaped from nested groups", e, e == closing);
        }

        AsyncGenerator<Integer, Void> items = AsyncGenerator.of(out -> {
            try {
                TaskGroup.run(group -> {
                    group.createTask(stay(t, 1), TaskOptions.named("generator's member"));
                    Asyncio.sleep(Duration.ZERO);
                    out.yield(1);
                    out.yield(2);
                });
            } finally {
                t.log("generator ends");
            }
        });
        t.log("item", (Object) items.anext());
        items.aclose();
        t.log("closed without an error");
    }

    @Case("TASKGROUP-47")
    void aGeneratorExitOfAMemberIsAFailureLikeOthers(Trace t) {
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new GeneratorExit()), TaskOptions.named("bad"));
                group.createTask(stay(t, 0), TaskOptions.named("sibling"));
            });
        } catch (Throwable e) {
            t.log("escaped", e);
        }
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new GeneratorExit()), TaskOptions.named("bad"));
                group.createTask(stay(t, 0, new Boom("sibling")), TaskOptions.named("sibling"));
                Asyncio.sleep(Duration.ZERO);
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    throw new Bang("body");
                }
            });
        } catch (Throwable e) {
            t.log("escaped", e);
        }
    }

    @Case("TASKGROUP-48")
    void aGeneratorExitOfTheBodyDoesNotHideAMembersFailure(Trace t) {
        VoidBody<TaskGroup> body = group -> {
            group.createTask(stay(t, 1, new Boom("member")), TaskOptions.named("bad"));
            Asyncio.sleep(ofSeconds(1));
            throw new GeneratorExit();
        };
        try {
            TaskGroup.run(body);
        } catch (Throwable e) {
            t.log("escaped", e);
        }
        try {
            TaskGroup.run(group -> {
                group.createTask(fail(t, 1, new Bang("member")), TaskOptions.named("bad first"));
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    throw new GeneratorExit();
                }
            });
        } catch (Throwable e) {
            t.log("escaped", e, Asyncio.currentTask().cancelling());
        }

        AsyncGenerator<Integer, Void> items = AsyncGenerator.of(out -> TaskGroup.run(group -> {
            group.createTask(stay(t, 0, new Boom("member")), TaskOptions.named("generator's member"));
            Asyncio.sleep(Duration.ZERO);
            out.yield(1);
        }));
        t.log("item", (Object) items.anext());
        try {
            items.aclose();
        } catch (Throwable e) {
            t.log("closing raised", e);
        }
    }
}
