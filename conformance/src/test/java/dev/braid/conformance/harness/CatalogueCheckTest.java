package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is missing or does not fit must be found. The starting point of each test is a catalogue where all fits. */
class CatalogueCheckTest {

    private static final int ROWS_OF_A = 30;

    private final List<Catalogue.Row> rows = new ArrayList<>();
    private final List<CaseIndex.Found> cases = new ArrayList<>();
    private final Map<String, OracleTraces.Section> traces = new LinkedHashMap<>();
    private final Map<String, String> notApplicable = new HashMap<>();
    private final Map<String, String> pending = new HashMap<>(Map.of("b", "later"));

    CatalogueCheckTest() {
        for (int n = 1; n <= ROWS_OF_A; n++) {
            rows.add(new Catalogue.Row("A-" + n, "a"));
            addCase("A-" + n, null);
            addTrace("A-" + n, "a");
        }
        rows.add(new Catalogue.Row("B-1", "b"));
        rows.add(new Catalogue.Row("B-2", "b"));
    }

    private void addCase(String id, @Nullable String noOracle) {
        cases.add(new CaseIndex.Found(new CaseSpec(id, false, false, false, "", noOracle), "Test.case" + cases.size()));
    }

    private void removeCase(String id) {
        cases.removeIf(found -> found.spec().id().equals(id));
        traces.remove(id);
    }

    private void addTrace(String id, String area) {
        traces.put(id, new OracleTraces.Section(id, area, "3.15.0", List.of()));
    }

    private void assertProblems(String... expected) {
        CatalogueCheck check = new CatalogueCheck(
                new Catalogue(rows), cases, new OracleTraces(traces), notApplicable, pending);
        assertEquals(List.of(expected), check.problems());
    }

    @Test
    void allFits() {
        assertProblems();
    }

    @Test
    void aRowWithoutACase() {
        removeCase("A-7");
        assertProblems("A-7 has no case: write one, or say why not in not-applicable.tsv");
    }

    @Test
    void aReasonTakesTheCasesPlace() {
        removeCase("A-7");
        notApplicable.put("A-7", "no such thing");
        assertProblems();
        removeCase("A-8");
        pending.put("A-8", "later");
        assertProblems();
    }

    @Test
    void aRowWithTwoCases() {
        addCase("A-7", null);
        assertProblems("A-7 has two cases: Test.case6 and Test.case30");
    }

    @Test
    void aCaseWithoutARow() {
        addCase("A-99", null);
        assertProblems("Test.case30 is for A-99, which is no row of the catalogue");
    }

    @Test
    void aCaseWithoutAnOracle() {
        traces.remove("A-7");
        assertProblems("A-7 has no oracle: write its Python twin, or say why there is none with @NoOracle");
        removeCase("A-7");
        addCase("A-7", "Python cannot show it");
        assertProblems();
    }

    @Test
    void aCaseThatSaysItHasNoOracleAndHasOne() {
        removeCase("A-7");
        addCase("A-7", "Python cannot show it");
        addTrace("A-7", "a");
        assertProblems("A-7 says that it has no oracle, and has a recorded trace");
    }

    @Test
    void aCaseForARowWithAReason() {
        notApplicable.put("A-7", "no such thing");
        pending.put("A-8", "later");
        assertProblems(
                "A-7 has a case, and is not applicable",
                "A-8 has a case, and is pending",
                "A-7 is not applicable, and has a recorded trace");
    }

    @Test
    void aRowWithTwoReasons() {
        notApplicable.put("B-1", "no such thing");
        pending.put("B-1", "later");
        assertProblems("B-1 is not applicable, and pending");
    }

    @Test
    void aCaseInAnAreaThatIsPendingIsNoContradictionButTheLastOneIs() {
        addCase("B-1", "a reason");
        assertProblems();
        addCase("B-2", "a reason");
        assertProblems("pending.tsv names b, where every row has a case: take it out");
    }

    @Test
    void aTraceWithoutARowOrInTheWrongFile() {
        addTrace("A-99", "a");
        addTrace("B-1", "a");
        assertProblems("a.trace has A-99, which is no row of the catalogue", "B-1 is in a.trace, its area is b");
    }

    @Test
    void reasonsForWhatIsNotInTheCatalogue() {
        notApplicable.put("A-99", "no such thing");
        pending.put("c", "later");
        assertProblems(
                "not-applicable.tsv names A-99, which is no row of the catalogue",
                "pending.tsv names c, which is neither an area nor a row of the catalogue");
    }

    @Test
    void tooManyRowsThatAreNotApplicable() {
        for (int n = 1; n <= 3; n++) {
            removeCase("A-" + n);
            notApplicable.put("A-" + n, "no such thing");
        }
        assertProblems("3 of 30 rows in the areas that are built are not applicable; fewer than 10 % may be");
    }
}
