package dev.braid.benchmarks;

import dev.braid.Runner;
import dev.braid.TaskFactory;
import dev.braid.VoidCoroutine;
import dev.braid.spi.Engine;
import dev.braid.spi.StrandKind;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A loop in real time on the benchmark's own thread, with one kind of strand. */
@State(Scope.Thread)
public class LoopState {

    /** The kind of strand; one that this JDK lacks fails the run. */
    @Param({"mounted", "virtual", "platform"})
    public String strands = "platform";

    private Runner runner;

    /** Opens the loop. */
    @Setup(Level.Trial)
    public void open() {
        StrandKind kind = StrandKind.valueOf(strands.toUpperCase(Locale.ROOT));
        runner = Runner.builder().loopFactory(() -> Engine.newLoop(Engine.callerThreadHost(), kind)).build();
    }

    /** Runs a program to its end. */
    public void run(VoidCoroutine program) {
        runner.run(program);
    }

    /** The runner of the loop, for programs in Kotlin. */
    public Runner runner() {
        return runner;
    }

    /** Has every task start inside the call that creates it. */
    public void startEagerly() {
        runner.loop().setTaskFactory(TaskFactory.EAGER);
    }

    /** Closes the loop. */
    @TearDown(Level.Trial)
    public void close() {
        runner.close();
    }
}
