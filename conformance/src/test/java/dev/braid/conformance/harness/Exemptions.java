package dev.braid.conformance.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of what has no case, names with their reasons: what means nothing, and what is not done yet. */
final class Exemptions {

    private Exemptions() {}

    /** Rows that mean nothing in Java. */
    static Map<String, String> notApplicable() {
        return read("not-applicable.tsv");
    }

    /** Areas, or single rows, that are not built yet. */
    static Map<String, String> pending() {
        return read("pending.tsv");
    }

    /** Areas, or single rows, where nothing that suspends in Kotlin takes part in what the row states. */
    static Map<String, String> noKotlinFace() {
        return read("no-kotlin-face.tsv");
    }

    /** Areas, or single rows, whose Kotlin cases are not written yet. */
    static Map<String, String> kotlinPending() {
        return read("kotlin-pending.tsv");
    }

    private static Map<String, String> read(String file) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String[] line : ConformanceFiles.table(file)) {
            if (line.length != 2 || line[1].isBlank()) {
                throw new IllegalArgumentException(
                        "cannot read " + file + ": '" + String.join("\t", line) + "' is not a name, a tab and a reason");
            }
            if (reasons.put(line[0], line[1]) != null) {
                throw new IllegalArgumentException("cannot read " + file + ": " + line[0] + " is there twice");
            }
        }
        return reasons;
    }
}
