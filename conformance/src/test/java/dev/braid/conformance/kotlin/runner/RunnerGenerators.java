package dev.braid.conformance.kotlin.runner;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Generators that a main task leaves open. */
final class RunnerGenerators {

    private RunnerGenerators() {}

    static AsyncGenerator<Integer, Void> numbers(Trace t) {
        return AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                t.log("generator closes");
            }
        });
    }

    static AsyncGenerator<Integer, Void> thatUsesThePool(Trace t, CountDownLatch release) {
        return AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                t.log("generator closes");
                Asyncio.sleep(Duration.ZERO);
                t.log("the pool takes a job", Asyncio.runningLoop().runInExecutor(null, () -> "still").await());
                release.countDown();
            }
        });
    }

    static AsyncGenerator<String, Void> fidget(Trace t, String name) {
        return AsyncGenerator.of(out -> {
            try {
                while (true) {
                    out.yield(name);
                }
            } finally {
                t.log("closes", name);
                Asyncio.sleep(Duration.ofSeconds(1));
                t.log("closed", name);
            }
        });
    }
}
