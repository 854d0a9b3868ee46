package dev.braid.conformance.bridge;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.kotlin.Suspend;
import java.time.Duration;
import java.util.function.Supplier;
import kotlin.coroutines.Continuation;

/** Java code that reads what its Kotlin callers have set. */
public final class JavaReaders {

    private JavaReaders() {}

    /** A suspend function in Java that reads before and after it has suspended, in which task it does so. */
    public static Object read(Supplier<String> reader, Continuation<? super String> c) {
        return Suspend.body(c, body(reader));
    }

    public static Coroutine<String> body(Supplier<String> reader) {
        return () -> {
            String before = reader.get();
            Asyncio.sleep(Duration.ofMillis(1));
            return before + " " + reader.get();
        };
    }

    /** A Java body whose Kotlin callee reads a variable on another thread, within a context entered by Java. */
    public static Coroutine<String> enter(ContextVar<String> variable, Reader reader) {
        return () -> {
            variable.set("outside");
            return dev.braid.Context.copyCurrent().<String, Exception>run(() -> {
                variable.set("inside");
                return Suspend.await(reader::read);
            });
        };
    }
}
