package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is proven: the status of each row of the catalogue, after a run. */
final class Report {

    /** Where a row stands. */
    enum Status {
        PASS("pass"),
        FAIL("fail"),
        PENDING("pending"),
        NOT_APPLICABLE("not-applicable");

        final String word;

        Status(String word) {
            this.word = word;
        }
    }

    /**
     * One row.
     *
     * @param oracle the Python whose trace it was compared with; null if there is none
     * @param strands the kinds of strand it ran on
     * @param hosts the hosts it ran on
     * @param reason why it failed, is pending or not applicable, or has no oracle; else null
     * @param kotlin where it stands in Kotlin
     */
    record Row(String id, String area, Status status, @Nullable String oracle, Set<String> strands, Set<String> hosts,
            @Nullable String reason, KotlinColumn.Cell kotlin) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<BridgeCatalogue.Row, BridgeResults.Result> rules = new LinkedHashMap<>();

    Report(Catalogue catalogue, List<CaseIndex.Found> cases, OracleTraces oracle, Map<String, String> notApplicable,
            Map<String, String> pending, Map<String, Results.Row> results, Map<String, KotlinColumn.Cell> kotlin,
            BridgeCatalogue bridge, BridgeResults bridgeResults) {
        bridge.rows().forEach(rule -> rules.put(rule, bridgeResults.of(rule.id())));
        Map<String, CaseSpec> specs = new TreeMap<>();
        cases.forEach(found -> specs.put(found.spec().id(), found.spec()));
        for (Catalogue.Row row : catalogue.rows()) {
            CaseSpec spec = specs.get(row.id());
            String why = pending.getOrDefault(row.id(), pending.get(row.area()));
            KotlinColumn.Cell cell = kotlin.get(row.id());
            if (spec != null) {
                rows.add(ofCase(row, spec, oracle.of(row.id()), results.get(row.id()), cell));
            } else if (notApplicable.containsKey(row.id())) {
                rows.add(without(row, Status.NOT_APPLICABLE, notApplicable.get(row.id()), cell));
            } else if (why != null) {
                rows.add(without(row, Status.PENDING, why, cell));
            } else {
                rows.add(without(row, Status.FAIL, "has no case", cell));
            }
        }
    }

    private static Row ofCase(Catalogue.Row row, CaseSpec spec, OracleTraces.@Nullable Section section,
            Results.@Nullable Row result, KotlinColumn.Cell kotlin) {
        String python = section == null ? null : section.python();
        if (result == null) {
            return new Row(row.id(), row.area(), Status.FAIL, python, Set.of(), Set.of(), "did not run", kotlin);
        }
        Status status = result.passed() ? Status.PASS : Status.FAIL;
        String reason = result.passed() ? spec.noOracle() : String.join("; ", result.failures());
        return new Row(row.id(), row.area(), status, python, result.strands(), result.hosts(), reason, kotlin);
    }

    private static Row without(Catalogue.Row row, Status status, @Nullable String reason, KotlinColumn.Cell kotlin) {
        return new Row(row.id(), row.area(), status, null, Set.of(), Set.of(), reason, kotlin);
    }

    List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    List<Row> rows(Status status) {
        return rows.stream().filter(row -> row.status() == status).toList();
    }

    List<Row> rows(KotlinColumn.Status status) {
        return rows.stream().filter(row -> row.kotlin().status() == status).toList();
    }

    /** The bridge's rules. */
    Map<BridgeCatalogue.Row, BridgeResults.Result> rules() {
        return Collections.unmodifiableMap(rules);
    }

    /** The newest Python that traces were compared with; null if there is none. */
    @Nullable String python() {
        return rows.stream().map(Row::oracle).filter(version -> version != null).map(Report::released)
                .max(Comparator.comparing(Report::minor).thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    // Without the bugs that were put right in it for a case: "3.15.0rc1" of "3.15.0rc1+gh-155418".
    private static String released(String version) {
        return version.split("\\+")[0];
    }

    // Of "3.15.0rc1", 15.
    private static int minor(String version) {
        return Integer.parseInt(version.split("\\.")[1]);
    }

    /** All combinations that any row ran on. */
    Set<String> strands() {
        Set<String> all = new TreeSet<>();
        rows.forEach(row -> all.addAll(row.strands()));
        return all;
    }

    Set<String> hosts() {
        Set<String> all = new TreeSet<>();
        rows.forEach(row -> all.addAll(row.hosts()));
        return all;
    }

    /** The report for programs. */
    String json() {
        Map<String, Object> kotlin = new LinkedHashMap<>();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("python", python());
        all.put("total", rows.size());
        all.put("passed", rows(Status.PASS).size());
        all.put("failed", rows(Status.FAIL).size());
        all.put("pending", rows(Status.PENDING).size());
        all.put("notApplicable", rows(Status.NOT_APPLICABLE).size());
        for (KotlinColumn.Status status : KotlinColumn.Status.values()) {
            kotlin.put(status.word, rows(status).size());
        }
        all.put("kotlin", kotlin);
        all.put("rows", rows.stream().map(Report::fields).toList());
        all.put("bridge", rules.entrySet().stream().map(rule -> fields(rule.getKey(), rule.getValue())).toList());
        return Json.of(all);
    }

    private static Map<String, Object> fields(BridgeCatalogue.Row rule, BridgeResults.Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", rule.id());
        fields.put("area", rule.area());
        fields.put("statement", rule.statement());
        fields.put("race", rule.race());
        fields.put("status", result.status());
        fields.put("runs", result.runs());
        fields.put("reason", result.reason());
        return fields;
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", row.id());
        fields.put("area", row.area());
        fields.put("status", row.status().word);
        fields.put("oracle", row.oracle());
        fields.put("strands", row.strands());
        fields.put("hosts", row.hosts());
        fields.put("reason", row.reason());
        Map<String, Object> kotlin = new LinkedHashMap<>();
        kotlin.put("status", row.kotlin().status().word);
        kotlin.put("hosts", row.kotlin().hosts());
        kotlin.put("reason", row.kotlin().reason());
        fields.put("kotlin", kotlin);
        return fields;
    }
}
