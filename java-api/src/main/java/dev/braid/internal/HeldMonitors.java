package dev.braid.internal;

/**
 * Keeps the monitors of a thread from a strand that is mounted on top of what it runs.
 *
 * <p>The JVM notes the monitors that nobody contends for on a small stack of the platform thread. A virtual thread that
 * leaves takes all that is there for its own, also what had been entered below it: whoever did that would find, at the end
 * of its {@code synchronized} block, that it does not own the monitor. A monitor that finds no room there is given an owner
 * of its own: the oldest on it, or the new one itself if that is on it already. So filling the stack with many gives each
 * that was there an owner, and filling it with one tells whether any was, in a fraction of the time.
 */
final class HeldMonitors {

    private final Filling owners = new Filling(false);
    private Filling probe = new Filling(true);

    /** On the thread that mounts, before it does: what it has entered becomes its own. */
    void giveOwners() {
        owners.fill(null, null);
    }

    /** The same for a virtual thread, whose carrier is given; soon done if it has entered nothing. */
    void giveOwners(Thread carrier, Thread self) {
        if (!probe.fill(carrier, self)) {
            probe = new Filling(true);
            giveOwners();
        }
    }

    /** As many monitors as the stack has room for, which Mounting tries out; never contended, for then they are not on it. */
    private static final class Filling {

        // In fields of their own, lest the compiler sees where they are the same and enters them once.
        private final Object first;
        private final Object second;
        private final Object third;
        private final Object fourth;
        private final Object fifth;
        private final Object sixth;
        private final Object seventh;
        private final Object eighth;

        Filling(boolean same) {
            first = new Object();
            second = same ? first : new Object();
            third = same ? first : new Object();
            fourth = same ? first : new Object();
            fifth = same ? first : new Object();
            sixth = same ? first : new Object();
            seventh = same ? first : new Object();
            eighth = same ? first : new Object();
        }

        /** False if a carrier is given and the last one has an owner, which is no longer the thread that steps aside. */
        boolean fill(Thread carrier, Thread self) {
            synchronized (first) {
                synchronized (second) {
                    synchronized (third) {
                        synchronized (fourth) {
                            synchronized (fifth) {
                                synchronized (sixth) {
                                    synchronized (seventh) {
                                        synchronized (eighth) {
                                            return carrier == null || Mounting.ownerless(eighth, carrier, self);
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
