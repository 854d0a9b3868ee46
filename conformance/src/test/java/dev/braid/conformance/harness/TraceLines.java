package dev.braid.conformance.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The lines of a trace. Any thread may add to them. */
final class TraceLines {

    private static final Pattern UNNAMED_TASK = Pattern.compile("\\bTask-\\d+\\b");

    // All guarded by this object.
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> aliases = new HashMap<>();
    private boolean open = true;

    /** Adds a line, unless the case has ended. Names of unnamed tasks become #1, #2 ... as they first appear. */
    synchronized void add(String line) {
        if (open) {
            lines.add(UNNAMED_TASK.matcher(line.replace("\n", "\\n")).replaceAll(match -> alias(match.group())));
        }
    }

    private String alias(String name) {
        return aliases.computeIfAbsent(name, unseen -> "#" + (aliases.size() + 1));
    }

    /** Ends the trace. */
    synchronized List<String> close() {
        open = false;
        return List.copyOf(lines);
    }
}
