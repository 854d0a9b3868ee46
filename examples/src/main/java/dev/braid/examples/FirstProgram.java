package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.Task;
import dev.braid.TaskGroup;
import java.time.Duration;

/** Two tasks that wait at the same time: together they take two seconds, not three. */
public final class FirstProgram {

    public static void main(String[] args) {
        Asyncio.run(() -> {
            TaskGroup.run(group -> {
                Task<String> hello = group.createTask(() -> after(Duration.ofSeconds(1), "hello"));
                Task<String> world = group.createTask(() -> after(Duration.ofSeconds(2), "world"));
                System.out.println(hello.await() + ", " + world.await());
            });
        });
    }

    private static String after(Duration delay, String word) {
        Asyncio.sleep(delay);
        System.out.println("(" + word + " is ready)");
        return word;
    }
}
