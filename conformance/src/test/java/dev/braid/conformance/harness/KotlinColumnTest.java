package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is missing or does not fit in Kotlin must be found. At first each row of A has cases, and B is pending. */
class KotlinColumnTest {

    private static final int ROWS_OF_A = 6;

    private final List<Catalogue.Row> rows = new ArrayList<>();
    private final List<CaseIndex.Found> java = new ArrayList<>();
    private final List<CaseIndex.Found> kotlin = new ArrayList<>();
    private final Map<String, String> notApplicable = new HashMap<>();
    private final Map<String, String> javaPending = new HashMap<>();
    private final Map<String, String> noFace = new HashMap<>();
    private final Map<String, String> pending = new HashMap<>(Map.of("b", "later"));

    KotlinColumnTest() {
        for (int n = 1; n <= ROWS_OF_A; n++) {
            rows.add(new Catalogue.Row("A-" + n, "a"));
            java.add(found("A-" + n));
            kotlin.add(found("A-" + n));
        }
        rows.add(new Catalogue.Row("B-1", "b"));
        rows.add(new Catalogue.Row("B-2", "b"));
        java.add(found("B-1"));
        java.add(found("B-2"));
    }

    private static CaseIndex.Found found(String id) {
        return new CaseIndex.Found(CaseSpec.of(id), "Test.case" + id);
    }

    private static void remove(List<CaseIndex.Found> cases, String id) {
        cases.removeIf(found -> found.spec().id().equals(id));
    }

    private KotlinColumn column() {
        return new KotlinColumn(new Catalogue(rows), kotlin, java, notApplicable, javaPending, noFace, pending);
    }

    private void assertProblems(String... expected) {
        assertEquals(List.of(expected), column().problems());
    }

    @Test
    void allFits() {
        assertProblems();
    }

    @Test
    void aRowWithAFaceAndWithoutACase() {
        remove(kotlin, "A-2");
        assertProblems("A-2 has no case in Kotlin: write one, or say in no-kotlin-face.tsv why it has no face there");
    }

    @Test
    void aReasonTakesTheCasesPlace() {
        remove(kotlin, "A-1");
        noFace.put("A-1", "data");
        remove(kotlin, "A-2");
        pending.put("A-2", "later");
        remove(kotlin, "A-3");
        notApplicable.put("A-3", "means nothing");
        remove(kotlin, "A-4");
        remove(java, "A-4");
        javaPending.put("A-4", "Java later");
        assertProblems();
    }

    @Test
    void whatIsPendingInJavaAndHasACaseThereNeedsOneInKotlin() {
        remove(kotlin, "A-4");
        javaPending.put("a", "the others come later");
        assertProblems("A-4 has no case in Kotlin: write one, or say in no-kotlin-face.tsv why it has no face there");
    }

    @Test
    void aCaseForARowWithAReason() {
        noFace.put("A-1", "data");
        pending.put("A-2", "later");
        assertProblems("A-1 has a case in Kotlin, and no Kotlin face", "A-2 has a case in Kotlin, and is in kotlin-pending.tsv");
    }

    @Test
    void aRowWithTwoReasons() {
        noFace.put("B-1", "data");
        pending.put("B-1", "later");
        assertProblems("B-1 has no Kotlin face, and its Kotlin case is pending");
    }

    @Test
    void aRowWithTwoCases() {
        kotlin.add(new CaseIndex.Found(CaseSpec.of("A-1"), "Other.again"));
        assertProblems("A-1 has two cases in Kotlin: Test.caseA-1 and Other.again");
    }

    @Test
    void aCaseWithoutARowOrWithoutAJavaTwin() {
        kotlin.add(found("A-99"));
        remove(java, "A-1");
        assertProblems("A-1 has a case in Kotlin and none in Java",
                "Test.caseA-99 in Kotlin is for A-99, which is no row of the catalogue");
    }

    @Test
    void aLineAboutAnAreaGoesWithItsLastRow() {
        noFace.put("B-1", "data");
        assertProblems();
        kotlin.add(found("B-2"));
        assertProblems("kotlin-pending.tsv names b, where every row is spoken for: take it out");
    }

    @Test
    void namesThatAreNeitherAreasNorRows() {
        noFace.put("c", "data");
        pending.put("A-99", "later");
        assertProblems("no-kotlin-face.tsv names c, which is neither an area nor a row of the catalogue",
                "kotlin-pending.tsv names A-99, which is neither an area nor a row of the catalogue");
    }

    @Test
    void cells() {
        remove(kotlin, "A-3");
        remove(kotlin, "A-4");
        notApplicable.put("A-3", "means nothing");
        noFace.put("B-1", "data");
        Results.Row passed = new Results.Row(new TreeSet<>(), new TreeSet<>(List.of("virtual-time")), List.of());
        Results.Row failed = new Results.Row(new TreeSet<>(), new TreeSet<>(), List.of("wrong"));
        Map<String, KotlinColumn.Cell> cells = column().cells(Map.of("A-1", passed, "A-2", failed));
        assertEquals(
                List.of("A-1 pass null", "A-2 fail wrong", "A-3 no-face means nothing", "A-4 fail has no case",
                        "A-5 fail did not run", "A-6 fail did not run", "B-1 no-face data", "B-2 pending later"),
                cells.entrySet().stream()
                        .map(cell -> cell.getKey() + " " + cell.getValue().status().word + " " + cell.getValue().reason())
                        .toList());
    }
}
