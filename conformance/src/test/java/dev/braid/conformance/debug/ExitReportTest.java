package dev.braid.conformance.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Errors that nobody retrieved, when the program ends: whatever happens then, they must be told. */
class ExitReportTest {

    @Test
    void aReportThatTheLoggerIsBusyWithWhenTheProgramEndsIsNotLost() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dbraid.strands=platform",
                        "-cp", System.getProperty("java.class.path"), Program.class.getName())
                .start();
        String said = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), said);
        assertTrue(said.contains("Task exception was never retrieved: Task 'Task-2'"), said);
        assertTrue(said.contains("java.lang.IllegalStateException: lost"), said);
    }

    /** Ends while its logger, which never gets done, has the report. */
    static final class Program {

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch busy = new CountDownLatch(1);
            Logger logger = Logger.getLogger("dev.braid");
            logger.setUseParentHandlers(false);
            logger.addHandler(new SlowHandler(busy));
            Asyncio.run(() -> {
                Asyncio.createTask(Program::fails);
                Asyncio.yieldNow();
            });
            do {
                System.gc();
            } while (!busy.await(20, TimeUnit.MILLISECONDS));
        }

        private static void fails() {
            throw new IllegalStateException("lost");
        }
    }

    private static final class SlowHandler extends Handler {

        private final CountDownLatch busy;

        SlowHandler(CountDownLatch busy) {
            this.busy = busy;
        }

        @Override
        public void publish(LogRecord line) {
            busy.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
