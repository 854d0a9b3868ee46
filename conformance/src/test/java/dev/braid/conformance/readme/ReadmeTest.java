package dev.braid.conformance.readme;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.conformance.harness.ConformanceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's code is compiled code: each block, and each word of its table, is copied from an example. The names to port
 * to are names of the API.
 */
class ReadmeTest {

    private static final Path ROOT = ConformanceFiles.folder().getParent();

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:java|kotlin)\\n(.*?)^```$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `.*` \\| (`.*`) \\|$");
    private static final Pattern LAST_COLUMN = Pattern.compile("(?m)^\\|.* \\| (.*`.*) \\|$");
    private static final Pattern WORD = Pattern.compile("([A-Za-z]\\w*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyBlockIsPartOfAnExample() throws IOException {
        List<String> blocks = found(BLOCK, read(ROOT.resolve("README.md")));
        List<String> examples = examples();
        assertFalse(blocks.isEmpty(), "no block of code in the README");
        for (String block : blocks) {
            assertTrue(examples.stream().anyMatch(example -> example.contains(unindented(block))),
                    () -> "no example has this block of the README:\n" + block);
        }
    }

    @Test
    void everyWordOfTheTableIsInTheCheatSheet() throws IOException {
        String section = read(ROOT.resolve("README.md")).split("\n## From asyncio to Braid\n")[1].split("\n## ")[0];
        String cheatSheet = read(ROOT.resolve("examples/src/main/java/dev/braid/examples/CheatSheet.java"));
        List<String> words = found(CODE, String.join("\n", found(ROW, section)));
        assertTrue(words.size() >= 12, () -> "the table is cut short, or has another form: " + words);
        for (String word : words) {
            assertTrue(cheatSheet.contains(word), () -> "CheatSheet.java has no " + word);
        }
    }

    @Test
    void everyNameToPortToIsInTheApi() throws IOException {
        Set<String> known = new HashSet<>(List.of("instanceof", "try", "held", "body", "lock", "stage", "future", "loop",
                "group", "context", "runner", "count", "value", "out", "dev", "braid", "sync", "tools", "x", "for", "ps",
                "pstree"));
        for (String listing : List.of("java-api/api/java-api.api", "kotlin-bridge/api/kotlin-bridge.api")) {
            known.addAll(found(WORD, read(ROOT.resolve(listing))));
        }
        List<String> rows = found(LAST_COLUMN, read(ROOT.resolve("docs/porting.md")));
        assertTrue(rows.size() >= 50, () -> "the table is cut short, or has another form: " + rows);
        for (String name : found(WORD, String.join("\n", found(CODE, String.join("\n", rows))))) {
            assertTrue(known.contains(name), () -> "docs/porting.md names " + name + ", which is not in the API");
        }
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples/src/main"))) {
            return files.filter(Files::isRegularFile).map(ReadmeTest::read).map(ReadmeTest::unindented).toList();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }
}
