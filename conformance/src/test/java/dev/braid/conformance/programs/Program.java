package dev.braid.conformance.programs;

import dev.braid.conformance.harness.ConformanceFiles;
import dev.braid.conformance.harness.OracleTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A random program and what CPython does in it, as {@code oracle/random_programs.py} writes them.
 *
 * @param section its trace
 * @param text the program
 * @param options {@code eager} if tasks start eagerly
 * @param declared its locks, queues and so on: kind, name, size
 * @param main the body of the main task
 */
public record Program(
        OracleTraces.Section section, String text, List<?> options, List<?> declared, List<Statement> main) {

    /** A file of programs, in place of those that are committed. */
    private static final String FILE = "braid.conformance.programs";

    private static final Pattern WORD = Pattern.compile("[()]|[^\\s()]+");

    /** All programs. */
    public static List<Program> all() {
        String chosen = System.getProperty(FILE, "");
        Path folder = ConformanceFiles.folder().resolve("programs");
        try (Stream<Path> files = chosen.isEmpty() ? Files.list(folder) : Stream.of(Path.of(chosen))) {
            List<Program> programs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                Stream.of(Files.readString(file).split("(?m)^== ")).skip(1).forEach(text -> programs.add(of(text)));
            }
            return programs;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the random programs", failure);
        }
    }

    // 17  3.15.0
    // (program …)
    // --
    // the trace
    private static Program of(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.get(0).split(" +");
        int end = lines.indexOf("--");
        String written = String.join("\n", lines.subList(1, end));
        List<?> program = read(written);
        return new Program(
                new OracleTraces.Section("program-" + head[0], "programs", head[1], lines.subList(end + 1, lines.size())),
                written, (List<?>) program.get(1), (List<?>) program.get(2), Statement.all(program.get(3)));
    }

    private static List<?> read(String text) {
        Deque<List<Object>> open = new ArrayDeque<>(List.of(new ArrayList<>()));
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            switch (word) {
                case "(" -> open.push(new ArrayList<>());
                case ")" -> {
                    List<Object> done = open.pop();
                    open.element().add(done);
                }
                default -> open.element().add(word.matches("-?\\d+") ? (Object) Integer.valueOf(word) : word);
            }
        }
        return (List<?>) open.element().get(0);
    }

    @Override
    public String toString() {
        return section.id();
    }
}
