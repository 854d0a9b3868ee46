package dev.braid.conformance.bridge;

import dev.braid.AsyncIterator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.kotlin.Channels;
import dev.braid.kotlin.Suspend;
import dev.braid.sync.Queue;
import java.util.ArrayList;
import java.util.List;
import kotlinx.coroutines.channels.ReceiveChannel;

/** Channels in Java. */
public final class JavaChannels {

    private JavaChannels() {}

    /** All that comes out of a channel. */
    public static Coroutine<List<Integer>> elements(ReceiveChannel<Integer> channel) {
        return () -> {
            List<Integer> elements = new ArrayList<>();
            for (int element : Channels.asAsyncIterable(channel)) {
                elements.add(element);
            }
            return elements;
        };
    }

    /** Asks again and again with one iterator, and starts over whenever it is cancelled. */
    public static Coroutine<List<Integer>> stubborn(ReceiveChannel<Integer> channel, Future<?> asked) {
        return () -> {
            List<Integer> elements = new ArrayList<>();
            AsyncIterator<Integer> iterator = Channels.asAsyncIterable(channel).iterator();
            asked.setResult(null);
            while (true) {
                try {
                    if (!iterator.hasNext()) {
                        return elements;
                    }
                    elements.add(iterator.next());
                } catch (CancelledError cancelled) {
                    Asyncio.currentTask().uncancel();
                }
            }
        };
    }

    /** Lets Kotlin's code fill a queue by its channel, and takes what it has put. */
    public static Coroutine<List<Integer>> filledByKotlin(Filler filler) {
        return () -> {
            Queue<Integer> queue = new Queue<>(1);
            Suspend.future(filler::fill, Channels.asSendChannel(queue));
            List<Integer> elements = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                elements.add(queue.get());
            }
            return elements;
        };
    }
}
