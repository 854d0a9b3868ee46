package dev.braid.conformance.bridge;

import static java.time.Duration.ofMillis;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.kotlin.Suspend;
import dev.braid.kotlin.SuspendCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import kotlin.Unit;

/** Java bodies that call Kotlin's suspend functions. */
public final class JavaCallers {

    private JavaCallers() {}

    /** A body that calls Kotlin once, and then sleeps for a long time. */
    public static Coroutine<String> callThenSleep(SuspendCall<?> call, List<String> log) {
        return () -> {
            log.add("got " + Suspend.await(call));
            try {
                Asyncio.sleep(ofMillis(1_000_000));
            } catch (CancelledError cancelled) {
                log.add("cancelled " + cancelled.message());
                throw cancelled;
            }
            return "slept";
        };
    }

    /** A body that asks for one thing after the other. */
    public static Coroutine<String> find(Repository repository, int... ids) {
        return () -> {
            StringBuilder found = new StringBuilder();
            for (int id : ids) {
                found.append(Suspend.<String>await(c -> repository.find(id, c)));
            }
            return found.toString();
        };
    }

    /** A body that cleans up by a suspend function when it is cancelled. */
    public static Coroutine<Void> cleanUpInKotlin(Repository repository, List<String> events) {
        return () -> {
            try {
                Asyncio.sleep(ofMillis(1000));
                return null;
            } finally {
                events.add("java cleans up");
                events.add(Suspend.<String>await(c -> repository.find(1, c)));
                events.add("java cleaned up");
            }
        };
    }

    /** The middle of a sandwich: Java that was called from Kotlin and calls Kotlin. */
    public static Coroutine<Void> sandwich(Repository repository, List<String> events) {
        return () -> {
            try {
                Suspend.<Unit>await(c -> repository.deep(c));
            } catch (CancelledError cancelled) {
                events.add("java cancelled " + cancelled.message());
                Asyncio.sleep(ofMillis(1));
                events.add("java cleaned up");
                throw cancelled;
            }
            return null;
        };
    }

    /** A body's await. */
    public static <T> T await(Future<T> future) throws Exception {
        return future.<Exception>await();
    }

    /** Waits on the calling thread, as no Kotlin code can see it. */
    public static void awaitByReflection(Future<?> future) throws Throwable {
        Method await = Future.class.getMethod("await");
        try {
            await.invoke(future);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Outside of any task. */
    public static String outside(Repository repository) throws Exception {
        return Suspend.await(c -> repository.find(1, c));
    }
}
