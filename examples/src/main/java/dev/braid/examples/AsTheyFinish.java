package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.TaskGroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * A task group that is iterated as its tasks finish, and that gets more of them meanwhile: three runners share the legs
 * of a relay, and whoever comes in sends the next one off. To run it:
 *
 * <pre>mvn -q -Pprober compile -Dexample=dev.braid.examples.AsTheyFinish</pre>
 */
public final class AsTheyFinish {

    private AsTheyFinish() {}

    public static void main(String[] args) {
        Queue<String> waiting = new ArrayDeque<>(List.of("Dee", "Eve", "Fay"));
        Asyncio.run(() -> {
            TaskGroup.run(group -> {
                group.createTask(() -> runFor("Ada", 300));
                group.createTask(() -> runFor("Bob", 100));
                group.createTask(() -> runFor("Cem", 200));
                for (Task<?> runner : group.asCompleted()) {
                    String next = waiting.poll();
                    System.out.println(runner.result() + " is in" + (next == null ? "" : ", " + next + " starts"));
                    if (next != null) {
                        group.createTask(() -> runFor(next, 250));
                    }
                }
                System.out.println("all are in");
            });
        });
    }

    private static String runFor(String name, int millis) {
        Asyncio.sleep(Duration.ofMillis(millis));
        return name;
    }
}
