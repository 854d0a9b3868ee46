package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the catalogue, the cases, the traces and the exemptions against each other. */
final class CatalogueCheck {

    // Of the rows of areas that are built.
    private static final int MOST_NOT_APPLICABLE_PERCENT = 10;

    private final Catalogue catalogue;
    private final Map<String, CaseIndex.Found> cases = new LinkedHashMap<>();
    private final OracleTraces oracle;
    private final Map<String, String> notApplicable;
    private final Map<String, String> pending;
    private final List<String> problems = new ArrayList<>();

    CatalogueCheck(Catalogue catalogue, List<CaseIndex.Found> cases, OracleTraces oracle,
            Map<String, String> notApplicable, Map<String, String> pending) {
        this.catalogue = catalogue;
        this.oracle = oracle;
        this.notApplicable = notApplicable;
        this.pending = pending;
        for (CaseIndex.Found found : cases) {
            CaseIndex.Found other = this.cases.put(found.spec().id(), found);
            if (other != null) {
                problems.add(found.spec().id() + " has two cases: " + other.place() + " and " + found.place());
            }
        }
    }

    /** Everything that does not fit. */
    List<String> problems() {
        catalogue.rows().forEach(this::checkRow);
        cases.values().forEach(this::checkCase);
        oracle.all().values().forEach(this::checkTrace);
        checkNames();
        checkShare();
        return problems;
    }

    private void checkRow(Catalogue.Row row) {
        String id = row.id();
        boolean exempt = notApplicable.containsKey(id);
        boolean later = pending.containsKey(id) || !exempt && pending.containsKey(row.area());
        if (cases.containsKey(id)) {
            if (exempt) {
                problems.add(id + " has a case, and is not applicable");
            }
            if (pending.containsKey(id)) {
                problems.add(id + " has a case, and is pending");
            }
        } else if (exempt && pending.containsKey(id)) {
            problems.add(id + " is not applicable, and pending");
        } else if (!exempt && !later) {
            problems.add(id + " has no case: write one, or say why not in not-applicable.tsv");
        }
    }

    private void checkCase(CaseIndex.Found found) {
        String id = found.spec().id();
        String reason = found.spec().noOracle();
        if (!catalogue.has(id)) {
            problems.add(found.place() + " is for " + id + ", which is no row of the catalogue");
        } else if (reason == null && oracle.of(id) == null) {
            problems.add(id + " has no oracle: write its Python twin, or say why there is none with @NoOracle");
        } else if (reason != null && reason.isBlank()) {
            problems.add(id + " does not say why it has no oracle");
        } else if (reason != null && oracle.of(id) != null) {
            problems.add(id + " says that it has no oracle, and has a recorded trace");
        }
    }

    private void checkTrace(OracleTraces.Section section) {
        if (!catalogue.has(section.id())) {
            problems.add(section.area() + ".trace has " + section.id() + ", which is no row of the catalogue");
        } else if (!catalogue.areaOf(section.id()).equals(section.area())) {
            problems.add(section.id() + " is in " + section.area() + ".trace, its area is "
                    + catalogue.areaOf(section.id()));
        } else if (notApplicable.containsKey(section.id())) {
            problems.add(section.id() + " is not applicable, and has a recorded trace");
        }
    }

    private void checkNames() {
        Set<String> areas = new HashSet<>();
        Set<String> areasToDo = new HashSet<>();
        for (Catalogue.Row row : catalogue.rows()) {
            areas.add(row.area());
            if (!cases.containsKey(row.id()) && !notApplicable.containsKey(row.id())) {
                areasToDo.add(row.area());
            }
        }
        for (String name : notApplicable.keySet()) {
            if (!catalogue.has(name)) {
                problems.add("not-applicable.tsv names " + name + ", which is no row of the catalogue");
            }
        }
        for (String name : pending.keySet()) {
            if (areas.contains(name) && !areasToDo.contains(name)) {
                problems.add("pending.tsv names " + name + ", where every row has a case: take it out");
            } else if (!areas.contains(name) && !catalogue.has(name)) {
                problems.add("pending.tsv names " + name + ", which is neither an area nor a row of the catalogue");
            }
        }
    }

    private void checkShare() {
        long built = catalogue.rows().stream().filter(row -> !pending.containsKey(row.area())).count();
        long not = catalogue.rows().stream()
                .filter(row -> !pending.containsKey(row.area()) && notApplicable.containsKey(row.id()))
                .count();
        if (not * 100 >= built * MOST_NOT_APPLICABLE_PERCENT && not > 0) {
            problems.add(not + " of " + built + " rows in the areas that are built are not applicable; fewer than "
                    + MOST_NOT_APPLICABLE_PERCENT + " % may be");
        }
    }
}
