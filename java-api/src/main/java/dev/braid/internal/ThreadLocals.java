package dev.braid.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Erases the calling thread's thread-locals, so that the thread can serve another task. Needs access to two fields of
 * {@link Thread}: through {@code --add-opens java.base/java.lang=ALL-UNNAMED}, or up to JDK 23, where that still goes
 * without a warning, through {@code sun.misc.Unsafe}.
 */
final class ThreadLocals {

    private static final @Nullable Eraser ERASER = find();

    private ThreadLocals() {}

    private interface Eraser {
        void erase(Thread thread) throws ReflectiveOperationException;
    }

    /** Returns false if it cannot be done here. */
    static boolean erase() {
        if (ERASER == null) {
            return false;
        }
        try {
            ERASER.erase(Thread.currentThread());
            return true;
        } catch (ReflectiveOperationException impossible) {
            return false;
        }
    }

    private static @Nullable Eraser find() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
            VarHandle own = lookup.findVarHandle(Thread.class, "threadLocals", map);
            VarHandle inherited = lookup.findVarHandle(Thread.class, "inheritableThreadLocals", map);
            return thread -> {
                own.set(thread, null);
                inherited.set(thread, null);
            };
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return Runtime.version().feature() < 24 ? byUnsafe() : null;
        }
    }

    private static @Nullable Eraser byUnsafe() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            Object unsafe = instance.get(null);
            Method offset = type.getMethod("objectFieldOffset", Field.class);
            Method put = type.getMethod("putObject", Object.class, long.class, Object.class);
            Object own = offset.invoke(unsafe, Thread.class.getDeclaredField("threadLocals"));
            Object inherited = offset.invoke(unsafe, Thread.class.getDeclaredField("inheritableThreadLocals"));
            return thread -> {
                put.invoke(unsafe, thread, own, null);
                put.invoke(unsafe, thread, inherited, null);
            };
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }
}
