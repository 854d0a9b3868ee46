package dev.braid.conformance.harness;

import dev.braid.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opentest4j.AssertionFailedError;

/** One run of a case on one combination. Knows nothing of the test framework that asks for it. */
public final class CaseRun {

    private static final OracleTraces ORACLE = OracleTraces.load();

    // Kept, because the JVM would forget the level: what cases do on purpose would fill the log.
    private static final Logger LOG = Logger.getLogger("dev.braid");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final CaseSpec spec;
    private final Combination on;
    private final OracleTraces oracle;
    private final CaseLoops loops;
    private final Trace trace;

    /** A run that is compared with the committed traces. */
    public CaseRun(CaseSpec spec, Combination on) {
        this(spec, on, ORACLE);
    }

    /** A run of a main task that is compared with this trace. */
    public static CaseRun comparedWith(OracleTraces.Section expected, Combination on) {
        return new CaseRun(CaseSpec.of(expected.id()), on, new OracleTraces(Map.of(expected.id(), expected)));
    }

    CaseRun(CaseSpec spec, Combination on, OracleTraces oracle) {
        this.spec = spec;
        this.on = on;
        this.oracle = oracle;
        this.loops = new CaseLoops(on, spec.threads());
        this.trace = new Trace(loops);
    }

    /** What the case logs into. */
    public Trace trace() {
        return trace;
    }

    /**
     * Runs the case: under a watchdog, in virtual time, and compares its trace with the oracle's. Once.
     *
     * @param body the program, which logs into {@link #trace()}
     * @throws Throwable if the trace is another one, or the case failed, hung, or left loops or threads behind
     */
    public void run(Code body) throws Throwable {
        runWhole(spec.plain() ? body : () -> trace.run(() -> asMain(body)));
    }

    /**
     * Like {@link #run}, for code that runs its main task by itself, with {@link Trace#mainRunner()}.
     *
     * @param program all there is to run
     * @throws Throwable as {@link #run} does
     */
    public void runWhole(Code program) throws Throwable {
        if (spec.signals()) {
            Sigint.requireNotIgnored();
        }
        Threads threads = Threads.before();
        DefaultStrands strands = DefaultStrands.become(on.strand());
        CaseHostProvider.current(loops);
        Ending ending = new Ending();
        try {
            new Watchdog(spec.id() + " on " + on, loops).watch(spec.signals(), () -> ending.of(program));
        } finally {
            CaseHostProvider.current(null);
            strands.restore();
        }
        List<String> lines = trace.close();
        judge(lines, ending.error);
        checkLoopsAreClosed();
        threads.checkNoneIsLeft();
    }

    /** Runs the program and keeps what it ended with, which is a line of its trace. */
    private final class Ending {

        Throwable error;

        void of(Code program) {
            try {
                program.run();
            } catch (Throwable thrown) {
                error = thrown;
                trace.log("raises", thrown);
            }
        }
    }

    private void asMain(Code body) throws Exception {
        try {
            body.run();
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void judge(List<String> lines, Throwable ended) throws Throwable {
        for (Throwable failure : trace.failures()) {
            throw failure;
        }
        if (ended instanceof Hung || ended instanceof CaseBug) {
            throw ended;
        }
        if (spec.noOracle() != null) {
            if (ended != null) {
                throw ended;
            }
            return;
        }
        OracleTraces.Section expected = oracle.of(spec.id());
        if (expected == null) {
            throw new AssertionFailedError(spec.id() + " has no oracle: write its Python twin and run "
                    + "conformance/oracle/record.py, or say why there is none with @NoOracle");
        }
        if (!expected.lines().equals(lines)) {
            throw new AssertionFailedError(spec.id() + " on " + on + ": the trace is another one\n\n"
                    + TraceDiff.of("CPython " + expected.python(), expected.lines(), "Braid", lines), ended);
        }
    }

    private void checkLoopsAreClosed() {
        List<EventLoop> open = loops.open();
        if (!open.isEmpty() && spec.leavesLoopOpen().isEmpty()) {
            throw new AssertionFailedError(spec.id() + " on " + on + ": left open " + open
                    + "; close it, or tell @Case(leavesLoopOpen = …) why it stays");
        }
    }
}
