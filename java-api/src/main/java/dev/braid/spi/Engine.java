package dev.braid.spi;

import dev.braid.EventLoop;
import dev.braid.internal.DefaultHost;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.StrandKinds;
import java.util.List;
import java.util.Objects;

/** Makes loops on hosts: for the bridge, for tests, for hosts of a program's own. An extra of Braid. */
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

    /**
     * Runs code of a host between two iterations as if the loop did: the loop is the running one for it, so that what
     * handles events of a window, say, may create tasks. It is no task's code, so it cannot await. The host is woken
     * afterwards, for there may be something to do.
     *
     * @param loop the loop, which the host is running
     * @param code the code, not null; called at once. What it throws is thrown on
     * @throws IllegalStateException if the loop is not running, or another loop is on this thread
     * @see "Python 3.13, BaseEventLoop._run_forever_setup and _run_forever_cleanup; case LOOP-60"
     */
    public static void runBetweenIterations(EventLoop loop, Runnable code) {
        ((EventLoopImpl) loop).runBetweenIterations(Objects.requireNonNull(code, "code"));
    }

    /** {@return the kinds of strand that work here, the slowest first} */
    public static List<StrandKind> availableKinds() {
        return StrandKinds.available();
    }
}
