package dev.braid.conformance.harness;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@code conformance/catalogue.tsv}, in its order. */
public final class Catalogue {

    private static final String FILE = "catalogue.tsv";

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /**
     * One semantic.
     *
     * @param id such as {@code TASKGROUP-12}
     * @param area such as {@code taskgroup}
     */
    public record Row(String id, String area) {}

    Catalogue(Collection<Row> rows) {
        rows.forEach(row -> {
            if (this.rows.put(row.id(), row) != null) {
                throw new IllegalArgumentException("cannot load the catalogue: two rows are " + row.id());
            }
        });
    }

    /** Reads the file. */
    public static Catalogue load() {
        List<String[]> lines = ConformanceFiles.table(FILE);
        return new Catalogue(lines.stream().map(line -> new Row(line[0], line[1])).toList());
    }

    /** All rows. */
    public Collection<Row> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    boolean has(String id) {
        return rows.containsKey(id);
    }

    /** The area of a row. */
    String areaOf(String id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("cannot find " + id + " in " + FILE + ": it is no row there");
        }
        return row.area();
    }
}
