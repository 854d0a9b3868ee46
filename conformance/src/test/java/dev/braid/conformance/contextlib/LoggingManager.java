package dev.braid.conformance.contextlib;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncContextManager;
import dev.braid.Asyncio;
import dev.braid.conformance.harness.Trace;
import org.jspecify.annotations.Nullable;

/** Logs its entry and its exit, each a second long. */
class LoggingManager implements AsyncContextManager<String> {

    private final Trace t;
    private final String name;

    LoggingManager(Trace t, String name) {
        this.t = t;
        this.name = name;
    }

    @Override
    public String enter() {
        t.log("enters", name);
        Asyncio.sleep(ofSeconds(1));
        return "value of " + name;
    }

    @Override
    public boolean exit(@Nullable Throwable error) {
        t.log("leaves", name, "with", error);
        Asyncio.sleep(ofSeconds(1));
        return false;
    }
}
