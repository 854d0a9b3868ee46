package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ending a group early, without an error. */
class TaskGroupCancelCallTest {

    private static VoidCoroutine stay(Trace t) {
        return stay(t, 10, 0);
    }

    private static VoidCoroutine stay(Trace t, int seconds, int cleanUp) {
        return () -> {
            t.log("starts");
            try {
                Asyncio.sleep(ofSeconds(seconds));
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

    @Case("TASKGROUP-60")
    void cancellingTheGroupEndsMembersAndBlockWithoutAnError(Trace t) {
        var me = Asyncio.currentTask();
        List<Task<?>> tasks = new ArrayList<>();
        TaskGroup.run(group -> {
            tasks.add(group.createTask(stay(t, 10, 1), TaskOptions.named("one")));
            tasks.add(group.createTask(stay(t), TaskOptions.named("two")));
            Asyncio.sleep(ofSeconds(1));
            group.cancel();
            t.log("cancelled the group", me.cancelling());
        });
        t.log("left normally", me.cancelling());
        t.log("cancelled", tasks.stream().map(Task::cancelled).toList());
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-61")
    void theBodyRunsOnToItsNextSuspension(Trace t) {
        var me = Asyncio.currentTask();
        TaskGroup.run(group -> {
            group.createTask(stay(t), TaskOptions.named("member"));
            Asyncio.sleep(ofSeconds(1));
            group.cancel();
            t.log("body runs on", me.cancelling());
            try {
                Asyncio.sleep(ofSeconds(10));
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("body cancelled", e);
                throw e;
            }
        });
        t.log("left normally", me.cancelling());
    }

    @Case("TASKGROUP-62")
    void aBodyWithoutAFurtherSuspensionRunsToItsEnd(Trace t) {
        var me = Asyncio.currentTask();
        TaskGroup.run(group -> {
            group.cancel();
            t.log("body ends", me.cancelling());
        });
        t.log("left the empty group", me.cancelling());
        Asyncio.sleep(ofSeconds(1));
        t.log("the next await works");
        Task<?> member = TaskGroup.run(group -> {
            Task<?> stays = group.createTask(stay(t, 10, 1), TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            group.cancel();
            t.log("body ends", me.cancelling());
            return stays;
        });
        t.log("left the group", me.cancelling(), member.cancelled());
        Asyncio.sleep(ofSeconds(1));
        t.log("the next await works");
    }

    @Case("TASKGROUP-63")
    void cancellingTwiceIsCancellingOnce(Trace t) {
        var me = Asyncio.currentTask();
        TaskGroup.run(group -> {
            var task = group.createTask(() -> {
                for (int n = 0; n < 3; n++) {
                    try {
                        Asyncio.sleep(ofSeconds(1));
                        t.log("member awake", n);
                    } catch (CancelledError e) {
                        t.log("member cancelled", n, e);
                        group.cancel();
                    }
                }
            }, TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            group.cancel();
            group.cancel();
            t.log("cancelled", me.cancelling(), task.cancelling());
            try {
                Asyncio.sleep(ofSeconds(10));
            } catch (CancelledError e) {
                t.log("body cancelled", e);
            }
            group.cancel();
            Asyncio.sleep(ofMillis(500));
            t.log("body goes on", me.cancelling(), task.cancelling());
        });
        t.log("left normally", me.cancelling());
    }

    @Case("TASKGROUP-64")
    void cancellingAfterTheExitDoesNothing(Trace t) {
        var me = Asyncio.currentTask();
        var first = TaskGroup.create();
        first.use(group -> {
            group.createTask(stay(t, 1, 0), TaskOptions.named("member"));
        });
        first.cancel();
        t.log("cancelled", me.cancelling());
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on", me.cancelling());
        var second = TaskGroup.create();
        second.use(group -> {
            group.createTask(stay(t), TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            group.cancel();
        });
        second.cancel();
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on", me.cancelling());
    }

    @Case("TASKGROUP-65")
    void cancellingBeforeTheEntryCancelsOnEntry(Trace t) {
        var me = Asyncio.currentTask();
        var group = TaskGroup.create();
        group.cancel();
        t.log("not entered", me.cancelling());
        Asyncio.sleep(ofSeconds(1));
        group.use(entered -> {
            t.log("body starts", me.cancelling());
            try {
                Asyncio.sleep(ofSeconds(10));
                t.log("not reached");
            } catch (CancelledError e) {
                t.log("body cancelled", e);
                throw e;
            }
        });
        t.log("left normally", me.cancelling());
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TASKGROUP-66")
    void creatingAfterTheCancelCallIsRefused(Trace t) {
        VoidCoroutine neverRuns = () -> t.log("not reached");

        TaskGroup.run(group -> {
            group.createTask(() -> {
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError cancelled) {
                    try {
                        group.createTask(neverRuns);
                    } catch (IllegalStateException e) {
                        t.log("refused", e);
                    }
                    throw cancelled;
                }
            }, TaskOptions.named("member"));
            Asyncio.sleep(Duration.ZERO);
            group.cancel();
            try {
                group.createTask(neverRuns);
                t.log("not reached");
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
            t.log("body runs on");
        });
        t.log("left normally");
    }

    @Case("TASKGROUP-67")
    void theFirstWinnerEndsTheRace(Trace t) {
        List<Integer> winners = new ArrayList<>();
        List<Task<?>> racers = new ArrayList<>();
        TaskGroup.run(group -> {
            for (int n : List.of(3, 1, 2)) {
                racers.add(group.createTask(() -> racer(t, group, n, winners)));
            }
        });
        t.log("left normally", Asyncio.currentTask().cancelling());
        t.log("cancelled", racers.stream().map(Task::cancelled).toList());
        t.log("winners", winners);
    }

    private static void racer(Trace t, TaskGroup group, int seconds, List<Integer> winners) {
        try {
            Asyncio.sleep(ofSeconds(seconds));
        } catch (CancelledError e) {
            t.log("loses", e);
            throw e;
        }
        t.log("wins");
        winners.add(seconds);
        group.cancel();
    }

    @Case("TASKGROUP-68")
    void aMemberThatCancelsBeforeItsFirstSuspensionIsCancelledThere(Trace t) {
        var me = Asyncio.currentTask();
        for (boolean eager : List.of(false, true)) {
            t.log("eager", eager);
            List<Task<?>> tasks = new ArrayList<>();
            TaskGroup.run(group -> {
                group.createTask(stay(t), TaskOptions.named("sibling"));
                tasks.add(group.createTask(
                        () -> cancelsAndSleeps(t, group), TaskOptions.named("member").eager(eager)));
                t.log("created", me.cancelling());
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    t.log("body cancelled", e);
                    throw e;
                }
            });
            t.log("left normally", me.cancelling(), tasks.get(0).cancelled());
        }
    }

    private static void cancelsAndSleeps(Trace t, TaskGroup group) {
        group.cancel();
        t.log("member runs on");
        try {
            Asyncio.sleep(ofSeconds(10));
            t.log("not reached");
        } catch (CancelledError e) {
            t.log("member cancelled", e);
            throw e;
        }
    }
}
