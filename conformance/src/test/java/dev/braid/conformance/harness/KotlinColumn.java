package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where each row stands in Kotlin. A row has a Kotlin face if a suspending body or one of the bridge's functions takes
 * part in what it states: then it needs a case in Kotlin, compared with the same trace as the one in Java.
 */
final class KotlinColumn {

    /** Where a row stands. */
    enum Status {
        PASS("pass"),
        FAIL("fail"),
        PENDING("pending"),
        NO_FACE("no-face");

        final String word;

        Status(String word) {
            this.word = word;
        }
    }

    /**
     * One row.
     *
     * @param hosts the hosts it ran on
     * @param reason why it failed, is pending, or has no face of its own in Kotlin; else null
     */
    record Cell(Status status, Set<String> hosts, @Nullable String reason) {}

    private final Catalogue catalogue;
    private final Map<String, CaseIndex.Found> cases = new LinkedHashMap<>();
    private final Set<String> javaCases = new HashSet<>();
    private final Map<String, String> notApplicable;
    private final Map<String, String> javaPending;
    private final Map<String, String> noFace;
    private final Map<String, String> pending;
    private final List<String> twice = new ArrayList<>();

    KotlinColumn(Catalogue catalogue, List<CaseIndex.Found> kotlinCases, List<CaseIndex.Found> javaCases,
            Map<String, String> notApplicable, Map<String, String> javaPending,
            Map<String, String> noFace, Map<String, String> pending) {
        this.catalogue = catalogue;
        this.notApplicable = notApplicable;
        this.javaPending = javaPending;
        this.noFace = noFace;
        this.pending = pending;
        javaCases.forEach(found -> this.javaCases.add(found.spec().id()));
        for (CaseIndex.Found found : kotlinCases) {
            CaseIndex.Found other = cases.put(found.spec().id(), found);
            if (other != null) {
                twice.add(found.spec().id() + " has two cases in Kotlin: " + other.place() + " and " + found.place());
            }
        }
    }

    static KotlinColumn load() {
        return new KotlinColumn(Catalogue.load(), CaseIndex.load(Face.KOTLIN), CaseIndex.load(Face.JAVA),
                Exemptions.notApplicable(), Exemptions.pending(), Exemptions.noKotlinFace(), Exemptions.kotlinPending());
    }

    /** The cell of each row, after a run. */
    Map<String, Cell> cells(Map<String, Results.Row> results) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        catalogue.rows().forEach(row -> cells.put(row.id(), cell(row, results.get(row.id()))));
        return cells;
    }

    private Cell cell(Catalogue.Row row, Results.@Nullable Row result) {
        if (!cases.containsKey(row.id())) {
            return withoutCase(row);
        }
        if (result == null) {
            return new Cell(Status.FAIL, Set.of(), "did not run");
        }
        Set<String> hosts = new TreeSet<>(result.hosts());
        return result.passed()
                ? new Cell(Status.PASS, hosts, cases.get(row.id()).spec().noOracle())
                : new Cell(Status.FAIL, hosts, String.join("; ", result.failures()));
    }

    // What is said of the row counts before what is said of its area.
    private Cell withoutCase(Catalogue.Row row) {
        if (notApplicable.containsKey(row.id())) {
            return new Cell(Status.NO_FACE, Set.of(), notApplicable.get(row.id()));
        }
        for (String name : List.of(row.id(), row.area())) {
            if (noFace.containsKey(name)) {
                return new Cell(Status.NO_FACE, Set.of(), noFace.get(name));
            }
            if (pending.containsKey(name)) {
                return new Cell(Status.PENDING, Set.of(), pending.get(name));
            }
            if (!javaCases.contains(row.id()) && javaPending.containsKey(name)) {
                return new Cell(Status.PENDING, Set.of(), javaPending.get(name));
            }
        }
        return new Cell(Status.FAIL, Set.of(), "has no case");
    }

    /** Everything that does not fit. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(twice);
        catalogue.rows().forEach(row -> checkRow(row, problems));
        cases.values().forEach(found -> checkCase(found, problems));
        checkNames("no-kotlin-face.tsv", noFace, problems);
        checkNames("kotlin-pending.tsv", pending, problems);
        return problems;
    }

    private void checkRow(Catalogue.Row row, List<String> problems) {
        String id = row.id();
        boolean has = cases.containsKey(id);
        if (noFace.containsKey(id) && pending.containsKey(id)) {
            problems.add(id + " has no Kotlin face, and its Kotlin case is pending");
        } else if (has && noFace.containsKey(id)) {
            problems.add(id + " has a case in Kotlin, and no Kotlin face");
        } else if (has && pending.containsKey(id)) {
            problems.add(id + " has a case in Kotlin, and is in kotlin-pending.tsv");
        } else if (!has && withoutCase(row).status() == Status.FAIL) {
            problems.add(id + " has no case in Kotlin: write one, or say in no-kotlin-face.tsv why it has no face there");
        }
    }

    private void checkCase(CaseIndex.Found found, List<String> problems) {
        String id = found.spec().id();
        if (!catalogue.has(id)) {
            problems.add(found.place() + " in Kotlin is for " + id + ", which is no row of the catalogue");
        } else if (!javaCases.contains(id)) {
            problems.add(id + " has a case in Kotlin and none in Java");
        }
    }

    // A line about an area is for those of its rows that nothing else is said of.
    private void checkNames(String file, Map<String, String> reasons, List<String> problems) {
        Set<String> areas = new HashSet<>();
        Set<String> areasWithMore = new HashSet<>();
        for (Catalogue.Row row : catalogue.rows()) {
            areas.add(row.area());
            if (!cases.containsKey(row.id()) && !notApplicable.containsKey(row.id())
                    && !noFace.containsKey(row.id()) && !pending.containsKey(row.id())) {
                areasWithMore.add(row.area());
            }
        }
        for (String name : reasons.keySet()) {
            if (areas.contains(name) && !areasWithMore.contains(name)) {
                problems.add(file + " names " + name + ", where every row is spoken for: take it out");
            } else if (!areas.contains(name) && !catalogue.has(name)) {
                problems.add(file + " names " + name + ", which is neither an area nor a row of the catalogue");
            }
        }
    }
}
