package dev.braid.conformance.taskobject;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** How requests are counted, and what a task tells of them meanwhile. */
class TaskCancelCountTest {

    @Case("TASK-35")
    void everyRequestCounts(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("got", e, "requests", Asyncio.currentTask().cancelling());
                    }
                    Asyncio.sleep(ofSeconds(1));
                    t.log("got no second one");
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        t.log("first", task.cancel(), task.cancelling());
        t.log("second", task.cancel(), task.cancelling());
        Asyncio.yieldNow();
        t.log("third", task.cancel(), task.cancelling());
        Asyncio.gatherSettled(task).await();
        t.log("ended", "cancelled", task.cancelled(), "requests", task.cancelling());
        t.log("when done", task.cancel(), task.cancelling());
    }

    @Case("TASK-40")
    void cancelledIsTrueOnlyAtTheEnd(Trace t) throws Exception {
        Task<Void> one = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } finally {
                        t.log("in the body", Asyncio.currentTask().cancelled());
                        Asyncio.sleep(ofSeconds(1));
                    }
                },
                named("propagates"));
        Task<Void> two = Asyncio.createTask(
                () -> {
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("in the body", Asyncio.currentTask().cancelled());
                    }
                },
                named("suppresses"));
        t.log("created", one.cancelled(), two.cancelled());
        Asyncio.sleep(ofSeconds(1));
        one.cancel();
        two.cancel();
        t.log("requested", one.cancelled(), two.cancelled());
        Asyncio.sleep(ofMillis(500));
        t.log("one is cleaning up, two has ended", one.cancelled(), two.cancelled());
        Asyncio.sleep(ofSeconds(1));
        t.log("both have ended", one.cancelled(), two.cancelled());
    }

    @Case("TASK-41")
    void cancellingIsCancelsMinusUncancels(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    for (int n = 0; n < 2; n++) {
                        try {
                            Asyncio.sleep(ofSeconds(10));
                        } catch (CancelledError e) {
                            t.log("got one");
                        }
                    }
                },
                named("child"));
        t.log("zero", task.cancelling());
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        t.log("one", task.cancelling());
        task.cancel();
        t.log("two", task.cancelling());
        task.uncancel();
        t.log("one again", task.cancelling());
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        t.log("two again", task.cancelling());
        task.uncancel();
        task.uncancel();
        t.log("zero again", task.cancelling());
        Asyncio.gatherSettled(task).await();
        t.log("in the end", task.cancelling(), "cancelled", task.cancelled());
    }

    @Case("TASK-42")
    void catchingDoesNotLowerTheCount(Trace t) throws Exception {
        Task<Void> task = Asyncio.createTask(
                () -> {
                    Task<?> me = Asyncio.currentTask();
                    try {
                        Asyncio.sleep(ofSeconds(10));
                    } catch (CancelledError e) {
                        t.log("caught", me.cancelling());
                    }
                    t.log("after the handler", me.cancelling());
                    Asyncio.sleep(ofSeconds(1));
                    t.log("after another await", me.cancelling());
                },
                named("child"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel();
        task.await();
        t.log("ended", task.cancelling(), "cancelled", task.cancelled());
    }
}
