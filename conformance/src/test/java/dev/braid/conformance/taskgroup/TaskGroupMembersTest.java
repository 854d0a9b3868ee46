package dev.braid.conformance.taskgroup;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.ExceptionGroup;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who is a member, for how long, and what leaving the block waits for. */
class TaskGroupMembersTest {

    /** How many members the group says it has. */
    private static int members(TaskGroup group) {
        Matcher shown = Pattern.compile("tasks=(\\d+)").matcher(group.toString());
        return shown.find() ? Integer.parseInt(shown.group(1)) : 0;
    }

    @Case("TASKGROUP-01")
    void leavingWaitsForEveryMember(Trace t) {
        List<Task<Integer>> tasks = TaskGroup.run(group -> {
            List<Task<Integer>> created = Stream.of(2, 1)
                    .map(n -> group.createTask(() -> {
                        Asyncio.sleep(ofSeconds(n));
                        t.log("child ends", n);
                        return n * 10;
                    }))
                    .toList();
            t.log("body ends");
            return created;
        });
        t.log("results", tasks.stream().map(Future::result).toList());
    }

    @Case("TASKGROUP-02")
    void membersMayJoinAsLongAsTheBodyRuns(Trace t) {
        List<Task<String>> tasks = TaskGroup.run(group -> {
            var one = group.createTask(() -> child(t, "one", 1), TaskOptions.named("one"));
            Asyncio.sleep(ofSeconds(2));
            t.log("finished before two joined", one.done());
            var two = group.createTask(() -> child(t, "two", 1), TaskOptions.named("two"));
            t.log("two joined");
            two.await();
            t.log("all finished");
            var three = group.createTask(() -> child(t, "three", 3), TaskOptions.named("three"));
            t.log("body ends");
            return List.of(one, two, three);
        });
        t.log("results", tasks.stream().map(Future::result).toList());
    }

    private static String child(Trace t, String text, int seconds) {
        t.log("starts");
        Asyncio.sleep(ofSeconds(seconds));
        t.log("ends");
        return text;
    }

    @Case("TASKGROUP-03")
    void finishedMembersAreForgottenOneByOne(Trace t) {
        var group = TaskGroup.create();
        Task<?> last = group.use(entered -> {
            t.log("empty", members(group));
            for (int n = 1; n <= 3; n++) {
                Duration delay = ofSeconds(n);
                group.createTask(() -> Asyncio.sleep(delay));
            }
            t.log("three joined", members(group));
            for (int n = 0; n < 3; n++) {
                Asyncio.sleep(ofMillis(1100));
                t.log("members", members(group));
            }
            for (int n = 0; n < 1000; n++) {
                group.createTask(() -> Asyncio.sleep(Duration.ZERO)).await();
            }
            Asyncio.sleep(Duration.ZERO);
            t.log("after a thousand more", members(group));
            return group.createTask(() -> Asyncio.sleep(ofSeconds(1)));
        });
        t.log("left", last.done(), members(group));
    }

    @Case("TASKGROUP-04")
    void aMemberMayAddMembersWhileTheExitWaits(Trace t) {
        TaskGroup.run(group -> {
            group.createTask(() -> addsMembers(t, group, 1));
            t.log("body ends");
        });
        t.log("left");
    }

    private static void addsMembers(Trace t, TaskGroup group, int depth) {
        Asyncio.sleep(ofSeconds(1));
        if (depth < 3) {
            group.createTask(() -> addsMembers(t, group, depth + 1));
            t.log("added depth", depth + 1);
        }
        Asyncio.sleep(ofMillis(500));
        t.log("ends at depth", depth);
    }

    @Case("TASKGROUP-05")
    void enteringGivesTheGroupItself(Trace t) {
        var group = TaskGroup.create();
        group.use(entered -> {
            t.log("the same", entered == group);
            entered.createTask(() -> Asyncio.sleep(ofSeconds(1)));
        });
        t.log("left");
    }

    @Case("TASKGROUP-06")
    void leavingWithNoPendingMemberDoesNotSuspend(Trace t) {
        VoidCoroutine child = () -> t.log("child ends");

        var loop = Asyncio.runningLoop();
        loop.callSoon(() -> t.log("next pass"));
        TaskGroup.run(group -> {
            t.log("empty body ends");
        });
        t.log("left the empty group");

        TaskGroup.run(group -> {
            group.createTask(child).await();
            Asyncio.sleep(Duration.ZERO);
            loop.callSoon(() -> t.log("next pass"));
            t.log("body ends, the member did before");
        });
        t.log("left the group of finished members");

        TaskGroup.run(group -> {
            group.createTask(child);
            loop.callSoon(() -> t.log("next pass"));
            t.log("body ends");
        });
        t.log("left the group that had to wait");
    }

    @Case("TASKGROUP-07")
    void aMemberTakesANameAndAContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        VoidCoroutine child = () -> {
            t.log("sees", var.get());
            var.set("the child's");
        };

