package dev.braid.conformance.bridge;

import dev.braid.LoopFactory;
import dev.braid.kotlin.CoroutineHostProvider;
import dev.braid.kotlin.DispatcherHost;
import dev.braid.spi.Engine;
import dev.braid.spi.LoopHost;
import dev.braid.spi.StrandKind;
import dev.braid.testing.VirtualTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import kotlinx.coroutines.Dispatchers;

/** Loops in virtual time: on each kind of strand that the JDK has, on each kind of host. */
public final class BridgeLoops {

    private BridgeLoops() {}

    /** What makes the loops, by a name for reports. */
    public static Map<String, LoopFactory> all() {
        Map<String, LoopFactory> all = new LinkedHashMap<>();
        for (StrandKind kind : Engine.availableKinds()) {
            hosts().forEach((name, host) ->
                    all.put(kind.word() + " on " + name, () -> Engine.newLoop(host.get(), kind)));
        }
        return all;
    }

    private static Map<String, Supplier<LoopHost>> hosts() {
        Map<String, Supplier<LoopHost>> hosts = new LinkedHashMap<>();
        hosts.put("virtual-time", VirtualTime::host);
        hosts.put("caller-thread", () -> VirtualTime.over(new CoroutineHostProvider().callerThread()));
        hosts.put("default-dispatcher", () -> VirtualTime.over(
                new DispatcherHost(Dispatchers.getDefault().limitedParallelism(1, null))));
        return hosts;
    }
}
