package dev.braid.conformance.harness;

import dev.braid.kotlin.CoroutineHostProvider;
import dev.braid.spi.HostProvider;
import dev.braid.spi.LoopHost;
import org.jspecify.annotations.Nullable;

/**
 * Provides the loops that a case makes without naming a host, by {@code Asyncio.run} or {@code new Runner()}: in virtual
 * time too, as in the oracle. Found before the bridge's provider, and hands on to that one outside cases.
 */
public final class CaseHostProvider implements HostProvider {

    // The loops of the case that runs; cases run one after the other.
    private static volatile @Nullable CaseLoops current;

    static void current(@Nullable CaseLoops loops) {
        current = loops;
    }

    @Override
    public LoopHost callerThread() {
        CaseLoops loops = current;
        return loops != null ? loops.newHost() : new CoroutineHostProvider().callerThread();
    }
}
