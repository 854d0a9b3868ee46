package dev.braid.conformance.harness;

import dev.braid.kotlin.CoroutineHostProvider;
import dev.braid.kotlin.DispatcherHost;
import dev.braid.spi.LoopHost;
import dev.braid.testing.VirtualTime;
import java.util.Locale;
import kotlinx.coroutines.Dispatchers;

/** What carries the loops of a case. Time is virtual on each. */
public enum HostKind {
    /** Plain Java, on the calling thread. */
    VIRTUAL_TIME {
        @Override
        LoopHost newHost() {
            return VirtualTime.host();
        }
    },
    /** {@code runBlocking} on the calling thread, the default of a program. */
    CALLER_THREAD {
        @Override
        LoopHost newHost() {
            return VirtualTime.over(new CoroutineHostProvider().callerThread());
        }
    },
    /** {@code Dispatchers.Default.limitedParallelism(1)}: one iteration at a time, each on any of its threads. */
    DEFAULT_DISPATCHER {
        @Override
        LoopHost newHost() {
            return VirtualTime.over(new DispatcherHost(Dispatchers.getDefault().limitedParallelism(1, null)));
        }
    },
    /** The dispatcher of an executor with one thread, which ends with the loop. */
    SINGLE_THREAD {
        @Override
        LoopHost newHost() {
            return VirtualTime.over(new SingleThreadHost());
        }
    };

    /** A new host, for one loop. */
    abstract LoopHost newHost();

    /** The name in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
