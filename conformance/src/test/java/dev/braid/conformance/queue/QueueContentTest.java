package dev.braid.conformance.queue;

import static dev.braid.conformance.queue.QueueTasks.SECOND;
import static dev.braid.conformance.queue.QueueTasks.fill;
import static dev.braid.conformance.queue.QueueTasks.gets;
import static dev.braid.conformance.queue.QueueTasks.items;
import static dev.braid.conformance.queue.QueueTasks.puts;
import static dev.braid.conformance.queue.QueueTasks.refused;
import static dev.braid.conformance.queue.QueueTasks.start;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.LifoQueue;
import dev.braid.sync.PriorityQueue;
import dev.braid.sync.Queue;
import java.util.List;

/** What a queue holds, and in which order it gives it. */
class QueueContentTest {

    private static final List<String> WORDS =
            List.of("maxsize=3", "apple", "pear", "plum", "getters", "putters", "tasks=", "shutdown");

    @Case("QUEUE-01")
    void itemsComeOutInTheOrderTheyWentIn(Trace t) {
        var queue = fill(new Queue<Integer>(), 2, 3, 1);
        queue.put(2);
        t.log("items", queue.get(), queue.getNowait(), items(queue));
    }

    @Case(value = "QUEUE-02", plain = true)
    void onlyAPositiveSizeIsALimit(Trace t) {
        for (int maxsize : new int[] {-1, 0}) {
            var queue = fill(new Queue<Integer>(maxsize), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            t.log("no limit", maxsize, queue.full(), queue.qsize());
        }
        var queue = fill(new Queue<Integer>(2), 1, 2);
        refused(t, "the third", () -> queue.putNowait(3));
        t.log("bounded", queue.full(), queue.qsize());
    }

    @Case(value = "QUEUE-03", plain = true)
    void maxsizeTellsTheLimit(Trace t) {
        for (int maxsize : new int[] {-1, 0, 3}) {
            t.log("maxsize", new Queue<Integer>(maxsize).maxsize(), new LifoQueue<Integer>(maxsize).maxsize());
        }
        t.log("default", new Queue<Integer>().maxsize(), new PriorityQueue<Integer>().maxsize());
    }

    @Case("QUEUE-04")
    void qsizeCountsWhatIsStored(Trace t) {
        var queue = new Queue<Integer>(2);
        t.log("new", queue.qsize());
        queue.putNowait(1);
        queue.put(2);
        t.log("two", queue.qsize());
        var putter = start("putter", puts(t, queue, 3));
        Asyncio.sleep(SECOND);
        t.log("one waits outside", queue.qsize());
        queue.getNowait();
        t.log("taken", queue.qsize());
        putter.await();
        t.log("two again", queue.qsize());
    }

    @Case("QUEUE-05")
    void emptyTellsThatNothingIsStored(Trace t) {
        var queue = new Queue<Integer>();
        t.log("new", queue.empty());
        var getter = start("getter", gets(t, queue));
        Asyncio.sleep(SECOND);
        queue.putNowait(1);
        t.log("one stored, somebody coming for it", queue.empty());
        getter.await();
        t.log("taken", queue.empty());
    }

    @Case(value = "QUEUE-06", plain = true)
    void fullTellsThatTheLimitIsReached(Trace t) {
        var queue = new Queue<Integer>(2);
        t.log("new", queue.full());
        queue.putNowait(1);
        t.log("one", queue.full());
        queue.putNowait(2);
        t.log("two", queue.full());
        queue.getNowait();
        t.log("one again", queue.full());
        var unlimited = new Queue<Integer>();
        for (int n = 0; n < 100; n++) {
            unlimited.putNowait(n);
        }
        t.log("never without a limit", unlimited.full());
    }

    @Case("QUEUE-28")
    void itsTextShowsLimitItemsWaitersAndTasks(Trace t) {
        var queue = new Queue<String>(3);
        show(t, "new", queue);
        var getter = start("getter", gets(t, queue));
        Asyncio.sleep(SECOND);
        show(t, "a getter", queue);
        for (String item : List.of("fig", "apple", "pear")) {
            queue.putNowait(item);
        }
        getter.await();
        show(t, "items", queue);
        queue.putNowait("plum");
        var putter = start("putter", puts(t, queue, "late"));
        Asyncio.sleep(SECOND);
        show(t, "a putter", queue);
        putter.cancel();
        Asyncio.wait(List.of(putter));
        for (int n = 0; n < 4; n++) {
            queue.taskDone();
        }
        items(queue);
        show(t, "all done", queue);
        queue.shutdown();
        show(t, "shut down", queue);
    }

    private static void show(Trace t, String what, Queue<String> queue) {
        String text = queue.toString();
        t.log(what, WORDS.stream().filter(text::contains).toList());
    }

    @Case("QUEUE-29")
    void theSmallestComesFirst(Trace t) {
        var queue = fill(new PriorityQueue<Integer>(), 1, 3, 2, 3);
        queue.put(0);
        t.log("items", queue.get(), queue.getNowait(), items(queue));
        for (int item : new int[] {5, 4, 8, 1, 9, 2, 7, 7, 3}) {
            queue.putNowait(item);
            if (item % 4 == 0) {
                t.log("the smallest", queue.getNowait());
            }
        }
        t.log("items", items(queue));
    }

    @Case("QUEUE-30")
    void theLatestComesFirst(Trace t) {
        var queue = fill(new LifoQueue<Integer>(), 1, 3, 2);
        queue.put(0);
        t.log("items", queue.get(), queue.getNowait(), items(queue));
    }
}
