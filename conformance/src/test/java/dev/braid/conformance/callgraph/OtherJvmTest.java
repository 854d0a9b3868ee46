package dev.braid.conformance.callgraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Everywhere;
import dev.braid.conformance.harness.NoOracle;
import dev.braid.conformance.harness.Trace;
import dev.braid.internal.Attempts;
import dev.braid.spi.StrandKind;
import dev.braid.tools.Main;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looking into another JVM. */
class OtherJvmTest {

    /** What a command gave: its exit code, and what it printed. */
    private record Shown(int exit, String out, String err) {

        static Shown of(String... command) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int exit = Main.run(stream(out), stream(err), command);
            return new Shown(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }

        /** As a user does; and what connections leave behind for a while ends with that JVM. */
        static Shown inItsOwnJvm(String... words) throws Exception {
            List<String> command = java("-cp", System.getProperty("java.class.path"), Main.class.getName());
            command.addAll(List.of(words));
            Path err = Files.createTempFile("braid", ".err");
            try {
                Process tool = new ProcessBuilder(command).redirectError(err.toFile()).start();
                String out = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Shown(tool.waitFor(), out, Files.readString(err));
            } finally {
                Files.delete(err);
            }
        }

        private static PrintStream stream(ByteArrayOutputStream to) {
            return new PrintStream(to, true, StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    // What was shown of a shop on each kind of strand: the host of this JVM's loops does not matter to another JVM's.
    private static final Map<String, List<Shown>> SHOPS = new HashMap<>();

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<Shown> lookIntoShop(String strands) throws Exception {
        List<String> command = java("-Dbraid.strands=" + strands, "-cp", System.getProperty("java.class.path"));
        if (strands.equals(StrandKind.MOUNTED.word())) {
            command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        }
        command.add(Shop.class.getName());
        Process shop = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var out = new BufferedReader(new InputStreamReader(shop.getInputStream(), StandardCharsets.UTF_8));
                var in = shop.outputWriter(StandardCharsets.UTF_8)) {
            String pid = Long.toString(shop.pid());
            assertEquals("ready", out.readLine());
            Shown table = Shown.inItsOwnJvm("ps", pid);
            Shown tree = Shown.inItsOwnJvm("pstree", pid, "--retries", "1");
            in.write("circle\n");
            in.flush();
            assertEquals("ready", out.readLine());
            return List.of(table, tree, Shown.inItsOwnJvm("pstree", pid), Shown.inItsOwnJvm("ps", pid));
        } finally {
            shop.destroyForcibly();
        }
    }

    @NoOracle("Python reads another process's memory, where its own commands differ in form; the catalogue says what they show")
    @Case(value = "CALLGRAPH-23", plain = true)
    void theTasksOfAnotherJvmAsTableAndAsTree() throws Exception {
        List<Shown> shop;
        synchronized (SHOPS) {
            String strands = System.getProperty("braid.strands");
            if (!SHOPS.containsKey(strands)) {
                SHOPS.put(strands, lookIntoShop(strands));
            }
            shop = SHOPS.get(strands);
        }
        checkTable(shop.get(0));
        checkTree(shop.get(1));

        Shown circle = shop.get(2);
        assertEquals(1, circle.exit(), circle::toString);
        assertTrue(circle.err().contains("circle: ") && circle.err().contains("reader -> orders")
                || circle.err().contains("orders -> reader -> orders"), circle::toString);
        assertEquals("", circle.out());
        assertEquals(0, shop.get(3).exit(), "a table has no such limits: " + shop.get(3));
    }

    private static void checkTable(Shown table) {
        assertEquals(0, table.exit(), table::toString);
        assertRow(table, "reader", "waiting", "orders", "Shop.read");
        assertRow(table, "writer", "waiting", "orders", "Shop.read");
        assertRow(table, "orders", "waiting", "Task-", "Shop.takeOrders");
        assertRow(table, "blocked", "running", "", "Shop.blocks");
        assertTrue(table.lines().stream().anyMatch(line -> line.contains(" on stuck: it did not answer")
                || line.contains("so it was read while a step blocked it")), table::toString);
        assertTellsOfTheLostError(table);
    }

    /** A task that has failed is in no table any more, but perhaps it is what the others wait for. */
    private static void assertTellsOfTheLostError(Shown shown) {
        assertTrue(shown.lines().stream().anyMatch(line -> line.contains(": Task 'delivery' of ")
                && line.endsWith(" failed, and nobody has looked at java.lang.IllegalStateException: no bicycle")),
                shown::toString);
    }

    private static void assertRow(Shown table, String name, String state, String awaitedBy, String frame) {
        assertTrue(
                table.lines().stream().anyMatch(line -> line.matches(
                        "braid-\\w+ .* 0x[0-9a-f]+ +" + name + " +" + state + " +" + awaitedBy + ".*" + frame + ".*")),
                () -> name + " in " + table);
    }

    private static void checkTree(Shown tree) {
        assertEquals(0, tree.exit(), tree::toString);
        List<String> lines = tree.lines();
        int orders = line(lines, "(T) orders");
        int reader = line(lines, "(T) reader");
        assertTrue(depth(lines.get(orders)) < depth(lines.get(reader)), tree::toString);
        assertEquals(depth(lines.get(reader)), depth(lines.get(line(lines, "(T) writer"))), tree::toString);
        assertTrue(lines.subList(orders, reader).stream().anyMatch(line -> line.contains("Shop.takeOrders(Shop.java:")));
        assertTrue(lines.get(reader + 1).contains("Shop.read(Shop.java:"), tree::toString);
        assertTrue(line(lines, "Shop.blocks(Shop.java:") > line(lines, "(T) blocked"), tree::toString);
        assertTellsOfTheLostError(tree);
    }

    private static int line(List<String> lines, String text) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError("no " + text + " in " + lines);
    }

