package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.QueueShutDownException;
import dev.braid.TaskGroup;
import dev.braid.sync.Queue;
import java.time.Duration;
import java.util.List;

/**
 * A cook puts dishes on a counter that has room for two, and two waiters serve them. When the kitchen closes, the
 * counter is shut down: the waiters take what is left, and then go home. To run it:
 *
 * <pre>mvn -q -Pprober compile -Dexample=dev.braid.examples.ProducerConsumer</pre>
 */
public final class ProducerConsumer {

    private static final List<String> DISHES = List.of("soup", "salad", "risotto", "trout", "cheese", "sorbet");

    private ProducerConsumer() {}

    public static void main(String[] args) {
        Asyncio.run(() -> {
            Queue<String> counter = new Queue<>(2);
            TaskGroup.run(group -> {
                group.createTask(() -> serve("Ada", counter));
                group.createTask(() -> serve("Bob", counter));
                for (String dish : DISHES) {
                    counter.put(dish); // waits while the counter is full
                    System.out.println(dish + " is ready");
                }
                counter.shutdown();
            });
            System.out.println("closed");
        });
    }

    private static void serve(String waiter, Queue<String> counter) {
        try {
            while (true) {
                String dish = counter.get();
                Asyncio.sleep(Duration.ofMillis(50));
                System.out.println(waiter + " has served the " + dish);
            }
        } catch (QueueShutDownException closed) {
            System.out.println(waiter + " goes home");
        }
    }
}
