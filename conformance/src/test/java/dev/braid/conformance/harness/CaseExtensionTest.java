package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.braid.spi.StrandKind;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A case runs on every combination, and its failures reach JUnit and the report. */
class CaseExtensionTest {

    private static TestExecutionSummary run(String method) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create(LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectMethod(CaseSamples.class, method, Trace.class.getName()))
                        .build(), listener);
        return listener.getSummary();
    }

    @Test
    void everyCombinationRuns() {
        assertEquals(Combination.chosen().size(), run("asserts").getTestsSucceededCount());
        Results.Row row = Results.of(Face.JAVA).get("HARNESS-02");
        assertTrue(row.passed());
        assertEquals(new TreeSet<>(words()), row.strands());
    }

    private static List<String> words() {
        return Combination.chosen().stream().map(on -> on.strand().word()).toList();
    }

    @Test
    void failuresAreNotLost() {
        TestExecutionSummary summary = run("hasNoOracle");
        assertEquals(Combination.chosen().size(), summary.getTestsFailedCount());
        assertEquals(0, summary.getTestsSucceededCount());
        assertEquals(Combination.chosen().size(), Results.of(Face.JAVA).get("HARNESS-01").failures().size());
    }

    @Test
    void theOnesOnTheMainThreadAreCasesLikeAnyOther() {
        assertEquals(Combination.chosen().size(), run("failsOnTheMainThread").getTestsFailedCount());
    }

    @Test
    void everyKindOfStrandThatShouldBeHereIs() {
        int jdk = Runtime.version().feature();
        boolean open = Object.class.getModule().isOpen("java.lang", Combination.class.getModule());
        TreeSet<StrandKind> expected = new TreeSet<>(List.of(StrandKind.PLATFORM));
        if (jdk >= 21) {
            expected.add(StrandKind.VIRTUAL);
        }
        if (jdk >= 24 && open) {
            expected.add(StrandKind.MOUNTED);
        }
        assertEquals(expected, new TreeSet<>(Combination.all().stream().map(Combination::strand).toList()));
        assertEquals(List.of(HostKind.values()), Combination.all().stream().map(Combination::host).distinct().toList());
    }
}
