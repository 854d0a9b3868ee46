package dev.braid.conformance.harness;

import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskOptions;
import dev.braid.spi.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The loops that a case has made. Any thread. */
final class CaseLoops {

    private final Combination on;
    private final boolean othersMayCall;

    // Weak: a case may be about what happens when a loop is reclaimed. Guarded by this object.
    private final Map<EventLoop, CaseHost> hosts = new WeakHashMap<>();

    CaseLoops(Combination on, boolean othersMayCall) {
        this.on = on;
        this.othersMayCall = othersMayCall;
    }

    CaseHost newHost() {
        return new CaseHost(this, on.host().newHost(), othersMayCall);
    }

    EventLoop newLoop() {
        CaseHost host = newHost();
        EventLoop loop = Engine.newLoop(host, on.strand());
        add(loop, host);
        return loop;
    }

    synchronized void add(EventLoop loop, CaseHost host) {
        hosts.put(loop, host);
    }

    /** A loop whose first task is called "main" unless it has a name. */
    EventLoop newLoopNamingMain() {
        EventLoop loop = newLoop();
        loop.setTaskFactory(new NameFirstTask());
        return loop;
    }

    synchronized CaseHost hostOf(EventLoop loop) {
        CaseHost host = hosts.get(loop);
        if (host == null) {
            throw new CaseBug(loop + " is not in virtual time: it was not made by this case");
        }
        return host;
    }

    /** How long the loop has been waiting that waits for a wake-up which nobody announced. */
    synchronized Duration idle() {
        return hosts.values().stream().map(CaseHost::idle).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    synchronized List<EventLoop> open() {
        List<EventLoop> open = new ArrayList<>(hosts.keySet());
        open.removeIf(EventLoop::isClosed);
        return open;
    }

    private static final class NameFirstTask implements TaskFactory {
        @Override
        public <T extends @Nullable Object> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
            loop.setTaskFactory(null);
            return Task.create(loop, coroutine, options.name() == null ? options.withName("main") : options);
        }
    }
}
