package dev.braid.conformance.bridge;

import dev.braid.Asyncio;
import dev.braid.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a program did: when on the loop's clock, in which task, what. */
public final class EventLog {

    private final List<String> lines = new ArrayList<>();

    public void log(String event, @Nullable Object... values) {
        Task<?> task = Asyncio.currentTask();
        StringBuilder line = new StringBuilder();
        line.append(Asyncio.runningLoop().timeNanos() / 1_000_000).append(' ');
        line.append(task == null ? "-" : task.name()).append(' ').append(event);
        for (Object value : values) {
            line.append(' ').append(value instanceof Throwable error ? text(error) : value);
        }
        lines.add(line.toString());
    }

    /** Class and message, and the same of a group's members. */
    private static String text(Throwable error) {
        StringBuilder text = new StringBuilder(error.getClass().getSimpleName());
        text.append('(').append(error instanceof dev.braid.TimeoutException ? "" : error.getMessage());
        if (error instanceof dev.braid.GroupedErrors group) {
            group.exceptions().forEach(member -> text.append(", ").append(text(member)));
        }
        return text.append(')').toString();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
