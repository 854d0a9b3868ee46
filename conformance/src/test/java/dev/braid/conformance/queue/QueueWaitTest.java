package dev.braid.conformance.queue;

import static dev.braid.conformance.queue.QueueTasks.SECOND;
import static dev.braid.conformance.queue.QueueTasks.fill;
import static dev.braid.conformance.queue.QueueTasks.gets;
import static dev.braid.conformance.queue.QueueTasks.items;
import static dev.braid.conformance.queue.QueueTasks.joins;
import static dev.braid.conformance.queue.QueueTasks.puts;
import static dev.braid.conformance.queue.QueueTasks.refused;
import static dev.braid.conformance.queue.QueueTasks.start;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Queue;
import java.util.List;

/** Putting and getting, with and without a wait. */
class QueueWaitTest {

    @Case("QUEUE-07")
    void whereThereIsRoomPutDoesNotSuspend(Trace t) {
        var queue = new Queue<Integer>(2);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        queue.put(1);
        queue.put(2);
        t.log("stored", queue.qsize());
        Asyncio.yieldNow();
    }

    @Case("QUEUE-08")
    void aFullQueueIsWaitedFor(Trace t) {
        var queue = fill(new Queue<Integer>(1), 1);
        var putter = start("putter", puts(t, queue, 2));
        Asyncio.sleep(SECOND);
        t.log("waits", !putter.done(), queue.qsize());
        t.log("got", queue.getNowait());
        t.log("not yet stored", queue.qsize());
        putter.await();
        t.log("items", items(queue));
    }

    @Case(value = "QUEUE-09", plain = true)
    void putNowaitStoresOrRefuses(Trace t) {
        var queue = new Queue<Integer>(1);
        refused(t, "one", () -> queue.putNowait(1));
        refused(t, "two", () -> queue.putNowait(2));
        t.log("items", items(queue));
    }

    @Case("QUEUE-10")
    void whatIsThereIsGotWithoutSuspending(Trace t) {
        var queue = fill(new Queue<Integer>(), 1, null);
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("got", queue.get(), queue.qsize());
        t.log("got", queue.get(), queue.qsize());
        Asyncio.yieldNow();
    }

    @Case("QUEUE-11")
    void anEmptyQueueIsWaitedFor(Trace t) {
        var queue = new Queue<String>();
        var getter = start("getter", gets(t, queue));
        Asyncio.sleep(SECOND);
        t.log("waits", !getter.done());
        queue.putNowait("item");
        t.log("stored", queue.qsize());
        getter.await();
        t.log("left", queue.qsize());
    }

    @Case(value = "QUEUE-12", plain = true)
    void getNowaitGivesOrRefuses(Trace t) {
        var queue = fill(new Queue<Integer>(), 1);
        t.log("got", queue.getNowait());
        refused(t, "again", queue::getNowait);
    }

    @Case("QUEUE-13")
    void aGetWakesThePutterWhoWaitsLongest(Trace t) {
        var queue = fill(new Queue<Object>(1), 0);
        List<Task<?>> tasks = List.of(start("a", puts(t, queue, "a")), start("b", puts(t, queue, "b")),
                start("c", puts(t, queue, "c")));
        for (int n = 0; n < 3; n++) {
            Asyncio.sleep(SECOND);
            t.log("got", queue.get());
        }
        Asyncio.wait(tasks);
        t.log("items", items(queue));
    }

    @Case("QUEUE-14")
    void aPutWakesTheGetterWhoWaitsLongest(Trace t) {
        var queue = new Queue<Integer>();
        List<Task<?>> tasks =
                List.of(start("a", gets(t, queue)), start("b", gets(t, queue)), start("c", gets(t, queue)));
        for (int item = 0; item < 3; item++) {
            Asyncio.sleep(SECOND);
            queue.put(item);
        }
        Asyncio.wait(tasks);
    }

    @Case("QUEUE-15")
    void producerAndConsumerGetAlongWithRoomForOne(Trace t) {
        var queue = new Queue<Integer>(1);
        VoidCoroutine produces = () -> {
            for (int item = 0; item < 5; item++) {
                queue.put(item);
                t.log("put", item);
            }
        };
        VoidCoroutine consumes = () -> {
            for (int n = 0; n < 5; n++) {
                t.log("got", queue.get());
            }
        };

        Asyncio.wait(List.of(start("producer", produces), start("consumer", consumes)));
        t.log("empty", queue.empty());
    }

    @Case("QUEUE-16")
    void aWokenGetterMayFindNothing(Trace t) {
        var queue = new Queue<String>();
        var a = start("a", gets(t, queue));
        var b = start("b", gets(t, queue));
        Asyncio.sleep(SECOND);
        queue.putNowait("first");
        t.log("taken in between", queue.getNowait());
        Asyncio.sleep(SECOND);
        t.log("wait again", a.done(), b.done());
        queue.putNowait("second");
        Asyncio.sleep(SECOND);
        queue.putNowait("third");
        Asyncio.wait(List.of(a, b));
    }

    @Case("QUEUE-17")
    void aWokenPutterMayFindNoRoom(Trace t) {
        var queue = fill(new Queue<Object>(1), 0);
        var a = start("a", puts(t, queue, "a"));
        var b = start("b", puts(t, queue, "b"));
        Asyncio.sleep(SECOND);
        t.log("got", queue.getNowait());
        queue.putNowait("in between");
        Asyncio.sleep(SECOND);
        t.log("wait again", a.done(), b.done());
        for (int n = 0; n < 3; n++) {
            t.log("got", queue.getNowait());
            Asyncio.sleep(SECOND);
        }
        Asyncio.wait(List.of(a, b));
    }

    @Case(value = "QUEUE-27", plain = true)
    void theFirstWaitBindsItToALoop(Trace t) {
        var queue = new Queue<Object>(1);
        VoidCoroutine uncontended = () -> {
            queue.put(1);
            t.log("got", queue.get());
        };
        VoidCoroutine contended = () -> {
            var getter = start("getter", gets(t, queue));
            Asyncio.sleep(SECOND);
            queue.put("item");
            getter.await();
        };
        VoidCoroutine elsewhere = () -> {
            t.log("refused", assertThrows(IllegalStateException.class, queue::get));
            queue.putNowait(1);
            t.log("refused", assertThrows(IllegalStateException.class, () -> queue.put(2)), queue.qsize());
            queue.getNowait();
        };
        VoidCoroutine joined = () -> {
            start("joiner", joins(t, queue));
            Asyncio.sleep(SECOND);
            for (int n = 0; n < 4; n++) {
                queue.taskDone();
            }
            Asyncio.sleep(SECOND);
        };
        VoidCoroutine joinedElsewhere = () -> {
            queue.put(1);
            t.log("refused", assertThrows(IllegalStateException.class, queue::join));
        };

        t.run(uncontended);
        t.run(uncontended);
        t.run(contended);
        t.run(elsewhere);
        t.run(joined);
        t.run(joinedElsewhere);
    }
}
