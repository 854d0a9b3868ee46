package dev.braid.conformance.queue;

import static dev.braid.conformance.queue.QueueTasks.SECOND;
import static dev.braid.conformance.queue.QueueTasks.fill;
import static dev.braid.conformance.queue.QueueTasks.items;
import static dev.braid.conformance.queue.QueueTasks.joins;
import static dev.braid.conformance.queue.QueueTasks.refused;
import static dev.braid.conformance.queue.QueueTasks.start;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Queue;
import java.util.List;

/** Counting what is done, and waiting until all is. */
class QueueJoinTest {

    @Case("QUEUE-22")
    void everyItemCountsUntilItIsDone(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2);
        queue.put(3);
        items(queue);
        var joiner = start("joiner", joins(t, queue));
        for (int n = 0; n < 3; n++) {
            Asyncio.sleep(SECOND);
            queue.taskDone();
            t.log("done");
        }
        joiner.await();
    }

    @Case(value = "QUEUE-23", plain = true)
    void moreThanWereStoredCannotBeDone(Trace t) {
        var queue = new Queue<Integer>();
        refused(t, "none stored", queue::taskDone);
        queue.putNowait(1);
        refused(t, "one stored", queue::taskDone);
        refused(t, "once more", queue::taskDone);
    }

    @Case("QUEUE-24")
    void joinWaitsForTheDoneNotForTheEmpty(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, 2);
        var joiner = start("joiner", joins(t, queue));
        Asyncio.sleep(SECOND);
        items(queue);
        Asyncio.sleep(SECOND);
        t.log("empty", queue.empty(), joiner.done());
        queue.taskDone();
        Asyncio.sleep(SECOND);
        t.log("one to do", joiner.done());
        queue.taskDone();
        joiner.await();
    }

    @Case("QUEUE-25")
    void withoutItemsJoinReturnsAtOnce(Trace t) {
        var queue = new Queue<Integer>();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        queue.join();
        queue.join();
        queue.putNowait(1);
        queue.taskDone();
        queue.join();
        t.log("joined");
        Asyncio.yieldNow();
    }

    @Case("QUEUE-26")
    void allWhoJoinAreReleased(Trace t) {
        var queue = fill(new Queue<Integer>(), 1);
        List<Task<?>> tasks =
                List.of(start("a", joins(t, queue)), start("b", joins(t, queue)), start("c", joins(t, queue)));
        Asyncio.sleep(SECOND);
        queue.taskDone();
        Asyncio.wait(tasks);
    }

    @Case("QUEUE-45")
    void aReleasedJoinerStaysReleased(Trace t) {
        var queue = fill(new Queue<Integer>(), 1);
        var joiner = start("joiner", joins(t, queue));
        Asyncio.sleep(SECOND);
        queue.taskDone();
        queue.putNowait(2);
        var late = start("late", joins(t, queue));
        joiner.await();
        Asyncio.sleep(SECOND);
        t.log("who came later waits", late.done());
        queue.taskDone();
        late.await();
    }
}
