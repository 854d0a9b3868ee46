package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.inContext;
import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** A task has a loop, a coroutine and a context of its own. */
class TaskBelongingsTest {

    @Case(value = "TASK-08", plain = true)
    void aTaskKnowsItsLoop(Trace t) throws Exception {
        VoidCoroutine child =
                () -> t.log("runs on its loop", Asyncio.currentTask().loop() == Asyncio.runningLoop());

        EventLoop one = t.newLoop();
        EventLoop two = t.newLoop();
        Task<Void> first = one.createTask(child, named("first"));
        Task<Void> second = two.createTask(child, named("second"));
        t.log("first", first.loop() == one, first.loop() == two);
        t.log("second", second.loop() == one, second.loop() == two);
        one.runUntilComplete(first);
        two.runUntilComplete(second);
        t.log("afterwards", first.loop() == one, second.loop() == two);
        one.close();
        two.close();
    }

    @Case("TASK-09")
    void aTaskKnowsItsCoroutine(Trace t) throws Exception {
        Coroutine<Void> one = Coroutine.once(this::child);
        Coroutine<Void> two = Coroutine.once(this::child);
        Task<Void> task = Asyncio.createTask(one, named("one"));
        Task<Void> other = Asyncio.createTask(two, named("two"));
        t.log("created", task.coroutine() == one, other.coroutine() == two, other.coroutine() == one);
        Asyncio.yieldNow();
        t.log("suspended", task.coroutine() == one);
        task.await();
        t.log("ended", task.coroutine() == one);
    }

    private Void child() {
        Asyncio.sleep(ofSeconds(1));
        return null;
    }

    @Case("TASK-10")
    void aTaskKnowsItsContext(Trace t) throws Exception {
        ContextVar<String> variable = ContextVar.of("var");
        Context given = Context.copyCurrent();
        Task<?> withContext = Asyncio.createTask(() -> variable.set("in the given one"), inContext(given));
        Task<?> without = Asyncio.createTask(() -> variable.set("in its own"));
        t.log("identical", withContext.context() == given, without.context() == given);
        withContext.await();
        without.await();
        t.log("identical", withContext.context() == given);
        t.log("the body ran there", withContext.context().get(variable), without.context().get(variable));
        t.log("and not here", Context.copyCurrent().get(variable));
    }

    @Case(value = "TASK-57", plain = true)
    void aTaskOutlivesAStopOfItsLoop(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        Task<String> task = loop.createTask(
                () -> {
                    t.log("begins");
                    Asyncio.sleep(ofSeconds(1));
                    loop.stop();
                    t.log("stops the loop, and goes on");
                    Asyncio.yieldNow();
                    t.log("resumed");
                    Asyncio.sleep(ofSeconds(1));
                    return "value";
                },
                named("child"));
        loop.runForever();
        t.log("stopped", "done", task.done(), "cancelled", task.cancelled());
        t.log("run again", loop.runUntilComplete(task));
        loop.close();
    }

    @Case("TASK-58")
    void everyTaskHasItsOwnVariables(Trace t) throws Exception {
        ContextVar<String> variable = ContextVar.of("var");
        variable.set("main's");
        List<Task<Void>> tasks = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            tasks.add(Asyncio.createTask(
                    () -> {
                        t.log("inherited", variable.get());
                        for (int n = 0; n < 3; n++) {
                            variable.set(name + " " + n);
                            Asyncio.sleep(ofSeconds(1));
                            t.log("reads", variable.get());
                        }
                    },
                    named(name)));
        }
        variable.set("changed by main");
        for (Task<Void> task : tasks) {
            task.await();
        }
        t.log("reads", variable.get());
    }
}
