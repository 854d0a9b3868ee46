package dev.braid.internal;

import dev.braid.Coroutine;
import dev.braid.VoidCoroutine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies without a value, seen as coroutines. */
public final class VoidBodies {

    private VoidBodies() {}

    /** The body as a coroutine that returns null and prints as the body. */
    public static Coroutine<@Nullable Void> of(VoidCoroutine body) {
        return new Adapter(Objects.requireNonNull(body, "coroutine"));
    }

    /** A body without a value. Known to who runs it, who saves a suspended one the frame of {@link #run()}. */
    record Adapter(VoidCoroutine body) implements Coroutine<@Nullable Void> {
        @Override
        public @Nullable Void run() throws Exception {
            body.run();
            return null;
        }

        @Override
        public String toString() {
            return body.toString();
        }
    }
}
