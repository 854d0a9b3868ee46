package dev.braid.conformance.harness;

import dev.braid.ExceptionContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The canonical text of what reaches a loop's exception handler, by asyncio's keys. */
final class ReportLine {

    // Messages that Braid copies word for word. The message of every other report is shown as `*`.
    private static final Set<String> VERBATIM = Set.of(
            "Task was destroyed but it is pending!",
            "Task exception was never retrieved",
            "Future exception was never retrieved",
            "unhandled exception during asyncio.run() shutdown",
            "Unhandled error in exception handler");

    // A future that has been reclaimed is there in words only.
    private static final Pattern RECLAIMED_TASK = Pattern.compile("Task '([^']*)'.*", Pattern.DOTALL);

    private ReportLine() {}

    static String of(ExceptionContext context) {
        Map<String, String> shown = new TreeMap<>();
        shown.put("message", VERBATIM.contains(context.message()) ? context.message() : "*");
        put(shown, "exception", context.exception());
        put(shown, "future", context.future());
        put(shown, "task", context.task());
        mention(shown, "handle", context.handle());
        mention(shown, "transport", context.transport());
        mention(shown, "protocol", context.protocol());
        mention(shown, "socket", context.socket());
        if (context.subject() != null && context.subject().startsWith("AsyncGenerator[")) {
            shown.put("asyncgen", "");
        } else if (context.subject() != null && context.task() == null && context.future() == null) {
            Matcher task = RECLAIMED_TASK.matcher(context.subject());
            put(shown, "future", task.matches() ? task.group(1) : "Future");
        }
        return shown.entrySet().stream()
                .map(entry -> entry.getValue().isEmpty() ? entry.getKey() : entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "report {", "}"));
    }

    /** What has no text that is the same on both sides: only that it is there. */
    private static void mention(Map<String, String> shown, String key, @Nullable Object value) {
        put(shown, key, value == null ? null : "");
    }

    private static void put(Map<String, String> shown, String key, @Nullable Object value) {
        if (value != null) {
            shown.put(key, Rendering.of(value));
        }
    }
}
