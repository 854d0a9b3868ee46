package dev.braid.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Writes {@code conformance-report.json} and {@code .md} when all tests have run. JUnit finds it as a service. */
public final class ReportWriter implements TestExecutionListener {

    private static final String FOLDER = "target";

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Report report = new Report(Catalogue.load(), CaseIndex.load(Face.JAVA), OracleTraces.load(),
                Exemptions.notApplicable(), Exemptions.pending(), Results.of(Face.JAVA),
                KotlinColumn.load().cells(Results.of(Face.KOTLIN)));
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
