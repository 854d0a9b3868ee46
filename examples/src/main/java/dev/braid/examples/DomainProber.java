package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.KeyboardInterrupt;
import dev.braid.TaskGroup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Resolves many names at once and prints each result as it arrives. Arguments: the names; without any, Java's keywords
 * of up to four letters as {@code .dev} domains, and localhost.
 */
public final class DomainProber {

    private static final List<String> KEYWORDS = List.of("byte", "case", "char", "do", "else", "enum", "for", "goto",
            "if", "int", "long", "new", "this", "try", "void");

    // No lock and no atomics: the tasks of a loop run one at a time, and give way only where they wait.
    private int found;
    private int notFound;

    private DomainProber() {}

    public static void main(String[] args) {
        List<String> names = args.length > 0 ? List.of(args) : defaultNames();
        try {
            Asyncio.run(() -> {
                new DomainProber().probeAll(names);
            });
        } catch (KeyboardInterrupt ctrlC) {
            System.exit(130);
        }
    }

    private static List<String> defaultNames() {
        return Stream.concat(KEYWORDS.stream().map(word -> word + ".dev"), Stream.of("localhost")).toList();
    }

    private void probeAll(List<String> names) {
        long start = System.nanoTime();
        try (ProgressBar bar = new ProgressBar(names.size())) {
            TaskGroup.run(group -> {
                for (String name : names) {
                    group.createTask(() -> bar.step(probe(name)));
                }
            });
        } catch (CancelledError ctrlC) {
            System.out.println("interrupted; waiting for the lookups under way, Ctrl-C again does not");
            throw ctrlC;
        } finally {
            System.out.printf("%d names: %d found, %d not found, in %.1f s%n",
                    names.size(), found, notFound, (System.nanoTime() - start) / 1e9);
        }
    }

    private String probe(String name) {
        String answer;
        try {
            // A lookup blocks: on a thread of its own it does not keep the other tasks waiting.
            InetAddress address = Asyncio.<InetAddress, UnknownHostException>toThread(() -> InetAddress.getByName(name));
            answer = address.getHostAddress();
            found++;
        } catch (UnknownHostException unknown) {
            answer = "not found";
            notFound++;
        }
        return "%-12s %s".formatted(name, answer);
    }
}
