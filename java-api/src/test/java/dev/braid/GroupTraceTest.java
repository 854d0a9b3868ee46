package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The printed stack trace: a tree of everything in the group, however odd the group is. */
class GroupTraceTest {

    private static <T extends Throwable> T at(T error, String... methods) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (String method : methods) {
            frames.add(new StackTraceElement("Shop", method, "Shop.java", 1));
        }
        error.setStackTrace(frames.toArray(StackTraceElement[]::new));
        return error;
    }

    private static String print(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void traceShowsEveryExceptionWithItsFramesNotesAndCauses() {
        IOException disk = at(new IOException("disk"), "save", "run");
        disk.initCause(at(new IOException("full"), "write", "run"));
        ExceptionGroup inner = at(new ExceptionGroup("inner", List.of(at(new TimeoutException("late"), "wait"))));
        inner.addNote("first\nsecond");
        ExceptionGroup outer = at(new ExceptionGroup("outer", List.of(disk, inner)), "main");
        outer.initCause(at(new IllegalStateException("why"), "start", "main"));
        outer.addSuppressed(at(new IOException("close"), "close"));

        assertEquals(
                """
                dev.braid.ExceptionGroup: outer (2 sub-exceptions)
                \tat Shop.main(Shop.java:1)
                  +---------------- 1 ----------------
                  | java.io.IOException: disk
                  | \tat Shop.save(Shop.java:1)
                  | \tat Shop.run(Shop.java:1)
                  | Caused by: java.io.IOException: full
                  | \tat Shop.write(Shop.java:1)
                  | \t... 1 more
                  +---------------- 2 ----------------
                  | dev.braid.ExceptionGroup: inner (1 sub-exception)
                  | first
                  | second
                  |   +---------------- 1 ----------------
                  |   | dev.braid.TimeoutException: late
                  |   | \tat Shop.wait(Shop.java:1)
                  |   +------------------------------------
                  +------------------------------------
                \tSuppressed: java.io.IOException: close
                \t\tat Shop.close(Shop.java:1)
                Caused by: java.lang.IllegalStateException: why
                \tat Shop.start(Shop.java:1)
                \t... 1 more
                """,
                print(outer));
    }

    @Test
    void streamAndWriterShowTheSame() {
        for (Throwable leaf : List.of(new IOException("disk"), new CancelledError("x"))) {
            Throwable group = GroupedErrors.of("m", List.of(leaf)).asThrowable();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            group.printStackTrace(new PrintStream(bytes, true));

            assertEquals(print(group), bytes.toString().replace(System.lineSeparator(), "\n"));
            assertTrue(print(group).startsWith(group + "\n\tat "), print(group));
        }
    }

    @Test
    void groupAsACauseOfAnotherExceptionStillShowsWhatIsInIt() {
        ExceptionGroup group = new ExceptionGroup("m", List.of(new IOException("disk")));
        String text = print(new IllegalStateException("outer", group));

        assertTrue(text.contains("Suppressed: java.io.IOException: disk"), text);
    }

    @Test
    void cyclesAndSharedExceptionsAreShownOnce() {
        IOException disk = at(new IOException("disk"));
        ExceptionGroup shared = at(new ExceptionGroup("shared", List.of(disk)));
        ExceptionGroup outer = at(new ExceptionGroup("outer", List.of(shared, shared)));
        disk.initCause(outer);

        assertEquals(
                """
                dev.braid.ExceptionGroup: outer (2 sub-exceptions)
                  +---------------- 1 ----------------
                  | dev.braid.ExceptionGroup: shared (1 sub-exception)
                  |   +---------------- 1 ----------------
                  |   | java.io.IOException: disk
                  |   | Caused by: [shown above: dev.braid.ExceptionGroup: outer (2 sub-exceptions)]
                  |   +------------------------------------
                  +---------------- 2 ----------------
                  | [shown above: dev.braid.ExceptionGroup: shared (1 sub-exception)]
                  +------------------------------------
                """,
                print(outer));
    }

    @Test
    void wideGroupShowsFifteenExceptionsAndTheNumberOfTheOthers() {
        List<Throwable> many = new ArrayList<>();
        for (int i = 1; i <= 17; i++) {
            many.add(at(new IOException("no " + i)));
        }
        String text = print(at(new ExceptionGroup("m", many)));

        assertTrue(text.contains("  | java.io.IOException: no 15\n"), text);
        assertFalse(text.contains("no 16"), text);
        assertTrue(text.contains("  +---------------- ... ----------------\n  | and 2 more exceptions\n  +----"), text);
        assertTrue(print(new ExceptionGroup("m", many.subList(0, 16))).contains("and 1 more exception\n"));
    }

    @Test
    void deepGroupShowsTenLevels() {
        Throwable deep = new IOException("bottom");
        for (int i = 100_000; i > 0; i--) {
            deep = at(new ExceptionGroup("level " + i, Collections.singletonList(deep)));
        }
        String text = print(deep);

        assertTrue(text.contains("level 10 (1 sub-exception)\n"), text);
        assertTrue(text.contains("| ... (deeper than 10 levels)\n"), text);
        assertFalse(text.contains("level 12"), text);
        assertTrue(print(new IOException("wrapped", deep)).contains("level 1 "), "the JDK can print it, too");
    }

    @Test
    void exceptionInTheTenthLevelIsStillShown() {
        Throwable deep = new IOException("bottom");
        for (int i = 0; i < 10; i++) {
            deep = new ExceptionGroup("m", List.of(deep));
        }

        assertTrue(print(deep).contains("java.io.IOException: bottom"));
    }

    @Test
    void longChainsOfCausesAreShown() {
        Throwable chain = at(new IOException("root"));
        for (int i = 0; i < 20_000; i++) {
            chain = at(new IOException("" + i, chain));
        }

        assertTrue(print(new ExceptionGroup("m", List.of(chain))).contains("Caused by: java.io.IOException: root\n"));
    }
}
