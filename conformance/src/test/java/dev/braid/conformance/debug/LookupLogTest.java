package dev.braid.conformance.debug;

import static dev.braid.io.AddressOptions.DEFAULT;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.FakeNames;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.AddressOptions;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long look-ups take, by the loop's clock. */
class LookupLogTest {

    private static final Pattern TOOK = Pattern.compile("took (\\d+\\.\\d+)ms");

    @Case("DEBUG-13")
    void theDurationOfLookupsIsLogged(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        FakeNames names = FakeNames.ofRunningLoop();
        names.name("host.test", "192.0.2.1", "2001:db8::1");
        lookUp(t, names, "no debug", 10_000, DEFAULT);
        loop.setDebug(true);
        lookUp(t, names, "fast", 62.5, DEFAULT);
        lookUp(t, names, "slow", 250, DEFAULT);
        lookUp(t, names, "one family", 250, AddressOptions.of(StandardProtocolFamily.INET));
        lookUp(t, names, "the other family", 0, AddressOptions.of(StandardProtocolFamily.INET6));
        loop.setSlowCallbackDuration(Duration.ofMillis(500));
        lookUp(t, names, "not slow any more", 250, DEFAULT);
        lookUp(t, names, "at least the limit", 500, DEFAULT);
        lookUp(t, names, "unknown", 1000, "nowhere.test", DEFAULT);
    }

    private static void lookUp(Trace t, FakeNames names, String text, double millis, AddressOptions options) {
        lookUp(t, names, text, millis, "host.test", options);
    }

    private static void lookUp(
            Trace t, FakeNames names, String text, double millis, String host, AddressOptions options) {
        EventLoop loop = Asyncio.runningLoop();
        names.before(() -> t.burn(loop, Duration.ofNanos(Math.round(millis * 1_000_000))));
        List<LogRecord> records;
        try (CaughtLog log = new CaughtLog(Level.FINE)) {
            try {
                loop.getaddrinfo(host, 80, options);
            } catch (IOException e) {
                t.log("raises", e);
            }
            records = log.records();
        }
        t.log(text, records.stream()
                .filter(line -> line.getMessage().contains("address info"))
                .map(LookupLogTest::shown)
                .toList());
    }

    private static List<@Nullable Object> shown(LogRecord line) {
        String text = line.getMessage();
        Matcher took = TOOK.matcher(text);
        return Arrays.asList(
                line.getLevel() == Level.FINE ? "DEBUG" : line.getLevel().getName(),
                took.find() ? Double.valueOf(took.group(1)) : null,
                text.contains("host.test:80"), text.contains("family="), text.contains("db8"));
    }
}
