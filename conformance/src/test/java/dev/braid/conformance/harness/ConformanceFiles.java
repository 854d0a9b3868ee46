package dev.braid.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the files of this module are, whatever folder the tests were started in. */
public final class ConformanceFiles {

    private static final String CATALOGUE = "catalogue.tsv";

    private static final Path FOLDER = find();

    private ConformanceFiles() {}

    private static Path find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (Path candidate : List.of(at, at.resolve("conformance"))) {
                if (Files.exists(candidate.resolve(CATALOGUE))) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException("cannot find the conformance module: no " + CATALOGUE + " in or above "
                + Path.of("").toAbsolutePath() + "; start the tests inside the repository");
    }

    /** The module's folder. */
    public static Path folder() {
        return FOLDER;
    }

    /** The rows of a table: tab separated, below a line with the columns' names; none if there is no such file. */
    public static List<String[]> table(String name) {
        return lines(name).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t", -1))
                .toList();
    }

    static List<String> lines(String name) {
        Path file = FOLDER.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }
}
