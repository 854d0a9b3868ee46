package dev.braid.conformance.bridge;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.StopAsyncIterationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Java code that consumes generators and enters managers, wherever their bodies come from. */
public final class JavaConsumers {

    private JavaConsumers() {}

    /** What a for loop gets. */
    public static List<Integer> elements(AsyncGenerator<Integer, ?> generator) {
        List<Integer> got = new ArrayList<>();
        for (int element : generator) {
            got.add(element);
        }
        return got;
    }

    /** What a function is handed. */
    public static List<Integer> pushed(AsyncGenerator<Integer, ?> generator) {
        List<Integer> got = new ArrayList<>();
        generator.forEach(got::add);
        return got;
    }

    /** What comes back for what is sent, until the body ends. */
    public static List<String> conversation(AsyncGenerator<String, String> generator, List<String> sent) {
        List<String> got = new ArrayList<>();
        got.add(generator.anext());
        try {
            for (String text : sent) {
                got.add(generator.asend(text));
            }
        } catch (StopAsyncIterationException ended) {
            got.add("ended");
        }
        return got;
    }

    /** The first element alone. */
    public static int firstOf(AsyncGenerator<Integer, ?> generator) {
        try (generator) {
            for (int element : generator) {
                return element;
            }
            throw new AssertionError("there is none");
        }
    }

    /** One element more. */
    public static int nextOf(AsyncGenerator<Integer, ?> generator) {
        return generator.anext();
    }

    /** A generator with a Java body of so many elements, one each millisecond. */
    public static AsyncGenerator<Integer, Void> numbers(int count, Runnable closed) {
        return AsyncGenerator.of(out -> {
            try {
                for (int n = 1; n <= count; n++) {
                    Asyncio.sleep(Duration.ofMillis(1));
                    out.yield(n);
                }
            } finally {
                closed.run();
            }
        });
    }

    /** What a manager gives its block. */
    public static String entered(AsyncContextManager<String> manager) {
        return Asyncio.<String, String, RuntimeException>with(manager, value -> "block with " + value);
    }
}
