package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalogue is complete: a case or a reason for each row, a row and an oracle or a reason for each case. */
class CatalogueTest {

    private static final int ROWS = 1193;

    @Test
    void everyRowIsThere() {
        assertEquals(ROWS, Catalogue.load().rows().size(), "rows of catalogue.tsv");
    }

    @Test
    void rowsCasesTracesAndReasonsFitEachOther() {
        List<String> problems = new CatalogueCheck(
                        Catalogue.load(), CaseIndex.load(Face.JAVA), OracleTraces.load(),
                        Exemptions.notApplicable(), Exemptions.pending())
                .problems();
        assertNone(problems);
    }

    @Test
    void everyRowIsClassedInKotlin() {
        assertNone(KotlinColumn.load().problems());
    }

    @Test
    void everyRuleOfTheBridgeHasATestAndTheReverse() {
        assertNone(BridgeCatalogue.load().problems());
    }

    private static void assertNone(List<String> problems) {
        assertTrue(problems.isEmpty(), () -> problems.size() + " problems:\n" + String.join("\n", problems));
    }
}
