package dev.braid.conformance.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of what has no case: {@code not-applicable.tsv} and {@code pending.tsv}, names with their reasons. */
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
