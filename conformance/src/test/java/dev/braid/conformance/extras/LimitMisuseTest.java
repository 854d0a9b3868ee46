package dev.braid.conformance.extras;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Limit;
import dev.braid.conformance.harness.Everywhere;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a limit refuses. */
class LimitMisuseTest {

    @Everywhere
    void aLimitBelowOneIsRefused() {
        for (int tasks : new int[] {0, -1}) {
            var refused = assertThrows(IllegalArgumentException.class, () -> Limit.of(tasks));
            assertEquals("cannot limit the number of tasks to " + tasks + ": nothing would ever run; "
                    + "allow 1 or more, or use Asyncio.gather for no limit", refused.getMessage());
        }
    }

    @Everywhere
    void nullIsRefusedAtOnceButForItems() {
        Limit limit = Limit.of(1);
        assertThrows(NullPointerException.class, () -> limit.gather((Iterable<Coroutine<Integer>>) null));
        assertThrows(NullPointerException.class, () -> limit.gatherSettled((Stream<Coroutine<Integer>>) null));
        assertThrows(NullPointerException.class, () -> limit.asCompleted(List.of(1), null));
        assertEquals(Arrays.asList(true, false),
                limit.gather(Arrays.asList(null, 1), item -> item == null).await());
    }

    @Everywhere
    void whatIsNoCoroutineFailsTheWhole() {
        Coroutine<Integer> one = () -> 1;
        var whole = Limit.of(1).<Integer>gather(Arrays.asList(one, null));
        String message = assertThrows(IllegalArgumentException.class, whole::await).getMessage();
        assertEquals("cannot start null: the source must give coroutines; pass a body as well, "
                + "to run it for each item", message);
    }

    @Everywhere
    void aSourceThatSuspendsIsRefused() {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> out.yield(1));
        String message = assertThrows(IllegalArgumentException.class,
                () -> Limit.of(1).gather(generator, n -> n)).getMessage();
        assertTrue(message.startsWith("cannot take coroutines from AsyncGenerator["), message);
        assertTrue(message.contains("it has to suspend for its elements; take them in a for loop"), message);
        generator.close();
    }

    @Everywhere
    void aSourceThatSuspendsUnseenFailsTheWholeInsteadOfHanging() {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            for (int i = 0; i < 9; i++) {
                Asyncio.sleep(ofSeconds(1));
                out.yield(i);
            }
        });
        try (generator) {
            var whole = Limit.of(2).gather(generator.stream(), n -> {
                Asyncio.sleep(ofSeconds(10));
                return n;
            });
            String message = assertThrows(IllegalStateException.class, whole::await).getMessage();
            assertTrue(message.contains("is not a task's body"), message);
        }
    }

    @Everywhere(plain = true)
    void withoutALoopThereIsNoGather() {
        var refused = assertThrows(IllegalStateException.class, () -> Limit.of(1).gather(List.of(1), n -> n));
        assertTrue(refused.getMessage().startsWith("cannot gather coroutines: no event loop is running on this thread"),
                refused.getMessage());
        assertTrue(refused.getMessage().endsWith("call it inside Asyncio.run"), refused.getMessage());
    }
}
