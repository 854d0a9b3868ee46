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

    private static final long MAIN_THREAD = 1;

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
        if (Thread.currentThread().getId() == MAIN_THREAD) {
            interrupts.install();
        }
        return interrupts;
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
        EventLoopImpl loop = main.loop;
        int number = count.incrementAndGet();
        if (number == 1 && !main.done()) {
            loop.readyFromAnyThread(new CancelMain(main));
        } else {
            loop.interrupt(new KeyboardInterrupt());
        }
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
            throw new IllegalStateException("cannot put back the handler of INT", refused);
        }
    }

    private record CancelMain(TaskImpl<?> main) implements Ready {
        @Override
        public void runReady(EventLoopImpl loop) {
            main.cancel();
        }

        @Override
        public boolean anyThread() {
            return true;
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

        static boolean isJvmDefault(Object handler) throws ReflectiveOperationException {
            Object systemDefault = Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null);
            // The JVM turns the signal into an orderly exit by a handler of java.lang.Terminator; sun.misc wraps it.
            return handler == systemDefault || handler.toString().contains("Terminator")
                    || wraps(handler, "Terminator");
        }

        private static boolean wraps(Object handler, String name) {
            return handler.getClass().getName().contains(name)
                    || handler.getClass().getName().startsWith("sun.misc.Signal$");
        }
    }
}
