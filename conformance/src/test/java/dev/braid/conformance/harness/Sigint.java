package dev.braid.conformance.harness;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process's Ctrl-C. Handlers are objects of {@code sun.misc.SignalHandler}, used by reflection because javac warns of
 * it wherever it is named.
 */
public final class Sigint {

    private static final long HANDLED_WITHIN_SECONDS = 10;

    private Sigint() {}

    /** Presses Ctrl-C and returns when the handler has run, on the JVM's own thread for it. */
    static void raise() {
        CountDownLatch handled = new CountDownLatch(1);
        Object[] handler = new Object[1];
        handler[0] = install(() -> {
            try {
                call("handle", handler[0], signal());
            } finally {
                handled.countDown();
            }
        });
        try {
            if (isDefault(handler[0])) {
                throw new CaseBug("nobody handles Ctrl-C here: it would end the JVM");
            }
            signalClass().getMethod("raise", signalClass()).invoke(null, signal());
            if (!handled.await(HANDLED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new CaseBug("the handler of Ctrl-C did not return within " + HANDLED_WITHIN_SECONDS + " s");
            }
        } catch (ReflectiveOperationException | InterruptedException failure) {
            throw new CaseBug("cannot raise SIGINT: " + failure);
        } finally {
            restore(handler[0]);
        }
    }

    /** Throws if this process was started with Ctrl-C ignored: then its JVM can have no handler. */
    static void requireNotIgnored() {
        Object before = install(() -> {});
        Object mine = restore(before);
        if (!Proxy.isProxyClass(mine.getClass())) {
            throw new CaseBug("cannot test Ctrl-C: this JVM was started with SIGINT ignored, as by nohup or by & in a "
                    + "script; start it in the foreground, or with env --default-signal=INT");
        }
    }

    /**
     * Handles Ctrl-C by this code from now on.
     *
     * @return the handler before; give it to {@link #restore}
     */
    public static Object install(Runnable code) {
        Object handler = Proxy.newProxyInstance(
                Sigint.class.getClassLoader(), new Class<?>[] {handlerClass()}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "handle":
                            code.run();
                            return null;
                        case "equals":
                            return proxy == arguments[0];
                        case "hashCode":
                            return System.identityHashCode(proxy);
                        default:
                            return "a case's handler of SIGINT";
                    }
                });
        return restore(handler);
    }

    /** Puts a handler in place and returns the one before. */
    public static Object restore(Object handler) {
        try {
            return signalClass().getMethod("handle", signalClass(), handlerClass()).invoke(null, signal(), handler);
        } catch (ReflectiveOperationException refused) {
            throw new CaseBug("cannot handle SIGINT: " + refused.getCause());
        }
    }

    /** The handler in place. */
    public static Object current() {
        Object current = install(() -> {});
        restore(current);
        return current;
    }

    /** Tells whether a handler is the JVM's own, which ends the program. */
    public static boolean isDefault(Object handler) {
        String name = handler.getClass().getName();
        return name.startsWith("sun.misc.Signal$") || name.contains("Terminator");
    }

    private static void call(String method, Object handler, Object signal) {
        try {
            handlerClass().getMethod(method, signalClass()).invoke(handler, signal);
        } catch (ReflectiveOperationException failure) {
            throw new CaseBug("a handler of SIGINT failed: " + failure.getCause());
        }
    }

    private static Object signal() {
        try {
            return signalClass().getConstructor(String.class).newInstance("INT");
        } catch (ReflectiveOperationException missing) {
            throw new CaseBug("no SIGINT here: " + missing);
        }
    }

    private static Class<?> signalClass() {
        return named("sun.misc.Signal");
    }

    private static Class<?> handlerClass() {
        return named("sun.misc.SignalHandler");
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new CaseBug("this JVM has no " + name);
        }
    }
}
