package dev.braid.conformance.queue;

import static dev.braid.conformance.queue.QueueTasks.SECOND;
import static dev.braid.conformance.queue.QueueTasks.fill;
import static dev.braid.conformance.queue.QueueTasks.gets;
import static dev.braid.conformance.queue.QueueTasks.items;
import static dev.braid.conformance.queue.QueueTasks.joins;
import static dev.braid.conformance.queue.QueueTasks.puts;
import static dev.braid.conformance.queue.QueueTasks.refused;
import static dev.braid.conformance.queue.QueueTasks.start;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.LifoQueue;
import dev.braid.sync.PriorityQueue;
import dev.braid.sync.Queue;
import java.util.List;

/** Shutting a queue down, at once or when it is empty. */
class QueueShutdownTest {

    @Case("QUEUE-31")
    void afterAShutdownNothingCanBePut(Trace t) throws Exception {
        var queue = new Queue<Integer>(3);
        queue.shutdown();
        refused(t, "without waiting", () -> queue.putNowait(1));
        puts(t, queue, 1).run();
        t.log("nothing stored", queue.qsize());
    }

    @Case("QUEUE-32")
    void aShutdownWakesThePutters(Trace t) {
        var queue = fill(new Queue<Object>(1), 0);
        List<Task<?>> tasks = List.of(start("a", puts(t, queue, "a")), start("b", puts(t, queue, "b")));
        Asyncio.sleep(SECOND);
        queue.shutdown();
        t.log("not yet", tasks.stream().map(Task::done).toList());
        queue.getNowait();
        Asyncio.wait(tasks);
        t.log("nothing stored, though there was room", queue.qsize());
    }

    @Case("QUEUE-33")
    void whatIsInItCanStillBeGot(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2);
        queue.shutdown();
        t.log("size", queue.qsize());
        t.log("got", queue.get(), queue.getNowait());
    }

    @Case("QUEUE-34")
    void theLastOneGotNothingMoreCanBe(Trace t) throws Exception {
        var queue = fill(new Queue<Integer>(), 1);
        queue.shutdown();
        t.log("got", queue.getNowait());
        refused(t, "without waiting", queue::getNowait);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        gets(t, queue).run();
        Asyncio.yieldNow();
    }

    @Case("QUEUE-35")
    void aShutdownWakesTheGetters(Trace t) {
        var queue = new Queue<Integer>();
        List<Task<?>> tasks = List.of(start("a", gets(t, queue)), start("b", gets(t, queue)));
        Asyncio.sleep(SECOND);
        queue.shutdown();
        t.log("not yet", tasks.stream().map(Task::done).toList());
        Asyncio.wait(tasks);
    }

    @Case("QUEUE-36")
    void joinStillWaitsForWhatWasStored(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2);
        var joiner = start("joiner", joins(t, queue));
        Asyncio.sleep(SECOND);
        queue.shutdown();
        items(queue);
        Asyncio.sleep(SECOND);
        t.log("waits", !joiner.done());
        queue.taskDone();
        Asyncio.sleep(SECOND);
        t.log("waits", !joiner.done());
        queue.taskDone();
        joiner.await();
    }

    @Case(value = "QUEUE-37", plain = true)
    void anImmediateShutdownDropsTheItems(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2, 3);
        queue.shutdown(true);
        t.log("size", queue.qsize(), queue.empty());
    }

    @Case("QUEUE-38")
    void droppedItemsCountAsDone(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2, 3);
        var joiner = start("joiner", joins(t, queue));
        Asyncio.sleep(SECOND);
        queue.shutdown(true);
        t.log("released in a later pass", joiner.done());
        joiner.await();
        refused(t, "nothing to do", queue::taskDone);
    }

    @Case("QUEUE-39")
    void itemsTakenBeforeStillHaveToBeDone(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2, 3, 4);
        queue.getNowait();
        queue.getNowait();
        var joiner = start("joiner", joins(t, queue));
        Asyncio.sleep(SECOND);
        queue.shutdown(true);
        Asyncio.sleep(SECOND);
        t.log("waits", !joiner.done(), queue.qsize());
        refused(t, "one", queue::taskDone);
        Asyncio.sleep(SECOND);
        t.log("waits", !joiner.done());
        refused(t, "two", queue::taskDone);
        refused(t, "three", queue::taskDone);
        joiner.await();
    }

    @Case("QUEUE-40")
    void afterAnImmediateShutdownNothingCanBeGot(Trace t) throws Exception {
        var queue = fill(new Queue<Integer>(2), 1, 2);
        var putter = start("putter", puts(t, queue, 3));
        Asyncio.sleep(SECOND);
        queue.shutdown(true);
        refused(t, "without waiting", queue::getNowait);
        gets(t, queue).run();
        putter.await();
        refused(t, "put", () -> queue.putNowait(1));
        var waiting = new Queue<Integer>();
        var getter = start("getter", gets(t, waiting));
        Asyncio.sleep(SECOND);
        waiting.shutdown(true);
        getter.await();
    }

    @Case("QUEUE-41")
    void shuttingDownAgainIsAllowed(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2);
        var joiner = start("joiner", joins(t, queue));
        Asyncio.sleep(SECOND);
        queue.shutdown();
        queue.shutdown();
        t.log("size", queue.qsize());
        queue.shutdown(true);
        t.log("size", queue.qsize());
        joiner.await();
        queue.shutdown(true);
        queue.shutdown();
        refused(t, "get", queue::getNowait);
    }

    @Case("QUEUE-42")
    void theOtherKindsShutDownAlike(Trace t) throws Exception {
        for (Queue<Integer> queue : List.of(new PriorityQueue<Integer>(3), new LifoQueue<Integer>(3))) {
            t.log("kind", queue.getClass().getSimpleName());
            fill(queue, 1, 3, 2);
            var putter = start("putter", puts(t, queue, 4));
            var joiner = start("joiner", joins(t, queue));
            Asyncio.sleep(SECOND);
            queue.shutdown();
            putter.await();
            refused(t, "put", () -> queue.putNowait(5));
            t.log("got", queue.get(), queue.qsize());
            queue.shutdown(true);
            t.log("size", queue.qsize());
            refused(t, "get", queue::getNowait);
            gets(t, queue).run();
            t.log("joined", joiner.done());
            queue.taskDone();
            joiner.await();
        }
    }

    @Case("QUEUE-43")
    void joinOfAnEmptyQueueThatIsShutDownReturns(Trace t) throws Exception {
        var queue = new Queue<Integer>();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        queue.shutdown();
        joins(t, queue).run();
        queue.shutdown(true);
        joins(t, queue).run();
        Asyncio.yieldNow();
    }
}
