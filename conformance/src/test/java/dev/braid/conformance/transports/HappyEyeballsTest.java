package dev.braid.conformance.transports;

import static dev.braid.io.ConnectionOptions.DEFAULT;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Attempts;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ConnectionOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

/** Attempts side by side, and the order in which addresses are tried. */
class HappyEyeballsTest {

    @Case("TRANSPORT-08")
    void slowAttemptsDoNotHoldUpTheNext(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("two.test", "2001:db8::1", "192.0.2.1");
        names.name("four.test", "192.0.2.1", "192.0.2.2", "192.0.2.3");
        try (Attempts attempts = new Attempts(t)) {
            t.log("the second is faster");
            attempts.succeed("2001:db8::1", Duration.ofSeconds(9));
            attempts.succeed("192.0.2.1", Duration.ofMillis(500));
            Connect.to(t, "two.test", every(250));
            t.log("closed", attempts.closed());

            t.log("the first answers late");
            attempts.succeed("192.0.2.1", Duration.ofSeconds(2));
            attempts.succeed("192.0.2.2", Duration.ofSeconds(9));
            attempts.succeed("192.0.2.3", Duration.ofSeconds(9));
            Connect.to(t, "four.test", every(1500));

            t.log("a failure does not wait for the delay");
            attempts.fail("2001:db8::1", new ConnectException("refused"));
            Connect.to(t, "two.test", every(5000));

            t.log("all fail");
            attempts.end("2001:db8::1", new ConnectException("refused"), Duration.ofSeconds(3));
            attempts.end("192.0.2.1", new IOException("unreachable"), Duration.ofMillis(500));
            String error = Connect.to(t, "two.test", every(1000)).getMessage();
            t.log("in order", error.indexOf("refused") < error.indexOf("unreachable"));

            t.log("cancelled");
            attempts.succeed("192.0.2.1", Duration.ofSeconds(9));
            attempts.sockets.clear();
            var task = Asyncio.createTask(
                    () -> Connect.to(t, "four.test", every(1000)), TaskOptions.named("cancelled"));
            Asyncio.sleep(Duration.ofMillis(1500));
            task.cancel("enough");
            try {
                task.await();
            } catch (CancelledError e) {
                t.log("caught", e);
            }
            t.log("closed", attempts.closed());
        }
    }

    @Case("TRANSPORT-09")
    void familiesCanTakeTurns(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test",
                "2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "192.0.2.1", "192.0.2.2");
        names.name("four.test", "192.0.2.1", "192.0.2.2", "192.0.2.3");
        try (Attempts attempts = new Attempts(t)) {
            for (int interleave : new int[] {0, 1, 2, 4, 9}) {
                t.log("interleave", interleave);
                Connect.to(t, "host.test", DEFAULT.withInterleave(interleave));
            }
            t.log("happy eyeballs");
            Connect.to(t, "host.test", every(1000));
            t.log("happy eyeballs, in order");
            Connect.to(t, "host.test", every(1000).withInterleave(0));
            t.log("one family");
            Connect.to(t, "four.test", DEFAULT.withInterleave(2));
        }
    }

    private static ConnectionOptions every(long millis) {
        return DEFAULT.withHappyEyeballs(Duration.ofMillis(millis));
    }
}
