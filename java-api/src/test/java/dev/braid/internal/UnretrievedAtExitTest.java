package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.testing.VirtualTime;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The error of a future that the program holds to its end, and nobody looks at. In a JVM of its own, which has to end. */
@Timeout(60)
class UnretrievedAtExitTest {

    /** The other JVM's program. */
    static final class Program {

        private static Future<Object> failed;

        private Program() {}

        /**
         * Fails in a shutdown hook if that is among the arguments, ends in a task if that is, and sets a handler if that
         * is.
         */
        public static void main(String[] arguments) {
            String words = String.join(" ", arguments);
            if (words.contains("hook")) {
                Runtime.getRuntime().addShutdownHook(new Thread(UnretrievedAtExitTest::failAndLook));
                return;
            }
            EventLoop loop = VirtualTime.loops().newLoop();
            if (words.contains("handler")) {
                loop.setExceptionHandler((its, problem) -> System.out.println("handler: " + problem.exception()));
            }
            loop.runUntilComplete(() -> {
                failed = loop.createFuture();
                failed.setException(new IllegalStateException("lost"));
                if (words.contains("task")) {
                    System.exit(0);
                }
            });
        }
    }

    private static void failAndLook() {
        EventLoop loop = VirtualTime.loops().newLoop();
        Future<Object> failing = loop.createFuture();
        loop.callSoon(() -> failing.setException(new IllegalStateException("late")));
        try {
            loop.runUntilComplete(failing);
        } catch (IllegalStateException late) {
            System.out.println("caught " + late.getMessage());
        }
        loop.close();
    }

    private static String output(String... arguments) throws IOException, InterruptedException {
        String path = where(EventLoop.class) + File.pathSeparator + where(Program.class);
        // On the strands that every JDK has: of others it might say something too.
        ProcessBuilder jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbraid.strands=platform", "-cp", path, Program.class.getName());
        jvm.command().addAll(java.util.List.of(arguments));
        Process process = jvm.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static String where(Class<?> type) {
        return Path.of(java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    @Test
    void theHandlerOfALoopThatIsIdleIsToldAtExit() throws Exception {
        assertEquals("handler: java.lang.IllegalStateException: lost", output("handler").strip());
    }

    /** The loop is in the step that waits for the exit, and runs nothing any more. */
    @Test
    void theHandlerOfALoopWhoseTaskEndsTheProgramIsToldAtExit() throws Exception {
        assertEquals("handler: java.lang.IllegalStateException: lost", output("handler", "task").strip());
    }

    @Test
    void withoutAHandlerTheErrorIsPrintedAtExit() throws Exception {
        String output = output("task");
        assertTrue(output.contains("Future exception was never retrieved: Future, ")
                && output.contains("java.lang.IllegalStateException: lost"), output);
    }

    /** The reports at exit cannot be arranged for any more. */
    @Test
    void whatFirstFailsWhileTheProgramEndsFailsAsEver() throws Exception {
        assertEquals("caught late", output("hook").strip());
    }
}
