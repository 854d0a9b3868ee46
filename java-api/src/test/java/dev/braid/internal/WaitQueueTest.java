package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.braid.testing.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The line of waiters, which never searches, beside one that always does. */
class WaitQueueTest {

    private final EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), null);
    private final WaitQueue line = new WaitQueue();

    // What is in the line, by the plainest means.
    private final ArrayDeque<WaitQueue.Waiter> model = new ArrayDeque<>();

    private void wakeNextInModel(List<WaitQueue.Waiter> woken) {
        model.stream().filter(waiter -> !waiter.done()).findFirst().ifPresent(woken::add);
    }

    @RepeatedTest(50)
    void whoIsFirstAndWhoIsWokenNextIsWhatASearchFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<WaitQueue.Waiter> all = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            WaitQueue.Waiter any = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
            switch (random.nextInt(any == null ? 1 : 7)) {
                case 0, 1 -> {
                    WaitQueue.Waiter waiter = line.join(loop);
                    model.addLast(waiter);
                    all.add(waiter);
                }
                case 2 -> {
                    line.leave(any);
                    model.remove(any);
                }
                case 3 -> any.cancel();
                case 4 -> {
                    List<WaitQueue.Waiter> expected = new ArrayList<>();
                    wakeNextInModel(expected);
                    assertEquals(!expected.isEmpty(), line.wakeNext());
                    expected.forEach(waiter -> assertEquals(List.of(true, false), List.of(waiter.done(), waiter.cancelled())));
                }
                case 5 -> assertSame(model.pollFirst(), line.poll());
                default -> {
                    int most = random.nextInt(3);
                    long before = model.stream().filter(waiter -> !waiter.done()).count();
                    line.wake(most);
                    assertEquals(Math.max(0, before - most), model.stream().filter(waiter -> !waiter.done()).count());
                }
            }
            assertEquals(model.size(), line.size());
            assertSame(model.peekFirst(), line.first());
            assertEquals(model.stream().anyMatch(waiter -> !waiter.cancelled()), line.hasLive());
        }
        loop.close();
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        WaitQueue.Waiter one = line.join(loop);
        WaitQueue.Waiter two = line.join(loop);
        line.leave(one);
        line.leave(one);
        assertEquals(1, line.size());
        assertSame(two, line.first());
        line.leave(two);
        assertEquals(0, line.size());
        loop.close();
    }
}
