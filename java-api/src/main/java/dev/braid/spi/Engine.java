package dev.braid.spi;

import dev.braid.EventLoop;
import dev.braid.internal.DefaultHost;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.StrandKinds;
import java.util.List;

/** Makes loops on hosts: for the bridge, for tests, for hosts of a program's own. */
public final class Engine {

    private Engine() {}

    /**
     * Makes a loop on a host, with the best kind of strand there is.
     *
     * @param host what the loop runs on; used by this loop alone
     * @return a new loop
     */
    public static EventLoop newLoop(LoopHost host) {
        return new EventLoopImpl(host, null);
    }

    /**
     * Makes a loop on a host, with a kind of strand.
     *
     * @param host what the loop runs on; used by this loop alone
     * @param kind how Java bodies suspend
     * @return a new loop
     * @throws IllegalStateException when the first body starts, if the kind does not work here
     */
    public static EventLoop newLoop(LoopHost host, StrandKind kind) {
        return new EventLoopImpl(host, kind);
    }

    /**
     * A new default host: the caller's thread, in real time.
     *
     * @return the host
     * @throws IllegalStateException if no {@link HostProvider} is on the class path; the message tells what to add
     */
    public static LoopHost callerThreadHost() {
        return DefaultHost.callerThread();
    }

    /** The kinds of strand that work here, the slowest first. */
    public static List<StrandKind> availableKinds() {
        return StrandKinds.available();
    }
}
