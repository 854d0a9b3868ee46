package dev.braid.conformance.threadsafe;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.sync.Event;
import java.time.Duration;

/** Coroutines that another thread hands to the loop, and whose outcome it waits for. */
class RunCoroutineThreadsafeTest {

    @Case("THREADSAFE-01")
    void theCallingThreadGetsTheValue(Trace t) {
        Coroutine<Integer> child = () -> {
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("child ends");
            return 7;
        };

        EventLoop loop = Asyncio.runningLoop();
        Event done = new Event();

        t.thread(
                () -> {
                    int value = Asyncio.runCoroutineThreadsafe(child, loop).get();
                    loop.callSoonThreadsafe(() -> t.log("the other thread got", value));
                    loop.callSoonThreadsafe(done::set);
                },
                1); // the clock is held until the thread has called the loop once
        done.await();
        t.log("main ends");
    }
}
