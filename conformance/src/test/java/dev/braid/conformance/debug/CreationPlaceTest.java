package dev.braid.conformance.debug;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Handle;
import dev.braid.Task;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In debug mode things remember who created them. The methods here are named for what they create. */
class CreationPlaceTest {

    private static Runnable raising(String message) {
        return () -> {
            throw new Boom(message);
        };
    }

    // --- Reports

    private static void schedules() {
        Asyncio.runningLoop().callSoon(raising("callback"));
    }

    private static void delays() {
        Asyncio.runningLoop().callLater(ofSeconds(1), raising("timer"));
    }

    private static void sends() {
        Asyncio.runningLoop().callSoonThreadsafe(raising("from any thread"));
    }

    private static void finishes() {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.addDoneCallback(done -> raising("done").run());
        future.setResult("value");
    }

    private static Future<String> makes() {
        return Asyncio.runningLoop().createFuture();
    }

    private static Task<Void> spawns() {
        VoidCoroutine fails = () -> {
            throw new Boom("task");
        };
        return Asyncio.createTask(fails);
    }

    @Case("DEBUG-07")
    void reportsTellWhoCreatedWhatTheyAreAbout(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        for (boolean debug : List.of(false, true)) {
            loop.setDebug(debug);
            List<List<@Nullable Object>> reports = Creators.ofReports(loop);
            everything(t);
            reports.forEach(report -> t.log("report", report.get(0), report.get(1)));
        }
    }

    private static void everything(Trace t) {
        schedules();
        delays();
        sends();
        finishes();
        Future<String> future = makes();
        future.setException(new Boom("future"));
        Task<Void> task = spawns();
        Asyncio.sleep(ofSeconds(2));
        future = null;
        t.gc();
        task = null;
        t.gc();
    }

    // --- Texts

    /** A callback whose printed form is known. */
    private record Named(String name) implements Runnable {
        @Override
        public void run() {}

        @Override
        public String toString() {
            return name;
        }
    }

    @Case("DEBUG-08")
    void theTextualFormsShowThePlace(Trace t) {
        texts(t);
        t.log("debug");
        Asyncio.runningLoop().setDebug(true);
        texts(t);
        Asyncio.sleep(ofSeconds(1));
    }

    private static void texts(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Handle handle = loop.callSoon(new Named("callback"));
        Handle timer = loop.callLater(ofSeconds(1), new Named("callback"));
        VoidCoroutine givesWay = Asyncio::yieldNow;
        Task<Void> task = Asyncio.createTask(givesWay);
        t.log("future", showsPlace(loop.createFuture()));
        t.log("task", showsPlace(task));
        t.log("handle", showsPlace(handle));
        t.log("timer", showsPlace(timer));
        handle.cancel();
        timer.cancel();
        for (Handle cancelled : List.of(handle, timer)) {
            String text = cancelled.toString();
            t.log("cancelled", showsPlace(cancelled), text.contains("cancelled"), text.contains("callback"));
        }
    }

    private static boolean showsPlace(Object thing) {
        return thing.toString().contains("created at " + CreationPlaceTest.class.getName() + ".texts(CreationPlaceTest.java:");
    }
}
