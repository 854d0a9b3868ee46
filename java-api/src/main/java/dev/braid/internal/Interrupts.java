package dev.braid.internal;

import dev.braid.KeyboardInterrupt;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C during a run: the first one cancels the main task, a second one leaves the loop at once.
 *
 * <p>Installed only by the program's main thread and only where the JVM's own handler is in place, since a handler that
 * a program has set knows better. {@code sun.misc.Signal} is reached by reflection, for it is not there everywhere.
 */
final class Interrupts implements InvocationHandler, AutoCloseable {

    private final TaskImpl<?> main;

    // Counted by the signal's thread, read by the runner.
    private final AtomicInteger count = new AtomicInteger();

    // The JVM's own handler, to be put back; null if ours is not installed.
    private @Nullable Object before;
    private @Nullable Object ours;

    private Interrupts(TaskImpl<?> main) {
        this.main = main;
    }

    static Interrupts during(TaskImpl<?> main) {
        Interrupts interrupts = new Interrupts(main);
        if (onMainThread()) {
            interrupts.install();
        }
        return interrupts;
    }

    // By name, as the JVM's launcher gives it: its number is another one in every release.
    private static boolean onMainThread() {
        Thread thread = Thread.currentThread();
        ThreadGroup group = thread.getThreadGroup();
        return thread.getName().equals("main") && group != null && group.getName().equals("main");
    }

    /** How many interrupts came during the run. */
    int count() {
        return count.get();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "handle" -> interrupted();
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                return "Braid's interrupt handler for " + main;
            }
        }
        return null;
    }

    private void interrupted() {
        main.loop.interrupt(count.incrementAndGet() == 1 ? this::cancelMain : Interrupts::leaveTheLoop);
    }

    // An interrupt that came while the task took its last step must not be lost.
    private void cancelMain() {
        if (!main.cancelBy(CancelRequestImpl.of(main.loop, "Ctrl-C", null))) {
            leaveTheLoop();
        }
    }

    private static void leaveTheLoop() {
        throw new KeyboardInterrupt();
    }

    private void install() {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, this);
            Object previous = Signals.handle(ours);
            if (Signals.isJvmDefault(previous)) {
                before = previous;
            } else {
                Signals.handle(previous);
                ours = null;
            }
        } catch (ReflectiveOperationException | RuntimeException refused) {
            // No signals here, or the JVM keeps them to itself (-Xrs): run without.
            ours = null;
        }
    }

    /**
     * Puts the JVM's own handler back.
     *
     * @throws KeyboardInterrupt if an interrupt came after the loop's last entry
     */
    @Override
    public void close() {
        if (ours == null) {
            return;
        }
        try {
            Object current = Signals.handle(before);
            if (current != ours) {
                // The program has installed its own meanwhile.
                Signals.handle(current);
            }
        } catch (ReflectiveOperationException | RuntimeException refused) {
            throw new IllegalStateException("cannot put back the handler of INT: the JVM refuses " + before
                    + "; Ctrl-C may do nothing until the program sets a handler", refused);
        }
        if (main.loop.withdrawInterruption()) {
            leaveTheLoop();
        }
    }

    /** The three uses of {@code sun.misc.Signal}. */
    private static final class Signals {

        static Object handle(Object handler) throws ReflectiveOperationException {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                    .invoke(null, interrupt, handler);
        }

        /** Tells handlers of the JVM's own from those that a program has set, ignoring the signal included. */
        static boolean isJvmDefault(Object handler) throws ReflectiveOperationException {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            return handler.getClass().getName().startsWith("sun.misc.Signal$")
                    && handler != type.getField("SIG_IGN").get(null)
                    && handler != type.getField("SIG_DFL").get(null);
        }
    }
}
