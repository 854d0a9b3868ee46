package dev.braid.conformance.documentation;

import dev.braid.conformance.harness.ConformanceFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The ids that a text may name: rows of the catalogues that have a case or a test. */
final class CaseIds {

    private static final Pattern ID = Pattern.compile("\\b[A-Z]{3,}-\\d{2,3}\\b");
    private static final Pattern RANGE = Pattern.compile("\\b([A-Z]{3,})-(\\d{2,3}) to ([A-Z]{3,})-(\\d{2,3})\\b");

    private final Set<String> proven = new HashSet<>();

    // With the reason why nothing proves them.
    private final Map<String, String> unproven = new HashMap<>();

    private CaseIds() {}

    /** Reads the tables of this module. */
    static CaseIds load() {
        CaseIds ids = new CaseIds();
        Set<String> notApplicable = names("not-applicable.tsv");
        Set<String> pending = names("pending.tsv");
        for (String[] row : ConformanceFiles.table("catalogue.tsv")) {
            if (notApplicable.contains(row[0])) {
                ids.unproven.put(row[0], "is not applicable in Java");
            } else if (pending.contains(row[0]) || pending.contains(row[1])) {
                ids.unproven.put(row[0], "is pending");
            } else {
                ids.proven.add(row[0]);
            }
        }
        ids.proven.addAll(names("bridge-catalogue.tsv"));
        return ids;
    }

    private static Set<String> names(String table) {
        Set<String> names = new HashSet<>();
        ConformanceFiles.table(table).forEach(row -> names.add(row[0]));
        return names;
    }

    /** Whether a text names any. */
    static boolean namedIn(String text) {
        return ID.matcher(text).find();
    }

    /** What is wrong with the ids that a text names; what lies inside a range, between its ends, may be unproven. */
    List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        ID.matcher(text).results().map(MatchResult::group).distinct().forEach(id -> {
            if (unproven.containsKey(id)) {
                problems.add(id + " " + unproven.get(id) + ": nothing proves what is said here");
            } else if (!proven.contains(id)) {
                problems.add(id + " is no row of catalogue.tsv or bridge-catalogue.tsv");
            }
        });
        RANGE.matcher(text).results().forEach(range -> {
            boolean upwards = range.group(1).equals(range.group(3))
                    && Integer.parseInt(range.group(2)) < Integer.parseInt(range.group(4));
            if (!upwards) {
                problems.add(range.group() + " is no range");
            }
        });
        return problems;
    }
}
