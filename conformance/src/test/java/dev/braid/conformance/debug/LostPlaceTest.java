package dev.braid.conformance.debug;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In debug mode reports about what is lost tell who created it. The methods here are named for what they create. */
class LostPlaceTest {

    /** In Braid a task is lost when its loop closes (CORO-17). */
    @Case(value = "DEBUG-10", plain = true)
    void theReportOfALostTaskTellsWhoCreatedIt(Trace t) {
        run(t, false);
        run(t, true);
    }

    private static void run(Trace t, boolean debug) {
        EventLoop loop = t.newLoop();
        loop.setDebug(debug);
        List<List<@Nullable Object>> reports = Creators.ofReports(loop);
        VoidCoroutine main = () -> spawns(() -> loop.createFuture().await());
        loop.runUntilComplete(main);
        t.log("pending", reports);
        loop.close();
        t.collect();
        t.log("lost", reports);
    }

    private static void spawns(VoidCoroutine body) {
        Asyncio.createTask(body);
        Asyncio.yieldNow();
    }

    @Case("DEBUG-11")
    void theReportOfAnErrorThatNobodySawTellsWhoCreatedIt(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        VoidCoroutine body = () -> {
            throw new Boom("task");
        };
        for (boolean debug : List.of(false, true)) {
            loop.setDebug(debug);
            List<List<@Nullable Object>> reports = Creators.ofReports(loop);
            fails();
            t.gc();
            spawns(body);
            Asyncio.sleep(Duration.ofSeconds(1));
            t.gc();
            t.log("reports", reports);
        }
    }

    private static Future<String> makes() {
        return Asyncio.runningLoop().createFuture();
    }

    private static void fails() {
        makes().setException(new Boom("future"));
    }
}
