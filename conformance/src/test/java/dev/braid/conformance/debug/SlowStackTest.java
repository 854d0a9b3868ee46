package dev.braid.conformance.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Runner;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.spi.Engine;
import dev.braid.spi.StrandKind;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In debug mode a slow callback or step is reported with what it was doing. This is about real time. */
class SlowStackTest {

    private static final Duration LIMIT = Duration.ofMillis(40);
    private static final long BLOCKED_MILLIS = 200;

    static List<StrandKind> kinds() {
        return Engine.availableKinds();
    }

    private static void blocks() throws InterruptedException {
        Thread.sleep(BLOCKED_MILLIS);
    }

    /** The report about a program in debug mode, which is to be slow once. */
    private static String reportOf(StrandKind kind, VoidCoroutine program) throws Exception {
        try (CaughtLog log = new CaughtLog()) {
            try (Runner runner = Runner.builder()
                    .debug(true)
                    .loopFactory(() -> limited(Engine.newLoop(Engine.callerThreadHost(), kind)))
                    .build()) {
                runner.run(program);
            }
            List<String> slow = log.records().stream()
                    .map(LogRecord::getMessage)
                    .filter(text -> text.startsWith("Executing "))
                    .filter(text -> text.contains("SlowStackTest.blocks("))
                    .toList();
            assertEquals(1, slow.size(), () -> "reports with the stack: " + log.records().stream()
                    .map(LogRecord::getMessage).toList());
            return slow.get(0);
        }
    }

    private static EventLoop limited(EventLoop loop) {
        loop.setSlowCallbackDuration(LIMIT);
        return loop;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStepThatBlocksIsReportedWithItsStack(StrandKind kind) throws Exception {
        String report = reportOf(kind, () -> {
            Asyncio.yieldNow();
            blocks();
        });
        assertTrue(report.contains("java.lang.Thread.sleep"), report);
        assertTrue(report.indexOf("Thread.sleep") < report.indexOf("SlowStackTest.blocks("), report);
        assertFalse(report.contains("dev.braid.internal"), report);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCallbackThatBlocksIsReportedWithItsStack(StrandKind kind) throws Exception {
        String report = reportOf(kind, () -> {
            Asyncio.runningLoop().callSoon(() -> {
                try {
                    blocks();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            Asyncio.yieldNow();
            Asyncio.yieldNow();
        });
        assertTrue(report.contains("Handle["), report);
        assertTrue(report.indexOf("Thread.sleep") < report.indexOf("SlowStackTest.blocks("), report);
        assertFalse(report.contains("dev.braid.internal"), report);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aGeneratorThatBlocksIsReportedWithItsStack(StrandKind kind) throws Exception {
        String report = reportOf(kind, () -> {
            AsyncGenerator<Integer, Void> slow = AsyncGenerator.of(out -> {
                blocks();
                out.yield(1);
            });
            assertEquals(1, slow.anext());
            slow.aclose();
        });
        assertTrue(report.indexOf("Thread.sleep") < report.indexOf("SlowStackTest.blocks("), report);
    }
}
