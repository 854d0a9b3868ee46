package dev.braid.internal;

import dev.braid.spi.LoopHost;
import dev.braid.spi.StrandKind;
import org.jspecify.annotations.Nullable;

/**
 * Puts a loop's pump on a thread that suits its strands: mounted ones are mounted on the pump's thread, which must be a
 * platform thread; virtual ones take turns with it, which is ten times cheaper if it is virtual too.
 */
final class LoopThreads {

    private final EventLoopImpl loop;
    private final @Nullable StrandKind wanted;

    // Made when the first body or run needs it. Touched on the loop, or before it runs.
    @Nullable Strands strands;

    LoopThreads(EventLoopImpl loop, @Nullable StrandKind wanted) {
        this.loop = loop;
        this.wanted = wanted;
    }

    Strands strands() {
        Strands made = strands;
        if (made == null) {
            made = Strands.of(StrandKinds.choose(wanted), loop);
            strands = made;
            made.enter();
        }
        return made;
    }

    StrandKind kind() {
        return strands().kind();
    }

    /** Called on the thread that the loop runs on from now. */
    void enter() {
        if (strands != null) {
            strands.enter();
        }
    }

    void run(LoopHost host) {
        if (host.onCallerThread()) {
            onSuitableThread(() -> host.run(loop));
        } else {
            try {
                host.run(loop);
            } catch (InterruptedException interrupted) {
                throw Sneaky.<RuntimeException>rethrow(interrupted);
            }
        }
    }

    void close(Runnable unwind) {
        if (strands != null) {
            try {
                onSuitableThread(unwind::run);
            } finally {
                strands.close();
            }
        } else {
            unwind.run();
        }
    }

    private interface Code {
        void run() throws InterruptedException;
    }

    private void onSuitableThread(Code code) {
        boolean virtual = VirtualThreads.isVirtual(Thread.currentThread());
        StrandKind kind = kind();
        boolean move = kind == StrandKind.MOUNTED && virtual || kind == StrandKind.VIRTUAL && !virtual;
        try {
            if (!move) {
                code.run();
            } else {
                elsewhere(code, kind == StrandKind.VIRTUAL);
            }
        } catch (InterruptedException interrupted) {
            throw Sneaky.<RuntimeException>rethrow(interrupted);
        }
    }

    private void elsewhere(Code code, boolean virtual) throws InterruptedException {
        Throwable[] failure = new Throwable[1];
        Runnable body = () -> {
            try {
                code.run();
            } catch (Throwable error) {
                failure[0] = error;
            }
        };
        Thread thread;
        if (virtual) {
            thread = VirtualThreads.start(body);
        } else {
            thread = new Thread(body, loop.text());
            thread.start();
        }
        join(thread);
        if (failure[0] != null) {
            throw Sneaky.<RuntimeException>rethrow(failure[0]);
        }
    }

    /** Waits until the other thread has left the loop, whatever happens. An interrupt asks it to. */
    private void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException wanted) {
                interrupted = true;
                loop.interrupt(() -> {
                    throw Sneaky.<RuntimeException>rethrow(wanted);
                });
            }
        }
        if (interrupted && loop.withdrawInterruption()) {
            // It came too late for the loop, whose next run it must not hit, but the caller is to know of it.
            Thread.currentThread().interrupt();
        }
    }
}
