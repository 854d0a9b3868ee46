package dev.braid.examples;

import dev.braid.AsyncContextManager;
import dev.braid.Asyncio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A context manager made from a generator: a folder that is there during a block and gone after it, whatever the block
 * does. To run it:
 *
 * <pre>mvn -q -Pprober compile -Dexample=dev.braid.examples.TemporaryFolder</pre>
 */
public final class TemporaryFolder {

    private TemporaryFolder() {}

    public static void main(String[] args) {
        Asyncio.run(() -> {
            Path folder = Asyncio.with(temporaryFolder(), entered -> {
                Path note = Asyncio.toThread(() -> Files.writeString(entered.resolve("note.txt"), "hello"));
                System.out.println("inside: " + note.getFileName() + " of " + Files.size(note) + " bytes");
                return entered;
            });
            System.out.println("after: " + (Files.exists(folder) ? "still there" : "gone"));

            try {
                Asyncio.with(temporaryFolder(), entered -> {
                    throw new IllegalStateException("in the middle of " + entered.getFileName());
                });
            } catch (IllegalStateException failure) {
                System.out.println("the block failed " + failure.getMessage());
            }
        });
    }

    /** What stands before the yield enters, what stands after it leaves; both may take their time. */
    private static AsyncContextManager<Path> temporaryFolder() {
        return AsyncContextManager.of(out -> {
            Path folder = Asyncio.toThread(() -> Files.createTempDirectory("braid"));
            try {
                out.yield(folder);
            } finally {
                Asyncio.toThread(() -> delete(folder));
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
