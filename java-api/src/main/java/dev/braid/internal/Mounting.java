package dev.braid.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the JDK that mounted strands need and that no public method offers: a virtual thread with a scheduler of
 * one's own, and a thread that steps back to its carrier so that another virtual thread can be mounted on top of it.
 * Found by reflection and tried out once.
 */
final class Mounting {

    // Virtual threads that hold a monitor while they are suspended keep their carrier before this version.
    private static final int FIRST_JDK = 24;

    // After 127 calls the JDK makes a method handle faster, which runs much code of its own.
    private static final int OFTEN = 200;

    private static final String WHY_NOT;
    private static final @Nullable MethodHandle NEW_THREAD;
    private static final int WITHOUT_INHERITANCE;
    private static final @Nullable MethodHandle CURRENT_CARRIER;
    private static final @Nullable MethodHandle SET_CURRENT;
    private static final @Nullable Executor JDK_SCHEDULER;

    static {
        MethodHandle newThread = null;
        int withoutInheritance = 0;
        MethodHandle currentCarrier = null;
        MethodHandle setCurrent = null;
        Executor jdkScheduler = null;
        String whyNot = "";
        if (Runtime.version().feature() < FIRST_JDK) {
            whyNot = "it needs JDK " + FIRST_JDK + " or newer, this is JDK " + Runtime.version().feature();
        } else {
            try {
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
                newThread = lookup.findStatic(Class.forName("java.lang.ThreadBuilders"), "newVirtualThread",
                        MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
                withoutInheritance = (int) lookup.findStaticGetter(Thread.class, "NO_INHERIT_THREAD_LOCALS", int.class)
                        .invokeExact();
                currentCarrier = lookup.findStatic(
                        Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
                setCurrent = lookup.findVirtual(
                        Thread.class, "setCurrentThread", MethodType.methodType(void.class, Thread.class));
                Field scheduler = Class.forName("java.lang.VirtualThread").getDeclaredField("DEFAULT_SCHEDULER");
                scheduler.setAccessible(true);
                jdkScheduler = (Executor) scheduler.get(null);
            } catch (IllegalAccessException closed) {
                whyNot = "it needs the flag --add-opens java.base/java.lang=ALL-UNNAMED, on the command line, in "
                        + "JDK_JAVA_OPTIONS, or as Add-Opens in an executable jar's manifest";
            } catch (Throwable changed) {
                whyNot = "this JDK (" + Runtime.version() + ") has changed inside: " + changed;
            }
        }
        NEW_THREAD = newThread;
        WITHOUT_INHERITANCE = withoutInheritance;
        CURRENT_CARRIER = currentCarrier;
        SET_CURRENT = setCurrent;
        JDK_SCHEDULER = jdkScheduler;
        WHY_NOT = whyNot.isEmpty() ? tryOut() : whyNot;
    }

    private Mounting() {}

    /** Why strands cannot be mounted here; empty if they can. */
    static String whyNot() {
        return WHY_NOT;
    }

    /** A virtual thread that inherits nothing of the calling one. */
    static Thread newThread(Executor scheduler, Runnable body) {
        try {
            return (Thread) NEW_THREAD.invokeExact(scheduler, (String) null, WITHOUT_INHERITANCE, body);
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /** Runs a virtual thread that is none of a loop's where the JDK runs virtual threads. */
    static void runElsewhere(Runnable continuation) {
        JDK_SCHEDULER.execute(continuation);
    }

    /**
     * Runs a virtual thread's continuation on the calling thread until it lets go. If the caller is itself a mounted
     * virtual thread, it steps aside to its carrier meanwhile, since only a carrier can mount.
     *
     * <p>Between the two switches nothing here asks for the current thread: compiled code may keep the answer for the
     * whole method. Mounting itself happens in the JDK's own method, which is never compiled into this one.
     */
    static void run(Runnable continuation) {
        Thread caller = Thread.currentThread();
        try {
            Thread carrier = (Thread) CURRENT_CARRIER.invokeExact();
            if (carrier == caller) {
                continuation.run();
                return;
            }
            SET_CURRENT.invokeExact(carrier, carrier);
            try {
                continuation.run();
            } finally {
                SET_CURRENT.invokeExact(carrier, caller);
            }
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /**
     * Whether a monitor that this virtual thread has entered is on its carrier's stack of them, and so anybody's there.
     * Nothing in between may enter another one, for which there is no room: hence {@link #warmUp}.
     */
    static boolean ownerless(Object entered, Thread carrier, Thread self) {
        try {
            SET_CURRENT.invokeExact(carrier, carrier);
            try {
                entered.notify();
                return true;
            } catch (IllegalMonitorStateException owned) {
                return false;
            } finally {
                SET_CURRENT.invokeExact(carrier, self);
            }
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /** Has the monitors that the calling thread has entered stay its own while others are mounted on top of it. */
    static void keepMonitors(HeldMonitors monitors) {
        try {
            Thread self = Thread.currentThread();
            Thread carrier = (Thread) CURRENT_CARRIER.invokeExact();
            if (carrier == self) {
                monitors.giveOwners();
            } else {
                monitors.giveOwners(carrier, self);
            }
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /** Has the JVM do what it does when code runs for the first time, or has run often, and what may need monitors. */
    private static void warmUp(HeldMonitors monitors, Thread carrier, Thread self) {
        Object entered = new Object();
        synchronized (entered) {
            for (int i = 0; i < OFTEN; i++) {
                ownerless(entered, carrier, self);
            }
            monitors.giveOwners();
            ownerless(entered, carrier, self);
        }
    }

    /** Mounts a thread that mounts another, and checks that each sees itself, keeps its monitors, and comes back. */
    private static String tryOut() {
        try {
            if (VirtualThreads.isVirtual(Thread.currentThread())) {
                // A thread of the JDK's scheduler cannot be the loop's; ask a platform thread.
                String[] answer = {""};
                Thread platform = new Thread(() -> answer[0] = tryOut(), "braid-try-mounting");
                platform.start();
                platform.join();
                return answer[0];
            }
            Thread here = Thread.currentThread();
            Runnable[] outer = new Runnable[1];
            Runnable[] inner = new Runnable[1];
            Object monitor = new Object();
            HeldMonitors held = new HeldMonitors();
            StringBuilder seen = new StringBuilder();
            Thread nested = newThread(run -> inner[0] = run, () -> {
                seen.append(Thread.holdsLock(monitor) ? '?' : 'b');
                Thread.yield();
                seen.append('d');
            });
            Thread first = newThread(run -> outer[0] = run, () -> {
                Thread self = Thread.currentThread();
                seen.append('a');
                warmUp(held, here, self);
                nested.start();
                synchronized (monitor) {
                    keepMonitors(held);
                    run(inner[0]);
                    seen.append(Thread.currentThread() == self && Thread.holdsLock(monitor) ? 'c' : '?');
                }
                run(inner[0]);
                seen.append(Thread.currentThread() == self ? 'e' : '?');
            });
            first.start();
            run(outer[0]);
            boolean works = seen.toString().equals("abcde") && Thread.currentThread() == here
                    && !first.isAlive() && !nested.isAlive();
            return works ? "" : "a trial on this JDK (" + Runtime.version() + ") went wrong: " + seen;
        } catch (Throwable error) {
            return "a trial on this JDK (" + Runtime.version() + ") failed: " + error;
        }
    }
}
