package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.EventLoop;
import dev.braid.Handle;
import dev.braid.TimerHandle;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Callbacks: when and in which context they run, and what their handles tell. */
class CallbackTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Case("LOOP-25")
    void aCallbackRunsInTheNextPass(Trace t) {
        Handle handle = Asyncio.runningLoop().callSoon(() -> t.log("callback"));
        t.log("scheduled", handle instanceof Handle, handle.cancelled());
        Asyncio.yieldNow();
        t.log("main again");
    }

    @Case("LOOP-26")
    void callbacksRunOnceInTheOrderOfScheduling(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        for (int i = 0; i < 5; i++) {
            int number = i;
            loop.callSoon(() -> t.log("callback", number));
        }
        for (int i = 0; i < 3; i++) {
            Asyncio.yieldNow();
        }
        t.log("main again");
    }

    @Case("LOOP-27")
    void whatACallbackSchedulesRunsInTheFollowingPass(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.callSoon(() -> {
            t.log("first");
            loop.callSoon(() -> t.log("scheduled by the first"));
        });
        loop.callSoon(() -> t.log("second"));
        Asyncio.yieldNow();
        t.log("main in between");
        Asyncio.yieldNow();
    }

    @Case("LOOP-28")
    void aCallbackRunsInACopyOfTheContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();
        Runnable changes = () -> {
            t.log("inside", var.get());
            var.set("the callback's");
        };
        var.set("when scheduled");
        loop.callSoon(changes);
        loop.callLater(Duration.ZERO, changes);
        var.set("later");
        Asyncio.sleep(SECOND);
        t.log("outside", var.get());
    }

    @Case("LOOP-29")
    void anExplicitContextIsUsedAsItIs(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();
        Runnable changes = () -> {
            t.log("inside", var.get());
            var.set("the callback's");
        };
        Context given = new Context();
        given.run(() -> {
            var.set("given");
        });
        loop.callSoon(changes, given);
        loop.callLater(SECOND, changes, given);
        Asyncio.sleep(SECOND.multipliedBy(2));
        t.log("afterwards", given.getOrThrow(var), var.get());
    }

    @Case("LOOP-40")
    void aCancelledCallbackNeverRuns(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Handle soon = loop.callSoon(() -> t.log("never"));
        Handle later = loop.callLater(SECOND, () -> t.log("never"));
        Handle ran = loop.callSoon(() -> t.log("runs"));
        soon.cancel();
        soon.cancel();
        later.cancel();
        later.cancel();
        Asyncio.sleep(SECOND.multipliedBy(2));
        ran.cancel();
        Asyncio.yieldNow();
        t.log("main ends");
    }

    @Case("LOOP-41")
    void aHandleTellsWhetherItWasCancelled(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<Handle> handles = List.of(
                loop.callSoon(() -> t.log("never")),
                loop.callLater(SECOND, () -> t.log("never")),
                loop.callSoon(() -> t.log("runs")));
        t.log("scheduled", cancelled(handles));
        handles.get(0).cancel();
        handles.get(1).cancel();
        t.log("cancelled", cancelled(handles));
        Asyncio.sleep(SECOND.multipliedBy(2));
        t.log("run", cancelled(handles));
    }

    private static List<Boolean> cancelled(List<Handle> handles) {
        return handles.stream().map(Handle::cancelled).collect(Collectors.toList());
    }

    @Case("LOOP-42")
    void aHandleGivesItsContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();
        Context given = new Context();
        var.set("when scheduled");
        Handle handle = loop.callSoon(() -> t.log("callback"), given);
        Handle timer = loop.callLater(SECOND, () -> t.log("timer"), given);
        Handle copied = loop.callSoon(() -> t.log("callback"));
        t.log("given", handle.context() == given, timer.context() == given);
        var.set("later");
        t.log("copied", copied.context().getOrThrow(var));
        Asyncio.sleep(SECOND.multipliedBy(2));
    }

    @Case("LOOP-84")
    void aHandleShowsCallbackCancellationAndDeadline(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Handle handle = loop.callSoon(new Named());
        TimerHandle timer = loop.callLater(SECOND, new Named());
        t.log("callback, cancelled, deadline", shown(handle), shown(timer));
        handle.cancel();
        timer.cancel();
        t.log("cancelled", List.of(shown(handle).get(1), shown(timer).get(1)), shown(timer).get(2));
    }

    private static List<Boolean> shown(Handle handle) {
        String text = handle.toString();
        return List.of(text.contains("the callback"), text.contains("cancelled"), text.contains("when="));
    }

    private static final class Named implements Runnable {

        @Override
        public void run() {}

        @Override
        public String toString() {
            return "the callback";
        }
    }
}
