package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rule without a test and a test without a rule must be found. */
class BridgeCatalogueTest {

    private static final BridgeCatalogue.Row ONE = new BridgeCatalogue.Row("BRIDGE-01", "here", "", "One.");
    private static final BridgeCatalogue.Row TWO = new BridgeCatalogue.Row("BRIDGE-02", "there", "", "Two.");

    private static void assertProblems(List<BridgeCatalogue.Row> rows, List<String> tests, String... expected) {
        assertEquals(List.of(expected), new BridgeCatalogue(rows, Map.of("Some.kt", tests)).problems());
    }

    @Test
    void allFits() {
        assertProblems(List.of(ONE, TWO), List.of("BRIDGE-01 one", "BRIDGE-02 BRIDGE-01 two, and one again"));
    }

    @Test
    void aRuleWithoutATest() {
        assertProblems(List.of(ONE, TWO), List.of("BRIDGE-01 as in BRIDGE-02"),
                "BRIDGE-02 has no test: begin the name of one with it");
    }

    @Test
    void aTestWithoutARule() {
        assertProblems(List.of(ONE), List.of("BRIDGE-01 one", "BRIDGE-09 nine", "none"),
                "the test \"BRIDGE-09 nine\" in Some.kt is for BRIDGE-09, which is no row of bridge-catalogue.tsv",
                "the test \"none\" in Some.kt proves no rule: begin its name with a row's id");
    }

    @Test
    void aRuleThatIsThereTwice() {
        assertProblems(List.of(ONE, ONE), List.of("BRIDGE-01 one"), "two rows of bridge-catalogue.tsv are BRIDGE-01");
    }
}