        var.set("the body's");
        Context own = Context.copyCurrent();
        own.run(() -> {
            var.set("the given context's");
        });
        List<Task<?>> tasks = TaskGroup.run(group -> {
            Task<?> named = group.createTask(child, TaskOptions.named("first"));
            Task<?> given = group.createTask(child, TaskOptions.named("second").withContext(own));
            Object plain = group.createTask(child);
            t.log("returned", named.name(), given.name(), plain instanceof Task);
            t.log("context", named.context() == own, given.context() == own);
            return List.of(named, given, (Task<?>) plain);
        });
        t.log("done", tasks.stream().map(Future::done).toList());
        t.log("body sees", var.get());
        t.log("the given context holds", own.get(var));
    }

    @Case("TASKGROUP-08")
    void furtherOptionsReachTheTaskFactory(Trace t) {
        VoidCoroutine child = () -> {
            t.log("child starts");
            Asyncio.sleep(ofSeconds(1));
            t.log("child ends");
        };

        TaskGroup.run(group -> {
            group.createTask(child, TaskOptions.named("eager").eager(true));
            t.log("created an eager one");
            group.createTask(child, TaskOptions.named("lazy").eager(false));
            t.log("created a lazy one");
        });
        Asyncio.runningLoop().setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
                t.log("factory", options.name(), options.eagerStart());
                return Task.create(loop, coroutine, options);
            }
        });
        TaskGroup.run(group -> {
            group.createTask(child, TaskOptions.named("eager").eager(true));
            t.log("created an eager one");
            group.createTask(child, TaskOptions.named("plain"));
            t.log("created a plain one");
        });
        Asyncio.runningLoop().setTaskFactory(null);
    }

    @Case("TASKGROUP-09")
    void anOpenGroupKeepsItsMembersAlive(Trace t) {
        Map<String, WeakReference<Future<String>>> woken = new LinkedHashMap<>();
        VoidCoroutine child = () -> {
            Future<String> future = Asyncio.runningLoop().createFuture();
            woken.put("future", new WeakReference<>(future)); // only the child refers to it, and only it to the child
            t.log("child waits");
            t.log("child got", (Object) future.await());
        };

        t.catchReports();
        TaskGroup.run(group -> {
            group.createTask(child);
            Asyncio.sleep(Duration.ZERO);
            t.gc();
            t.log("still there", woken.get("future").get() != null);
            woken.get("future").get().setResult("a value");
            t.log("body ends");
        });
        t.log("left");
    }

    @Case("TASKGROUP-10")
    void cancellingOneMemberIsNoFailure(Trace t) {
        Coroutine<Integer> child = () -> {
            try {
                Asyncio.sleep(ofSeconds(2));
                t.log("child ends");
                return 7;
            } catch (CancelledError e) {
                t.log("cancelled", e);
                throw e;
            }
        };

        List<Task<Integer>> tasks = TaskGroup.run(group -> {
            var one = group.createTask(child, TaskOptions.named("one"));
            var two = group.createTask(child, TaskOptions.named("two"));
            Asyncio.sleep(ofSeconds(1));
            t.log("cancel", one.cancel("just this one"));
            Asyncio.sleep(ofMillis(500));
            t.log("body goes on");
            return List.of(one, two);
        });
        t.log("one cancelled", tasks.get(0).cancelled());
        t.log("two", tasks.get(1).cancelled(), tasks.get(1).result());
        t.log("cancelling", Asyncio.currentTask().cancelling());
    }

    @Case("TASKGROUP-57")
    void aGroupThatWasLeftKeepsNothingAlive(Trace t) {
        Map<String, WeakReference<?>> gone = new LinkedHashMap<>();
        var group = TaskGroup.create();
        var other = TaskGroup.create();
        Asyncio.createTask(() -> parent(t, group, gone), TaskOptions.named("parent")).await();
        Asyncio.createTask(() -> cancels(t, other, gone), TaskOptions.named("canceller")).await();
        t.gc();
        gone.forEach((what, reference) -> t.log("gone", what, reference.get() == null));
        t.log("the groups are still here", group != null, other != null);
    }

    private static class Collected extends RuntimeException {}

    private static void parent(Trace t, TaskGroup group, Map<String, WeakReference<?>> gone) {
        VoidCoroutine fails = () -> {
            var error = new Collected();
            gone.put("error", new WeakReference<>(error));
            throw error;
        };

        gone.put("parent", new WeakReference<>(Asyncio.currentTask()));
        try {
            group.use(entered -> {
                gone.put("failed member", new WeakReference<>(group.createTask(fails)));
                gone.put("cancelled member", new WeakReference<>(group.createTask(() -> Asyncio.sleep(ofSeconds(10)))));
                Asyncio.sleep(ofSeconds(5));
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e.exceptions().size());
        }
    }

    private static void cancels(Trace t, TaskGroup group, Map<String, WeakReference<?>> gone) {
        VoidCoroutine cancelledParent = () -> group.use(entered -> {
            group.createTask(() -> Asyncio.sleep(ofSeconds(10)));
        });

        var task = Asyncio.createTask(cancelledParent, TaskOptions.named("cancelled parent"));
        Asyncio.sleep(ofSeconds(1));
        Object reason = new Object();
        gone.put("cancelled parent", new WeakReference<>(task));
        gone.put("reason of the cancellation", new WeakReference<>(reason));
        task.cancel(reason);
        try {
            task.await();
        } catch (CancelledError e) {
            t.log("cancelled", e.message() == reason);
        }
    }
}
