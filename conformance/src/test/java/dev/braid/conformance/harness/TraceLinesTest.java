package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceLinesTest {

    private final TraceLines lines = new TraceLines();

    @Test
    void unnamedTasksAreNumberedAsTheyAppear() {
        lines.add("Task-17 waits for Task-4");
        lines.add("Task-4 ends, Task-17 and my-Task-4 and Task-4x too");
        assertEquals(List.of("#1 waits for #2", "#2 ends, #1 and my-#2 and Task-4x too"), lines.close());
    }

    @Test
    void aLineIsOneLine() {
        lines.add("a\nb");
        assertEquals(List.of("a\\nb"), lines.close());
    }

    @Test
    void whatComesAfterTheEndIsNotInIt() {
        lines.add("in time");
        lines.close();
        lines.add("late");
        assertEquals(List.of("in time"), lines.close());
    }
}
