package dev.braid.conformance.extras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.conformance.harness.Everywhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A generator that hands its elements to a function. */
class PushedGeneratorTest {

    private final List<String> events = new ArrayList<>();

    private final AsyncGenerator<Integer, Void> numbers = AsyncGenerator.of(out -> {
        try {
            for (int i = 1; i <= 3; i++) {
                out.yield(i);
            }
        } finally {
            Asyncio.sleep(Duration.ofSeconds(1));
            events.add("closed");
        }
    });

    @Everywhere
    void aGeneratorThatHasBegunHandsOverWhatIsLeft() {
        assertEquals(1, numbers.anext());
        numbers.forEach(number -> events.add("got " + number));
        assertEquals(List.of("got 2", "got 3", "closed"), events);
    }

    @Everywhere
    void anErrorOfTheFunctionClosesTheGenerator() {
        failAtOnce(1);
    }

    @Everywhere
    void anErrorOfTheFunctionClosesAGeneratorThatHasBegun() {
        assertEquals(1, numbers.anext());
        failAtOnce(2);
    }

    @Everywhere
    void aCleanUpThatFailsByTheSameErrorAddsNothingToIt() {
        assertFailsTwiceByOneError(0);
        assertFailsTwiceByOneError(1);
    }

    private static void assertFailsTwiceByOneError(int pulledBefore) {
        IllegalStateException error = new IllegalStateException("no disk");
        AsyncGenerator<Integer, Void> failing = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
                out.yield(2);
            } finally {
                throwAgain(error);
            }
        });
        for (int i = 0; i < pulledBefore; i++) {
            failing.anext();
        }
        assertSame(error, assertThrows(RuntimeException.class, () -> failing.forEach(number -> throwAgain(error))));
        assertArrayEquals(new Throwable[0], error.getSuppressed());
    }

    private static void throwAgain(RuntimeException error) {
        throw error;
    }

    private void failAtOnce(int next) {
        IllegalArgumentException error = new IllegalArgumentException("no more");
        assertSame(error, assertThrows(IllegalArgumentException.class, () -> numbers.forEach(number -> {
            events.add("got " + number);
            throw error;
        })));
        assertEquals(List.of("got " + next, "closed"), events);
        assertArrayEquals(new Throwable[0], error.getSuppressed());
        assertEquals(0, numbers.anext(0));
    }
}
