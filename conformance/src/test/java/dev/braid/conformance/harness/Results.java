package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the runs of this JVM ended. Any thread. */
public final class Results {

    private static final Map<Face, Map<String, Row>> ROWS = new EnumMap<>(Face.class);

    private Results() {}

    /** All runs of one case. */
    record Row(TreeSet<String> strands, TreeSet<String> hosts, List<String> failures) {

        Row() {
            this(new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        }

        boolean passed() {
            return failures.isEmpty();
        }
    }

    /** Notes one run: null for the failure of one that passed. */
    public static synchronized void add(Face face, String id, Combination on, @Nullable Throwable failure) {
        Row row = ROWS.computeIfAbsent(face, unseen -> new LinkedHashMap<>()).computeIfAbsent(id, unseen -> new Row());
        row.strands().add(on.strand().word());
        row.hosts().add(on.host().word());
        if (failure != null) {
            String message = String.valueOf(failure.getMessage()).strip();
            row.failures().add(on + ": " + failure.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse(""));
        }
    }

    static synchronized Map<String, Row> of(Face face) {
        return Map.copyOf(ROWS.getOrDefault(face, Map.of()));
    }
}
