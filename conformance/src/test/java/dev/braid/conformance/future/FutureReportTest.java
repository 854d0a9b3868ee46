package dev.braid.conformance.future;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Future;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;

/** Failures that nobody looked at are reported when their future is reclaimed. */
class FutureReportTest {

    @Case("FUTURE-31")
    void aFailureThatNobodyLookedAtIsReported(Trace t) throws Exception {
        t.catchReports();
        Future<String> future = failed("kept");
        failed("lost");
        t.gc();
        t.log("still in use", future.done());
        Asyncio.sleep(ofSeconds(1));
        future = null;
        t.gc();
        t.log("end");
    }

    @Case("FUTURE-32")
    void lookingAtTheFailureIsEnough(Trace t) throws Exception {
        t.catchReports();
        readsTheException(t);
        readsTheResult(t);
        awaits(t);
        cancels(t);
        t.gc();
        t.log("no report so far");
        asksOnly(t);
        t.gc();
        t.log("end");
    }

    // Methods of their own: what they hold must be out of reach when they have returned.

    private static Future<String> failed(String name) {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.setException(new Boom(name));
        return future;
    }

    private static void readsTheException(Trace t) {
        t.log("exception", failed("exception").exception());
    }

    private static void readsTheResult(Trace t) {
        try {
            failed("result").result();
        } catch (Boom e) {
            t.log("result", e);
        }
    }

    private static void awaits(Trace t) {
        try {
            failed("await").await();
        } catch (Boom e) {
            t.log("await", e);
        }
    }

    private static void cancels(Trace t) {
        t.log("cancel", failed("cancel").cancel());
    }

    private static void asksOnly(Trace t) {
        Future<String> future = failed("done");
        t.log("done", future.done());
    }

    @Case("FUTURE-33")
    void whatHasNotFailedIsDroppedInSilence(Trace t) throws Exception {
        t.catchReports();
        t.log("dropped", pending(), unread(), read(), cancelled());
        t.gc();
        t.log("no report so far");
        failed("lost");
        t.gc();
        t.log("end");
    }

    private static boolean pending() {
        return Asyncio.runningLoop().createFuture().done();
    }

    private static boolean unread() {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.setResult("unread");
        return future.done();
    }

    private static String read() {
        Future<String> future = Asyncio.runningLoop().createFuture();
        future.setResult("read");
        return future.result();
    }

    private static boolean cancelled() {
        return Asyncio.runningLoop().createFuture().cancel();
    }
}
