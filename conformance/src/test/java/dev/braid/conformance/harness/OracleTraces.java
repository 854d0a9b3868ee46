package dev.braid.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What CPython did: the sections of {@code conformance/traces}. */
public final class OracleTraces {

    private static final String FOLDER = "traces";
    private static final String HEADER = "== ";

    private final Map<String, Section> sections;

    /**
     * The trace of one row.
     *
     * @param area the file it is in
     * @param python the version that made it
     */
    public record Section(String id, String area, String python, List<String> lines) {}

    OracleTraces(Map<String, Section> sections) {
        this.sections = sections;
    }

    /** Reads all files. */
    public static OracleTraces load() {
        Map<String, Section> sections = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(ConformanceFiles.folder().resolve(FOLDER))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".trace")).sorted().toList()) {
                String area = file.getFileName().toString().replace(".trace", "");
                sections.putAll(parse(area, Files.readAllLines(file)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the oracle's traces", failure);
        }
        return new OracleTraces(sections);
    }

    static Map<String, Section> parse(String area, List<String> text) {
        Map<String, Section> sections = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : text) {
            if (line.startsWith(HEADER)) {
                String[] words = line.substring(HEADER.length()).split(" +");
                lines = new ArrayList<>();
                sections.put(words[0], new Section(words[0], area, words[1], Collections.unmodifiableList(lines)));
            } else {
                lines.add(line);
            }
        }
        return sections;
    }

    /** The trace of a row, or null. */
    public @Nullable Section of(String id) {
        return sections.get(id);
    }

    /** All of them. */
    Map<String, Section> all() {
        return Collections.unmodifiableMap(sections);
    }
}
