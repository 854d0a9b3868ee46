package dev.braid.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The loops of this JVM that have run and are not closed, for whoever looks into it from outside. Any thread. */
final class OpenLoops {

    // Weak: a loop that nobody has closed must not be kept by this. Guarded by itself.
    private static final Set<EventLoopImpl> LOOPS = Collections.newSetFromMap(new WeakHashMap<>());

    // Whether Braid is not where a JMX client can find it.
    private static final boolean MUST_REGISTER =
            OpenLoops.class.getClassLoader() != ClassLoader.getSystemClassLoader();

    private OpenLoops() {}

    static void add(EventLoopImpl loop) {
        synchronized (LOOPS) {
            LOOPS.add(loop);
        }
        bean(() -> LoopsBean.registerSoon());
    }

    static void remove(EventLoopImpl loop) {
        synchronized (LOOPS) {
            LOOPS.remove(loop);
            if (!LOOPS.isEmpty()) {
                return;
            }
        }
        bean(() -> LoopsBean.unregister());
    }

    /** The action is a lambda and no method reference: that would load the bean where it is not wanted. */
    private static void bean(Runnable action) {
        if (MUST_REGISTER) {
            try {
                action.run();
            } catch (LinkageError noManagement) {
                // A JDK image without the module java.management: then nobody can look into it.
            }
        }
    }

    /** The strand of this thread, which is the calling one, if a loop has given it control. */
    static @Nullable Strand strandInControl(Thread thread) {
        synchronized (LOOPS) {
            for (EventLoopImpl loop : LOOPS) {
                Strand strand = loop.inControl;
                if (strand != null && strand.thread == thread) {
                    return strand;
                }
            }
        }
        return null;
    }

    static List<EventLoopImpl> all() {
        List<EventLoopImpl> loops;
        synchronized (LOOPS) {
            loops = new ArrayList<>(LOOPS);
        }
        loops.sort(Comparator.comparing(EventLoopImpl::text));
        return loops;
    }
}
