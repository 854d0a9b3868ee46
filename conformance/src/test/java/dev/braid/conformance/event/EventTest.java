package dev.braid.conformance.event;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Event;
import java.time.Duration;
import java.util.List;

/** Setting and clearing an event, and who waits for it. */
class EventTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static VoidCoroutine waits(Trace t, Event event) {
        return () -> {
            t.log("waits");
            try {
                t.log("goes on", event.await(), event.isSet());
            } catch (CancelledError e) {
                t.log("cancelled", e, event.isSet());
                throw e;
            }
        };
    }

    private static Task<?> start(String name, VoidCoroutine coroutine) {
        return Asyncio.createTask(coroutine, TaskOptions.named(name));
    }

    private static String brackets(Object thing) {
        String text = thing.toString();
        return text.substring(text.lastIndexOf('[') + 1, text.lastIndexOf(']'));
    }

    @Case("EVENT-01")
    void aNewEventIsNotSet(Trace t) {
        var event = new Event();
        t.log("set", event.isSet());
        var waiter = start("waiter", waits(t, event));
        Asyncio.sleep(SECOND);
        t.log("goes on", waiter.done());
        event.set();
        waiter.await();
    }

    @Case("EVENT-02")
    void anUnsetEventIsWaitedFor(Trace t) {
        var event = new Event();
        var waiter = start("waiter", waits(t, event));
        Asyncio.sleep(Duration.ofSeconds(2));
        t.log("still waiting", !waiter.done());
        event.set();
        waiter.await();
    }

    @Case("EVENT-03")
    void aSetEventIsPassedWithoutSuspending(Trace t) {
        var event = new Event();
        event.set();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass"));
        t.log("passes", event.await());
        t.log("passes again", event.await());
        Asyncio.yieldNow();
    }

    @Case("EVENT-04")
    void settingWakesAllInOrderInALaterPass(Trace t) {
        var event = new Event();
        List<Task<?>> tasks = List.of(
                start("a", waits(t, event)), start("b", waits(t, event)), start("c", waits(t, event)));
        Asyncio.sleep(SECOND);
        Asyncio.runningLoop().callSoon(() -> t.log("queued before"));
        event.set();
        t.log("set, none has gone on", tasks.stream().map(Task::done).toList());
        Asyncio.runningLoop().callSoon(() -> t.log("queued after"));
        Asyncio.wait(tasks);
    }

    @Case("EVENT-05")
    void settingItAgainHasNoEffect(Trace t) {
        var event = new Event();
        var waiter = start("waiter", waits(t, event));
        Asyncio.sleep(SECOND);
        event.set();
        event.set();
        t.log("set", event.isSet());
        waiter.await();
        event.set();
        t.log("set", event.isSet());
        event.clear();
        t.log("cleared once", event.isSet());
        waiter = start("waiter", waits(t, event));
        Asyncio.sleep(SECOND);
        t.log("blocks", !waiter.done());
        event.set();
        waiter.await();
    }

    @Case("EVENT-06")
    void clearingMakesLaterWaitsBlock(Trace t) {
        var event = new Event();
        event.set();
        event.await();
        event.clear();
        t.log("cleared", event.isSet());
        var waiter = start("waiter", waits(t, event));
        Asyncio.sleep(SECOND);
        t.log("blocks", !waiter.done());
        event.clear();
        event.set();
        waiter.await();
    }

    @Case("EVENT-07")
    void whoeverWaitedIsReleasedByAShortPulse(Trace t) {
        var event = new Event();
        List<Task<?>> tasks = List.of(start("a", waits(t, event)), start("b", waits(t, event)));
        Asyncio.sleep(SECOND);
        event.set();
        event.clear();
        var late = start("late", waits(t, event));
        Asyncio.wait(tasks);
        Asyncio.sleep(SECOND);
        t.log("who came later waits", !late.done(), event.isSet());
        event.set();
        late.await();
    }

    @Case("EVENT-08")
    void isSetTellsTheFlagWithoutSuspending(Trace t) {
        var event = new Event();
        Asyncio.runningLoop().callSoon(() -> t.log("the next pass", event.isSet()));
        t.log("new", event.isSet());
        event.set();
        t.log("set", event.isSet());
        event.clear();
        t.log("cleared", event.isSet());
        Asyncio.yieldNow();
    }

    @Case("EVENT-09")
    void aCancelledWaiterLeavesTheOthers(Trace t) {
        var event = new Event();
        var a = start("a", waits(t, event));
        var b = start("b", waits(t, event));
        var c = start("c", waits(t, event));
        Asyncio.sleep(SECOND);
        t.log("cancel", b.cancel("enough"));
        Asyncio.wait(List.of(b));
        t.log("left", b.cancelled(), brackets(event));
        event.set();
        Asyncio.wait(List.of(a, c));
        t.log("left", brackets(event));
    }

    @Case(value = "EVENT-10", plain = true)
    void theFirstWaitBindsItToALoop(Trace t) {
        var event = new Event();
        VoidCoroutine uncontended = () -> {
            event.set();
            t.log("no wait", event.await());
            event.clear();
        };
        VoidCoroutine contended = () -> {
            var waiter = start("waiter", waits(t, event));
            Asyncio.sleep(SECOND);
            event.set();
            waiter.await();
            event.clear();
        };
        VoidCoroutine refused = () ->
                t.log("refused", assertThrows(IllegalStateException.class, event::await), event.isSet());

        t.run(uncontended);
        t.run(contended);
        t.run(refused);
        t.run(uncontended);
        t.log("waiters", brackets(event));
    }

    @Case("EVENT-11")
    void itsTextShowsStateAndWaiters(Trace t) {
        var event = new Event();
        t.log("new", brackets(event));
        var a = start("a", waits(t, event));
        var b = start("b", waits(t, event));
        Asyncio.sleep(SECOND);
        t.log("waited for", brackets(event));
        event.set();
        t.log("set", brackets(event));
        Asyncio.wait(List.of(a, b));
        t.log("left", brackets(event));
        event.clear();
        t.log("cleared", brackets(event));
    }

    @Case("EVENT-12")
    void aReleasedWaiterCanStillBeCancelled(Trace t) {
        var event = new Event();
        var a = start("a", waits(t, event));
        var b = start("b", waits(t, event));
        var c = start("c", waits(t, event));
        Asyncio.sleep(SECOND);
        event.set();
        t.log("cancel", b.cancel("too late to matter"));
        Asyncio.wait(List.of(a, b, c));
        t.log("ended", a.cancelled(), b.cancelled(), c.cancelled(), brackets(event));
    }
}
