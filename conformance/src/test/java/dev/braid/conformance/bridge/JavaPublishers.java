package dev.braid.conformance.bridge;

import dev.braid.AsyncGenerator;
import dev.braid.AsyncIterable;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Publishers in Java, without a type of Kotlin's. */
public final class JavaPublishers {

    private JavaPublishers() {}

    /** What another thread submits to the JDK's own publisher, doubled by a publisher of a loop. */
    public static Coroutine<List<Integer>> thereAndBack() {
        return () -> {
            SubmissionPublisher<Integer> submitted = new SubmissionPublisher<>();
            AsyncGenerator<Integer, Void> doubled = AsyncGenerator.of(out -> {
                try (AsyncGenerator<Integer, Void> elements = AsyncGenerator.ofPublisher(submitted, 4)) {
                    for (int element : elements) {
                        Asyncio.sleep(Duration.ofMillis(1));
                        out.yield(element * 2);
                    }
                }
            });
            Flow.Publisher<Integer> published = doubled.toPublisher(Asyncio.runningLoop());
            Thread submitter = new Thread(() -> {
                while (!submitted.hasSubscribers()) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < 50; i++) {
                    submitted.submit(i);
                }
                submitted.close();
            }, "submitter");
            submitter.setDaemon(true);
            submitter.start();
            List<Integer> all = new ArrayList<>();
            for (int element : AsyncIterable.ofPublisher(published)) {
                all.add(element);
            }
            return all;
        };
    }
}
