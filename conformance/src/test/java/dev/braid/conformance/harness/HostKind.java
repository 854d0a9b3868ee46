package dev.braid.conformance.harness;

import dev.braid.testing.VirtualTime;
import java.util.Locale;

/** What carries the loops of a case. Time is virtual on each. */
public enum HostKind {
    /** Plain Java, on the calling thread. */
    VIRTUAL_TIME {
        @Override
        VirtualTime newHost() {
            return VirtualTime.host();
        }
    };

    /** A new host, for one loop. */
    abstract VirtualTime newHost();

    /** The name in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
