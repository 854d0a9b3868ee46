package dev.braid.conformance.transports;

import static dev.braid.io.ConnectionOptions.DEFAULT;

import dev.braid.Asyncio;
import dev.braid.ExceptionGroup;
import dev.braid.conformance.harness.Attempts;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

/** Several addresses, of which some or all cannot be connected to. */
class ConnectErrorsTest {

    @Case("TRANSPORT-02")
    void addressesAreTriedOneAfterTheOther(Trace t) throws Exception {
        FakeNames.ofRunningLoop().name("host.test", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4");
        try (Attempts attempts = new Attempts(t)) {
            attempts.end("192.0.2.1", new ConnectException("refused"), Duration.ofSeconds(1));
            attempts.succeed("192.0.2.3", Duration.ofSeconds(2));
            var connection = Asyncio.runningLoop().createConnection(() -> new Protocol() {}, "host.test", 80);
            t.log("connected", attempts.closed());
            connection.transport().close();
        }
    }

    @Case("TRANSPORT-03")
    void theErrorsOfAllAttemptsMakeOne(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("one.test", "192.0.2.1");
        names.name("two.test", "192.0.2.1", "192.0.2.2");
        IOException first = new ConnectException("refused");
        IOException second = new IOException("unreachable");
        try (Attempts attempts = new Attempts(t)) {
            attempts.fail("192.0.2.1", first);
            Exception error = Connect.to(t, "one.test");
            t.log("the only one", error == first);

            attempts.fail("192.0.2.2", second);
            error = Connect.to(t, "two.test");
            t.log("a new one", error == first, error == second,
                    error.getMessage().contains("refused"), error.getMessage().contains("unreachable"));

            attempts.fail("192.0.2.2", new ConnectException("refused"));
            error = Connect.to(t, "two.test");
            t.log("the same text", error == first);

            attempts.fail("192.0.2.1", new Boom("not of the network"));
            Connect.to(t, "two.test");
            t.log("closed", attempts.closed());
        }
    }

    @Case("TRANSPORT-04")
    void allErrorsAreRaisedAsAGroup(Trace t) throws Exception {
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("one.test", "192.0.2.1");
        names.name("two.test", "192.0.2.1", "192.0.2.2");
        IOException error = new ConnectException("refused");
        var all = DEFAULT.withAllErrors(true);
        try (Attempts attempts = new Attempts(t)) {
            attempts.fail("192.0.2.1", error);
            attempts.fail("192.0.2.2", error);
            var group = (ExceptionGroup) Connect.to(t, "one.test", all);
            t.log("of one", group.exceptions().get(0) == error);
            Connect.to(t, "two.test", all);
            Connect.to(t, "two.test", all.withHappyEyeballs(Duration.ofSeconds(1)));
            attempts.succeed("192.0.2.2");
            Connect.to(t, "two.test", all);
        }
    }

    @Case("TRANSPORT-05")
    void withoutAnyErrorItIsATimeout(Trace t) throws Exception {
        FakeNames.ofRunningLoop().name("host.test", "192.0.2.1", "192.0.2.2");
        try (Attempts attempts = new Attempts(t)) {
            attempts.fail("192.0.2.1", new Boom("not of the network"));
            attempts.fail("192.0.2.2", new Boom("not of the network"));
            Connect.to(t, "host.test", DEFAULT.withHappyEyeballs(Duration.ofSeconds(1)));
            t.log("closed", attempts.closed());
        }
    }
}
