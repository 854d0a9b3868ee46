package dev.braid.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads, reached by reflection since the classes are compiled for a JDK without them. */
final class VirtualThreads {

    private static final @Nullable MethodHandle START = find("startVirtualThread", true);
    private static final @Nullable MethodHandle IS_VIRTUAL = find("isVirtual", false);

    private VirtualThreads() {}

    static boolean available() {
        // On JDK 19 and 20 the methods exist but are a preview, which refuses to run.
        return START != null && Runtime.version().feature() >= 21;
    }

    static Thread start(Runnable code) {
        try {
            return (Thread) START.invokeExact(code);
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    /** A thread that inherits nothing of the calling one, not started. */
    static Thread alone(Runnable code) {
        return Alone.FACTORY.newThread(code);
    }

    private static final class Alone {

        static final ThreadFactory FACTORY = factory();

        private static ThreadFactory factory() {
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Class<?> type = Class.forName("java.lang.Thread$Builder");
                builder = type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
                return (ThreadFactory) type.getMethod("factory").invoke(builder);
            } catch (ReflectiveOperationException absent) {
                throw new ExceptionInInitializerError(absent);
            }
        }
    }

    static boolean isVirtual(Thread thread) {
        if (!available()) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable error) {
            throw Sneaky.<RuntimeException>rethrow(error);
        }
    }

    private static @Nullable MethodHandle find(String name, boolean isStatic) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            return isStatic
                    ? lookup.findStatic(Thread.class, name, MethodType.methodType(Thread.class, Runnable.class))
                    : lookup.findVirtual(Thread.class, name, MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
