package dev.braid.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the bridge, which Python knows nothing of: the rows of {@code conformance/bridge-catalogue.tsv}. A Kotest
 * test proves one by the id that its name begins with; a name may begin with several.
 */
final class BridgeCatalogue {

    private static final String FILE = "bridge-catalogue.tsv";
    private static final String TESTS = "src/test/kotlin/dev/braid/conformance/bridge";
    private static final Pattern ID = Pattern.compile("BRIDGE-\\d{2,}");
    private static final Pattern IDS = Pattern.compile("^((BRIDGE-\\d{2,}) )+");

    // What is in quotes after the functions that make tests; a name that begins with a variable is made of another one.
    private static final Pattern TEST = Pattern.compile("\\b(?:test|everywhere)\\(\\s*\"((?!\\$)[^\"]*)\"");

    /**
     * One rule.
     *
     * @param area what it is about, and in which direction: {@code java-calls-kotlin}
     * @param race who races in it; empty for none
     */
    record Row(String id, String area, String race, String statement) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    BridgeCatalogue(Collection<Row> rows, Map<String, List<String>> testsByFile) {
        for (Row row : rows) {
            if (!ID.matcher(row.id()).matches() || row.area().isBlank() || row.statement().isBlank()) {
                problems.add(FILE + " has a row that is no id, area, race and statement: " + row);
            }
            if (this.rows.put(row.id(), row) != null) {
                problems.add("two rows of " + FILE + " are " + row.id());
            }
        }
        TreeSet<String> proven = new TreeSet<>();
        testsByFile.forEach((file, names) -> names.forEach(name -> {
            List<String> ids = idsOf(name);
            if (ids.isEmpty()) {
                problems.add("the test \"" + name + "\" in " + file + " proves no rule: begin its name with a row's id");
            }
            for (String id : ids) {
                proven.add(id);
                if (!this.rows.containsKey(id)) {
                    problems.add("the test \"" + name + "\" in " + file + " is for " + id + ", which is no row of " + FILE);
                }
            }
        }));
        for (String id : this.rows.keySet()) {
            if (!proven.contains(id)) {
                problems.add(id + " has no test: begin the name of one with it");
            }
        }
    }

    /** Reads the file, and the names of the bridge's tests from their sources. */
    static BridgeCatalogue load() {
        List<Row> rows = new ArrayList<>();
        for (String[] line : ConformanceFiles.table(FILE)) {
            if (line.length != 4) {
                throw new IllegalArgumentException(
                        "cannot read " + FILE + ": '" + String.join("\t", line) + "' is not an id, area, race and statement");
            }
            rows.add(new Row(line[0], line[1], line[2], line[3]));
        }
        Map<String, List<String>> tests = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(ConformanceFiles.folder().resolve(TESTS))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".kt")).sorted().toList()) {
                Matcher names = TEST.matcher(Files.readString(file));
                tests.put(file.getFileName().toString(), names.results().map(name -> name.group(1)).toList());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the bridge's tests", failure);
        }
        return new BridgeCatalogue(rows, tests);
    }

    /** The ids that a test's name begins with. */
    static List<String> idsOf(String testName) {
        Matcher begin = IDS.matcher(testName);
        return begin.find() ? ID.matcher(begin.group()).results().map(id -> id.group()).toList() : List.of();
    }

    Collection<Row> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** Everything that does not fit. */
    List<String> problems() {
        return Collections.unmodifiableList(problems);
    }
}
