package dev.braid.conformance.bridge;

import dev.braid.LoopFactory;
import dev.braid.kotlin.DispatcherHost;
import dev.braid.kotlin.LoopFactoriesKt;
import dev.braid.spi.Engine;
import dev.braid.testing.VirtualTime;
import java.util.concurrent.Executor;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;

/** Loops as Java makes them. */
public final class JavaLoops {

    private JavaLoops() {}

    /** Loops whose iterations an executor runs. */
    public static LoopFactory on(Executor executor) {
        return LoopFactoriesKt.asLoopFactory(ExecutorsKt.from(executor));
    }

    /** Loops that complain when the dispatcher has not begun after a millisecond. */
    public static LoopFactory impatient(CoroutineDispatcher dispatcher) {
        return () -> Engine.newLoop(new DispatcherHost(dispatcher, null, 1));
    }

    /** Loops whose iterations a dispatcher runs, while their time jumps. */
    public static LoopFactory inVirtualTime(CoroutineDispatcher dispatcher) {
        return () -> Engine.newLoop(VirtualTime.over(new DispatcherHost(dispatcher)));
    }
}
