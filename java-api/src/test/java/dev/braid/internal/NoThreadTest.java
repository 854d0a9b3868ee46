package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.spi.StrandKind;
import dev.braid.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A strand that gets no thread: its task fails, and whoever wanted to hand control to it does not wait for ever. */
@Timeout(60)
class NoThreadTest {

    private final EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), StrandKind.PLATFORM);
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private <T> TaskImpl<T> withoutThread(Coroutine<T> body, Error error) {
        TaskImpl<T> task = (TaskImpl<T>) loop.createTask(body);
        loop.threads.strands = new Scarce(task.strand(), error);
        return task;
    }

    /** Has no thread for one strand. */
    private final class Scarce extends BatonStrands {

        private final PlatformStrands others = new PlatformStrands(loop);
        private final Strand one;
        private final Error error;

        Scarce(Strand one, Error error) {
            super(NoThreadTest.this.loop);
            this.one = one;
            this.error = error;
        }

        @Override
        StrandKind kind() {
            return StrandKind.PLATFORM;
        }

        @Override
        void start(BatonStrand strand) {
            if (strand == one) {
                throw error;
            }
            others.start(strand);
        }

        @Override
        void close() {
            others.close();
        }
    }

    @Test
    void theTaskFailsAndTheLoopGoesOn() {
        Error none = new LinkageError("no thread");
        TaskImpl<Integer> task = withoutThread(() -> 1, none);
        loop.runUntilComplete(() -> {
            seen.add(assertThrows(LinkageError.class, task::await).getMessage());
            Asyncio.yieldNow();
            seen.add("goes on");
        });
        assertEquals(List.of("no thread", "goes on"), seen);
        assertNull(loop.currentTask());
    }

    /** The body that suspends would have handed control to it: not that one's error. */
    @Test
    void whoHandsControlToItDoesNotGetTheError() {
        loop.createTask(() -> {
            seen.add("suspends");
            Asyncio.yieldNow();
            seen.add("goes on");
        });
        TaskImpl<Integer> task = withoutThread(() -> 1, new LinkageError("no thread"));
        loop.runUntilComplete(Asyncio::yieldNow);
        assertEquals(List.of("suspends", "goes on"), seen);
        assertEquals("no thread", task.exception().getMessage());
    }

    @Test
    void anErrorThatLeavesTheLoopLeavesItAndTheLoopCanRunAgain() {
        OutOfMemoryError none = new OutOfMemoryError("no thread");
        TaskImpl<Integer> task = withoutThread(() -> 1, none);
        assertSame(none, assertThrows(OutOfMemoryError.class, loop::runForever));
        assertSame(none, task.exception());
        assertEquals(7, loop.<Integer, RuntimeException>runUntilComplete(() -> 7));
    }
}
