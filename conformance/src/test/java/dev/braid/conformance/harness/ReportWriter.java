package dev.braid.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes {@code conformance-report.json} and {@code .md} when all tests have run. JUnit finds it as a service. */
public final class ReportWriter implements TestExecutionListener {

    private static final String FOLDER = "target";

    private final BridgeResults bridge = new BridgeResults();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            Throwable failure = result.getThrowable().orElse(null);
            boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
            bridge.add(test.getDisplayName(), failed && failure == null ? new AssertionError(result.getStatus()) : failure);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Report report = new Report(Catalogue.load(), CaseIndex.load(Face.JAVA), OracleTraces.load(),
                Exemptions.notApplicable(), Exemptions.pending(), Results.of(Face.JAVA),
                KotlinColumn.load().cells(Results.of(Face.KOTLIN)), BridgeCatalogue.load(), bridge);
        Path folder = ConformanceFiles.folder().resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("conformance-report.json"), report.json());
            Files.writeString(folder.resolve("conformance-report.md"), ReportPage.of(report));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the conformance report to " + folder, failure);
        }
    }
}
