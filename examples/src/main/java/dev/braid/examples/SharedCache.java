package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.kotlin.Suspend;
import io.github.reactivecircus.cache4k.Cache;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A Kotlin library in a Java program. cache4k is a cache whose {@code get} is a suspend function and takes another one,
 * which loads what is missing; whoever asks for the same key meanwhile waits. Here Java calls the first and is the
 * second, and cancellation goes through both: the task that loads runs out of time, so its loader is stopped, and the
 * next in line loads. To run it:
 *
 * <pre>mvn -q -Pprober compile -Dexample=dev.braid.examples.SharedCache</pre>
 */
public final class SharedCache {

    private static final Map<String, String> ATLAS = Map.of("France", "Paris", "Japan", "Tokyo");

    private final Cache<String, String> capitals = Cache.Builder.Companion.<String, String>invoke().build();

    private SharedCache() {}

    public static void main(String[] args) {
        Asyncio.run(() -> new SharedCache().askAll());
    }

    private void askAll() throws Exception {
        TaskGroup.run(group -> {
            group.createTask(() -> askInHaste("Ada", "France"));
            group.createTask(() -> ask("Ben", "France"));
            group.createTask(() -> ask("Cem", "France"));
            group.createTask(() -> ask("Dee", "Japan"));
            group.createTask(() -> ask("Eve", "Atlantis"));
        });
        ask("Fay", "Japan");
    }

    private void askInHaste(String who, String country) throws Exception {
        try {
            Timeout.after(Duration.ofMillis(50), timeout -> {
                ask(who, country);
            });
        } catch (TimeoutException late) {
            System.out.println(who + " cannot wait any longer");
        }
    }

    private void ask(String who, String country) throws Exception {
        try {
            // In Kotlin: capitals.get(country) { load(who, country) }
            String capital = Suspend.await(caller ->
                    capitals.get(country, loader -> Suspend.body(loader, () -> load(who, country)), caller));
            System.out.println(who + " knows: " + capital);
        } catch (NoSuchElementException unknown) {
            System.out.println(who + " knows: " + unknown.getMessage());
        }
    }

    /** Takes its time, as an atlas at the other end of a network would. */
    private static String load(String who, String country) {
        boolean answered = false;
        System.out.println(who + " looks up " + country);
        try {
            Asyncio.sleep(Duration.ofMillis(200));
            answered = true;
        } finally {
            if (!answered) {
                System.out.println(who + " closes the atlas");
            }
        }
        String capital = ATLAS.get(country);
        if (capital == null) {
            throw new NoSuchElementException("there is no " + country);
        }
        return capital;
    }
}