    private static int depth(String line) {
        return line.indexOf("── ");
    }

    @Case(value = "CALLGRAPH-24", plain = true)
    void aFailedAttemptIsRepeated(Trace t) throws Exception {
        for (int[] row : new int[][] {{0, 0}, {0, 1}, {1, 1}, {3, 2}, {3, 3}, {3, 4}}) {
            int retries = row[0];
            int failures = row[1];
            int[] calls = {0};
            String outcome;
            try {
                outcome = Attempts.read(retries, () -> {
                    if (calls[0]++ < failures) {
                        throw new IOException("torn");
                    }
                    return "read";
                });
            } catch (IOException failure) {
                outcome = "reported";
            }
            t.log("retries", retries, "failures", failures, outcome, calls[0]);
        }
    }

    @Everywhere(plain = true)
    void whatWillNotPassIsNotRepeated(Trace t) throws Exception {
        int[] calls = {0};
        try {
            Attempts.read(3, () -> {
                calls[0]++;
                throw new IllegalStateException("a circle");
            });
        } catch (IllegalStateException told) {
            assertEquals("a circle", told.getMessage());
        }
        assertEquals(1, calls[0]);
    }

    @Everywhere(plain = true)
    void aMistakeIsAnsweredWithTheUsage(Trace t) {
        for (String[] mistake : new String[][] {{}, {"ps"}, {"top", "1"}, {"ps", "me"}, {"ps", "1", "--retries"},
            {"ps", "1", "--retries", "-1"}, {"ps", "1", "2"}}) {
            Shown shown = Shown.of(mistake);
            assertEquals(2, shown.exit(), () -> String.join(" ", mistake));
            assertTrue(shown.err().contains("usage: ps PID"), shown::toString);
        }
        Shown nobody = Shown.of("ps", "99999999");
        assertEquals(1, nobody.exit());
        assertTrue(nobody.err().startsWith("cannot look into process 99999999"), nobody::toString);
        assertFalse(nobody.err().contains("usage"));
    }
}
