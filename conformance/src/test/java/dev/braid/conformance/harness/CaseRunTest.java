package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.spi.StrandKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A case that is wrong must not pass. */
class CaseRunTest {

    private static final String ID = "HARNESS-01";
    private static final Combination ON = new Combination(StrandKind.PLATFORM, HostKind.VIRTUAL_TIME);

    private static void run(CaseSpec spec, List<String> expected, Consumer<Trace> body) throws Throwable {
        OracleTraces oracle =
                new OracleTraces(Map.of(ID, new OracleTraces.Section(ID, "harness", "3.15.0", expected)));
        CaseRun run = new CaseRun(spec, ON, oracle);
        run.run(() -> body.accept(run.trace()));
    }

    private static void run(List<String> expected, Consumer<Trace> body) throws Throwable {
        run(CaseSpec.of(ID), expected, body);
    }

    private static CaseSpec plain() {
        return new CaseSpec(ID, true, false, false, "", null);
    }

    @Test
    void theOraclesTracePasses() throws Throwable {
        run(List.of("0.000 main begins", "1.000 main ends 7"), t -> {
            t.log("begins");
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("ends", 7);
        });
        run(plain(), List.of("- - no loop"), t -> t.log("no loop"));
    }

    @Test
    void anotherTraceFailsAndShowsTheFirstDifference() {
        Throwable failure = assertThrows(AssertionFailedError.class,
                () -> run(List.of("0.000 main a", "0.000 main b"), t -> {
                    t.log("a");
                    t.log("c");
                }));
        assertTrue(failure.getMessage().contains(" => 0.000 main b   | 0.000 main c"), failure.getMessage());
    }

    @Test
    void aTraceThatEndsEarlyFails() {
        assertThrows(AssertionFailedError.class, () -> run(List.of("0.000 main a"), t -> {}));
        assertThrows(AssertionFailedError.class, () -> run(List.of(), t -> t.log("a")));
    }

    @Test
    void whatLeavesTheCaseIsPartOfItsTrace() throws Throwable {
        Boom boom = new Boom("a");
        Consumer<Trace> body = t -> {
            throw boom;
        };
        run(List.of("- - raises Boom(a)"), body);
        assertSame(boom, assertThrows(AssertionFailedError.class, () -> run(List.of(), body)).getCause());
    }

    @Test
    void withoutAnOracleItFails() {
        assertThrows(AssertionFailedError.class, () -> new CaseRun(CaseSpec.of("HARNESS-02"), ON).run(() -> {}));
    }

    @Test
    void whatLeavesACaseThatHasNoOracleFailsIt() {
        CaseSpec spec = new CaseSpec(ID, false, false, false, "", "a reason");
        assertThrows(Boom.class, () -> run(spec, List.of("- - raises Boom()"), t -> {
            throw new Boom();
        }));
    }

    @Test
    void whatATraceCannotShowFailsEvenIfTheCaseSwallowsIt() {
        assertThrows(CaseBug.class, () -> run(List.of(), t -> {
            try {
                t.log("an object", new Object());
            } catch (CaseBug swallowed) {
                // What a careless case does.
            }
        }));
    }

    @Test
    void aThreadsFailureFailsTheCase() {
        assertThrows(Boom.class, () -> run(List.of("1.000 main ends"), t -> {
            t.thread(() -> {
                throw new Boom();
            });
            Asyncio.sleep(Duration.ofSeconds(1));
            t.log("ends");
        }));
    }

    @Test
    void waitingForNobodyIsHungOnEveryCombination() {
        for (Combination on : Combination.all()) {
            CaseRun run = new CaseRun(CaseSpec.of(ID), on, new OracleTraces(Map.of()));
            assertThrows(Hung.class, () -> run.run(() -> Asyncio.runningLoop().createFuture().await()), on.toString());
        }
    }

    @Test
    void aLoopLeftOpenFailsUnlessTheCaseSaysWhy() {
        Consumer<Trace> body = Trace::newLoop;
        assertThrows(AssertionFailedError.class, () -> run(plain(), List.of(), body));
        CaseSpec leaving = new CaseSpec(ID, true, false, false, "for a reason", null);
        assertDoesNotThrow(() -> run(leaving, List.of(), body));
    }
}
