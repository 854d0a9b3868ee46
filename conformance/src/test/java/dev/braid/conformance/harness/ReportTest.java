package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final String REASON = "a \"reason\" with \\, \t and \u0001";

    private static Results.Row result(String... failures) {
        return new Results.Row(
                new TreeSet<>(List.of("virtual", "platform")), new TreeSet<>(List.of("virtual-time")), List.of(failures));
    }

    private static Report report() {
        List<Catalogue.Row> rows = new ArrayList<>();
        for (int n = 1; n <= 6; n++) {
            rows.add(new Catalogue.Row("A-" + n, "a"));
        }
        rows.add(new Catalogue.Row("B-1", "b"));
        List<CaseIndex.Found> cases = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            cases.add(new CaseIndex.Found(CaseSpec.of("A-" + n), "Test.case" + n));
        }
        cases.add(new CaseIndex.Found(new CaseSpec("A-4", false, false, false, "", "no twin"), "Test.case4"));
        OracleTraces oracle = new OracleTraces(Map.of(
                "A-1", new OracleTraces.Section("A-1", "a", "3.15.0rc1+gh-1", List.of()),
                "A-2", new OracleTraces.Section("A-2", "a", "3.9.1", List.of())));
        return new Report(new Catalogue(rows), cases, oracle, Map.of("A-5", REASON), Map.of("b", "later"),
                Map.of("A-1", result(), "A-2", result("wrong on one"), "A-4", result()), kotlin(rows), bridge(), bridgeResults());
    }

    private static BridgeCatalogue bridge() {
        return new BridgeCatalogue(List.of(
                new BridgeCatalogue.Row("BRIDGE-01", "here", "", "One."),
                new BridgeCatalogue.Row("BRIDGE-02", "there", "one against two", "Two."),
                new BridgeCatalogue.Row("BRIDGE-03", "there", "", "Three.")), Map.of());
    }

    private static BridgeResults bridgeResults() {
        BridgeResults results = new BridgeResults();
        results.add("BRIDGE-01 BRIDGE-02 both", null);
        results.add("BRIDGE-02 the second", new AssertionError("wrong\nin many words"));
        results.add("no rule's BRIDGE-03", null);
        return results;
    }

    // The first row passes, the second fails, the third is pending, the others have no face.
    private static Map<String, KotlinColumn.Cell> kotlin(List<Catalogue.Row> rows) {
        Map<String, KotlinColumn.Cell> cells = new HashMap<>();
        KotlinColumn.Status[] statuses = KotlinColumn.Status.values();
        for (Catalogue.Row row : rows) {
            KotlinColumn.Status status = statuses[Math.min(cells.size(), statuses.length - 1)];
            cells.put(row.id(), new KotlinColumn.Cell(status, Set.of(), "Kotlin's reason"));
        }
        return cells;
    }

    @Test
    void aRowPassesOnlyIfItRanAndEveryRunPassed() {
        assertEquals(
                List.of("A-1 pass null", "A-2 fail wrong on one", "A-3 fail did not run", "A-4 pass no twin",
                        "A-5 not-applicable " + REASON, "A-6 fail has no case", "B-1 pending later"),
                report().rows().stream().map(row -> row.id() + " " + row.status().word + " " + row.reason()).toList());
    }

    @Test
    void theNewestPythonIsNamed() {
        assertEquals("3.15.0rc1", report().python());
    }

    @Test
    void json() {
        String json = report().json();
        assertTrue(json.startsWith("""
                {
                  "python": "3.15.0rc1",
                  "total": 7,
                  "passed": 2,
                  "failed": 3,
                  "pending": 1,
                  "notApplicable": 1,
                  "kotlin": {
                    "pass": 1,
                    "fail": 1,
                    "pending": 1,
                    "no-face": 4
                  },
                  "rows": [
                    {
                      "id": "A-1",
                      "area": "a",
                      "status": "pass",
                      "oracle": "3.15.0rc1+gh-1",
                      "strands": [
                        "platform",
                        "virtual"
                      ],
                      "hosts": [
                        "virtual-time"
                      ],
                      "reason": null,
                      "kotlin": {
                        "status": "pass",
                        "hosts": [],
                        "reason": "Kotlin's reason"
                      }
                    },
                """), json);
        assertTrue(json.contains("\"reason\": \"a \\\"reason\\\" with \\\\, \\t and \\u0001\""), json);
    }

    @Test
    void page() {
        String page = ReportPage.of(report());
        assertTrue(page.contains("2 of 7 rows pass, 3 fail, 1 are pending, 1 are not applicable."), page);
        assertTrue(page.contains("| a | 6 | 2 | 3 |  | 1 | 1 | 1 | 1 | 3 |"), page);
        assertTrue(page.contains("1 pass, 1 fail, 1 are pending, 4 have no face of their own there."), page);
        assertTrue(page.contains("## Failures\n\n- A-2: wrong on one\n- A-3: did not run\n"), page);
        assertTrue(page.contains("## Failures in Kotlin\n\n- A-2: Kotlin's reason\n"), page);
        assertTrue(page.contains("1 of 3 rules of the bridge pass"), page);
        assertTrue(page.contains("| BRIDGE-01: One. | here | pass |  |"), page);
        assertTrue(page.contains(
                "| BRIDGE-02: Two. | there | fail: BRIDGE-02 the second: wrong | one against two |"), page);
        assertTrue(page.contains("| BRIDGE-03: Three. | there | fail: did not run |  |"), page);
        assertTrue(page.contains("## Not applicable\n\n- A-5: " + REASON), page);
    }
}
