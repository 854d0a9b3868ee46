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
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Queue;
import java.util.List;

/** Cancelling tasks that wait at a queue: no item, no room and no release is lost. */
class QueueCancellationTest {

    @Case("QUEUE-18")
    void aCancelledGetterTakesNothingAway(Trace t) {
        var queue = new Queue<String>();
        var a = start("a", gets(t, queue));
        var b = start("b", gets(t, queue));
        var c = start("c", gets(t, queue));
        Asyncio.sleep(SECOND);
        a.cancel("enough");
        queue.putNowait("item");
        Asyncio.wait(List.of(a, b));
        c.cancel();
        Asyncio.wait(List.of(c));
        queue.putNowait("another");
        t.log("items", items(queue));
    }

    @Case("QUEUE-19")
    void aWokenGetterThatIsCancelledLeavesTheItem(Trace t) {
        var queue = new Queue<String>();
        var a = start("a", gets(t, queue));
        var b = start("b", gets(t, queue));
        Asyncio.sleep(SECOND);
        queue.putNowait("item");
        a.cancel("too late");
        Asyncio.wait(List.of(a, b));
        t.log("ended", a.cancelled(), b.cancelled());
        var only = start("only", gets(t, queue));
        Asyncio.sleep(SECOND);
        queue.putNowait("kept");
        only.cancel();
        Asyncio.wait(List.of(only));
        t.log("items", items(queue));
    }

    @Case("QUEUE-20")
    void aCancelledPutterStoresNothing(Trace t) {
        var queue = fill(new Queue<Object>(1), 0);
        var a = start("a", puts(t, queue, "a"));
        var b = start("b", puts(t, queue, "b"));
        var c = start("c", puts(t, queue, "c"));
        Asyncio.sleep(SECOND);
        b.cancel("enough");
        for (int n = 0; n < 3; n++) {
            t.log("got", queue.get());
        }
        Asyncio.wait(List.of(a, b, c));
        t.log("empty", queue.empty());
    }

    @Case("QUEUE-21")
    void aWokenPutterThatIsCancelledLeavesTheRoom(Trace t) {
        var queue = fill(new Queue<Object>(1), 0);
        var a = start("a", puts(t, queue, "a"));
        var b = start("b", puts(t, queue, "b"));
        Asyncio.sleep(SECOND);
        t.log("got", queue.getNowait());
        a.cancel("too late");
        Asyncio.wait(List.of(a, b));
        t.log("items", items(queue));
    }

    @Case("QUEUE-44")
    void aCancelledJoinerChangesNothing(Trace t) {
        var queue = fill(new Queue<Integer>(), 1);
        var a = start("a", joins(t, queue));
        var b = start("b", joins(t, queue));
        Asyncio.sleep(SECOND);
        a.cancel("enough");
        Asyncio.sleep(SECOND);
        t.log("one waits on", a.cancelled(), b.done());
        refused(t, "one to do", queue::taskDone);
        b.await();
        refused(t, "no more", queue::taskDone);
    }
}
