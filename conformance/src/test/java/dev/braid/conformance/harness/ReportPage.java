package dev.braid.conformance.harness;

import dev.braid.conformance.harness.Report.Row;
import dev.braid.conformance.harness.Report.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report for readers, as Markdown. */
final class ReportPage {

    private final StringBuilder out = new StringBuilder();

    private ReportPage() {}

    static String of(Report report) {
        ReportPage page = new ReportPage();
        page.summary(report);
        page.areas(report);
        page.bridge(report);
        page.list("Failures", report.rows(Status.FAIL));
        page.kotlin("Failures in Kotlin", report.rows(KotlinColumn.Status.FAIL));
        page.list("Not applicable", report.rows(Status.NOT_APPLICABLE));
        page.list("Without an oracle", report.rows(Status.PASS).stream().filter(row -> row.oracle() == null).toList());
        page.list("Single rows that are pending", report.rows(Status.PENDING).stream()
                .filter(row -> report.rows().stream()
                        .anyMatch(other -> other.area().equals(row.area()) && other.status() != Status.PENDING))
                .toList());
        page.kotlin("Without a face in Kotlin", report.rows(KotlinColumn.Status.NO_FACE).stream()
                .filter(row -> row.status() != Status.NOT_APPLICABLE)
                .toList());
        return page.out.toString();
    }

    private void summary(Report report) {
        out.append("# Conformance\n\n");
        out.append(String.format("%d of %d rows pass, %d fail, %d are pending, %d are not applicable.%n%n",
                report.rows(Status.PASS).size(), report.rows().size(), report.rows(Status.FAIL).size(),
                report.rows(Status.PENDING).size(), report.rows(Status.NOT_APPLICABLE).size()));
        out.append(String.format(
                "In Kotlin, on the same traces: %d pass, %d fail, %d are pending, %d have no face of their own there.%n%n",
                report.rows(KotlinColumn.Status.PASS).size(), report.rows(KotlinColumn.Status.FAIL).size(),
                report.rows(KotlinColumn.Status.PENDING).size(), report.rows(KotlinColumn.Status.NO_FACE).size()));
        out.append("Compared with traces of CPython ").append(report.python())
                .append(" (a row's own version is in conformance-report.json). JDK ").append(Runtime.version())
                .append("; strands: ").append(String.join(", ", report.strands()))
                .append("; hosts: ").append(String.join(", ", report.hosts())).append(".\n\n");
    }

    private void areas(Report report) {
        int java = Status.values().length;
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Row row : report.rows()) {
            int[] of = counts.computeIfAbsent(row.area(), unseen -> new int[java + KotlinColumn.Status.values().length]);
            of[row.status().ordinal()]++;
            of[java + row.kotlin().status().ordinal()]++;
        }
        out.append("| area | rows | pass | fail | pending | not applicable ")
                .append("| Kotlin: pass | fail | pending | no face |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        counts.forEach((area, of) -> {
            int rows = 0;
            for (int status = 0; status < java; status++) {
                rows += of[status];
            }
            out.append("| ").append(area).append(" | ").append(rows);
            for (int count : of) {
                out.append(" | ").append(count == 0 ? "" : count);
            }
            out.append(" |\n");
        });
    }

    private void bridge(Report report) {
        long passed = report.rules().values().stream().filter(BridgeResults.Result::passed).count();
        out.append(String.format("%n## The bridge%n%n%d of %d rules of the bridge pass (bridge-catalogue.tsv).%n%n",
                passed, report.rules().size()));
        out.append("| rule | area | status | race |\n|---|---|---|---|\n");
        report.rules().forEach((rule, result) -> out.append("| ").append(rule.id()).append(": ").append(rule.statement())
                .append(" | ").append(rule.area()).append(" | ").append(result.status())
                .append(result.reason() == null ? "" : ": " + result.reason())
                .append(" | ").append(rule.race()).append(" |\n"));
    }

    private void list(String title, List<Row> rows) {
        list(title, rows, Row::reason);
    }

    private void kotlin(String title, List<Row> rows) {
        list(title, rows, row -> row.kotlin().reason());
    }

    private void list(String title, List<Row> rows, Function<Row, @Nullable String> reason) {
        if (rows.isEmpty()) {
            return;
        }
        out.append("\n## ").append(title).append("\n\n");
        rows.forEach(row -> out.append("- ").append(row.id()).append(": ").append(reason.apply(row)).append('\n'));
    }
}
