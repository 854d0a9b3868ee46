package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the tests of the bridge's rules ended in this JVM. Any thread. */
final class BridgeResults {

    /** All runs of the tests of one rule: how many, and what failed. */
    record Result(int runs, List<String> failures) {

        boolean passed() {
            return runs > 0 && failures.isEmpty();
        }

        String status() {
            return passed() ? "pass" : "fail";
        }

        @Nullable String reason() {
            return runs == 0 ? "did not run" : passed() ? null : String.join("; ", failures);
        }
    }

    // Guarded by this object.
    private final Map<String, Result> results = new LinkedHashMap<>();

    /** Notes one run of a test, if it is one of a rule: null for the failure of one that passed. */
    synchronized void add(String testName, @Nullable Throwable failure) {
        for (String id : BridgeCatalogue.idsOf(testName)) {
            Result before = of(id);
            List<String> failures = new ArrayList<>(before.failures());
            if (failure != null) {
                failures.add(testName + ": " + String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse(""));
            }
            results.put(id, new Result(before.runs() + 1, Collections.unmodifiableList(failures)));
        }
    }

    synchronized Result of(String id) {
        return results.getOrDefault(id, new Result(0, List.of()));
    }
}
