package dev.braid.conformance.debug;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What debug mode refuses to schedule. */
class CallbackCheckTest {

    private static Object attempt(Runnable schedule) {
        try {
            schedule.run();
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException refused) {
            return refused;
        }
        return "scheduled";
    }

    /** What a body gives that runs on another thread while this one waits. */
    private static List<Object> elsewhere(Function<Runnable, Thread> start, Supplier<List<Object>> body)
            throws InterruptedException {
        List<Object> outcomes = new ArrayList<>();
        start.apply(() -> outcomes.addAll(body.get())).join();
        return outcomes;
    }

    @Case(value = "DEBUG-03", threads = true)
    void aThreadThatIsNotTheLoopsIsRefusedInDebugMode(Trace t) throws InterruptedException {
        EventLoop loop = Asyncio.runningLoop();
        Function<Runnable, Thread> start = body -> t.thread(body::run);
        Supplier<List<Object>> schedules = () -> List.of(
                attempt(() -> loop.callSoon(() -> t.log("soon"))),
                attempt(() -> loop.callLater(ofSeconds(1), () -> t.log("later"))),
                attempt(() -> loop.callAt(loop.timeNanos() + ofSeconds(2).toNanos(), () -> t.log("at"))));

        loop.setDebug(true);
        t.log("another thread, debug", elsewhere(start, schedules));
        t.log("the loop's own thread, debug", schedules.get());
        Asyncio.sleep(ofSeconds(3));
        loop.setDebug(false);
        t.log("another thread, no debug", elsewhere(start, schedules));
        Asyncio.sleep(ofSeconds(3));
    }

    @Case(value = "DEBUG-04", plain = true, threads = true)
    void anyThreadMayScheduleWhileTheLoopDoesNotRun(Trace t) throws InterruptedException {
        EventLoop loop = t.newLoop();
        Function<Runnable, Thread> start = body -> {
            Thread thread = new Thread(body);
            thread.start();
            return thread;
        };
        Supplier<List<Object>> schedules = () -> List.of(
                attempt(() -> loop.callSoon(() -> t.log("soon"))),
                attempt(() -> loop.callLater(ofSeconds(1), () -> t.log("later"))),
                attempt(() -> loop.callAt(ofSeconds(2).toNanos(), loop::stop)));

        loop.setDebug(true);
        t.log("before the run", elsewhere(start, schedules));
        loop.runForever();
        t.log("after it", elsewhere(start, () -> List.of(attempt(() -> loop.callSoon(() -> t.log("soon again"))))));
        loop.callSoon(loop::stop);
        loop.runForever();
        loop.close();
    }

    /** A coroutine that is a callback by its type as well: javac refuses all others. */
    private static final class Job implements VoidCoroutine, Runnable {
        @Override
        public void run() {}
    }

    @Case("DEBUG-05")
    void whatIsNoCallbackIsRefusedInDebugMode(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setDebug(true);
        t.log("coroutine function", refuses(loop, (VoidCoroutine & Runnable) () -> {}));
        t.log("coroutine object", refuses(loop, new Job()));
        t.log("nothing to call", refuses(loop, null));
        t.log("a callback", refuses(loop, () -> t.log("called")));
        Asyncio.sleep(ofSeconds(2));
    }

    private static List<Object> refuses(EventLoop loop, @Nullable Runnable what) {
        return List.of(
                attempt(() -> loop.callSoon(what)),
                attempt(() -> loop.callSoonThreadsafe(what)),
                attempt(() -> loop.callLater(ofSeconds(1), what)),
                attempt(() -> loop.callAt(ofSeconds(1).toNanos(), what)));
    }
}
