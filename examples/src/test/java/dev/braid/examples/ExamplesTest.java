package dev.braid.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each example, run as users run it: what it prints. In real time, as they are programs and not loops. */
@Timeout(60)
class ExamplesTest {

    /** An example's {@code main}. */
    private interface Main {
        void run(String... args) throws Exception;
    }

    private static List<String> linesOf(Main main, String... args) throws Exception {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.run(args);
        } finally {
            System.setOut(terminal);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> sorted(List<String> lines, String about) {
        return lines.stream().filter(line -> line.contains(about)).map(line -> line.replaceAll("^(Ada|Bob)", "*"))
                .sorted().toList();
    }

    @Test
    void firstProgram() throws Exception {
        assertEquals(List.of("(hello is ready)", "(world is ready)", "hello, world"), linesOf(FirstProgram::main));
    }

    @Test
    void cheatSheet() throws Exception {
        List<String> lines = linesOf(CheatSheet::main);
        assertTrue(lines.contains("gathered [4, 5]"), lines::toString);
        assertEquals("done at once: true", lines.get(lines.size() - 1));
    }

    @Test
    void producerConsumer() throws Exception {
        List<String> lines = linesOf(ProducerConsumer::main);
        assertEquals(List.of("* has served the cheese", "* has served the risotto", "* has served the salad",
                "* has served the sorbet", "* has served the soup", "* has served the trout"), sorted(lines, "served"));
        assertEquals(List.of("* goes home", "* goes home"), sorted(lines, "home"));
        assertEquals("soup is ready", lines.get(0));
        assertEquals("closed", lines.get(lines.size() - 1));
    }

    @Test
    void multiProbe() throws Exception {
        // The second is no name at all, so that no server is asked for it.
        assertEquals(List.of("found [localhost]"), linesOf(MultiProbe::main, "localhost", "[no name"));
    }

    @Test
    void temporaryFolder() throws Exception {
        List<String> lines = linesOf(TemporaryFolder::main);
        assertEquals(List.of("inside: note.txt of 5 bytes", "after: gone"), lines.subList(0, 2));
        assertTrue(lines.get(2).startsWith("the block failed in the middle of braid"), lines::toString);
    }

    @Test
    void asTheyFinish() throws Exception {
        assertEquals(List.of("Bob is in, Dee starts", "Cem is in, Eve starts", "Ada is in, Fay starts", "Dee is in",
                "Eve is in", "Fay is in", "all are in"), linesOf(AsTheyFinish::main));
    }

    @Test
    void sharedCache() throws Exception {
        List<String> lines = linesOf(SharedCache::main);
        assertEquals(List.of("Ada looks up France", "Dee looks up Japan", "Eve looks up Atlantis",
                "Ada closes the atlas", "Ada cannot wait any longer", "Ben looks up France"), lines.subList(0, 6));
        assertEquals(List.of("Ben knows: Paris", "Cem knows: Paris", "Dee knows: Tokyo",
                "Eve knows: there is no Atlantis", "Fay knows: Tokyo"), sorted(lines, "knows"));
        assertEquals("Fay knows: Tokyo", lines.get(lines.size() - 1));
    }

    @Test
    void politeDownloader() throws Exception {
        List<String> lines = linesOf(PoliteDownloader::main, "20");
        assertEquals(21, lines.size());
        assertTrue(lines.containsAll(List.of("1.txt: OK", "4.txt: OK", "14.txt: NOT_FOUND",
                "18.txt: ERROR, the server answered 500")), lines::toString);
        Matcher tally = Pattern.compile("\\{OK=16, NOT_FOUND=2, ERROR=2\\} in (.+)").matcher(lines.get(20));
        assertTrue(tally.matches(), lines.get(20));
        checkAndDelete(Path.of(tally.group(1)));
    }

    private static void checkAndDelete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.toList();
        }
        assertEquals(16, files.size());
        assertEquals("This is /20.txt.\n", Files.readString(folder.resolve("20.txt")));
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
