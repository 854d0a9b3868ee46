package dev.braid.internal;

import dev.braid.spi.StrandKind;
import java.util.ArrayDeque;

/**
 * A platform thread for each body; a thread whose body has ended serves the next one, if its thread-locals can be
 * erased in between.
 */
final class PlatformStrands extends BatonStrands {

    // More idle threads than this are let go: a burst of tasks must not keep its threads for the life of the loop.
    private static final int MOST_IDLE = 64;

    // Idle workers, the last to become idle on top. A worker puts itself here before it gives control away, so only
    // one thread at a time is at it.
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();

    private boolean closed;
    private int threads;

    PlatformStrands(EventLoopImpl loop) {
        super(loop);
    }

    @Override
    StrandKind kind() {
        return StrandKind.PLATFORM;
    }

    @Override
    void start(BatonStrand strand) {
        Worker worker = idle.pollLast();
        if (worker == null) {
            worker = new Worker(loop.text() + "-strand-" + ++threads);
            worker.next = strand;
            Thread thread = new Thread(null, worker, worker.name, 0, false);
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY);
            thread.setContextClassLoader(contextLoader);
            worker.work.owner(thread);
            thread.start();
        } else {
            worker.next = strand;
            worker.work.pass();
        }
    }

    @Override
    void close() {
        closed = true;
        for (Worker worker : idle) {
            worker.next = null;
            worker.work.pass();
        }
        idle.clear();
    }

    private final class Worker implements Runnable {

        final String name;
        final Baton work = new Baton();

        // What to run when `work` arrives; null to end. Written by whoever starts a strand or closes the loop.
        BatonStrand next;

        Worker(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            while (next != null) {
                BatonStrand strand = next;
                next = null;
                strand.runOnSharedThread();
                boolean stay = !closed && idle.size() < MOST_IDLE && ThreadLocals.erase();
                if (stay) {
                    idle.addLast(this);
                }
                strand.finish();
                if (!stay) {
                    return;
                }
                work.await();
                forgetTheLast(Thread.currentThread());
            }
        }

        /** The next body finds its thread as if it were a new one. Not earlier: somebody may interrupt the last one still. */
        private void forgetTheLast(Thread thread) {
            Thread.interrupted();
            if (!thread.getName().equals(name)) {
                thread.setName(name);
            }
            if (thread.getPriority() != Thread.NORM_PRIORITY) {
                thread.setPriority(Thread.NORM_PRIORITY);
            }
            if (thread.getContextClassLoader() != contextLoader) {
                thread.setContextClassLoader(contextLoader);
            }
        }
    }
}
