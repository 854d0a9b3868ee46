package dev.braid.internal;

import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.concurrent.Callable;

/** Reads another JVM again if that fails for a reason that may pass. */
public final class Attempts {

    private Attempts() {}

    /**
     * Reads.
     *
     * @param retries how often to try again after an {@link IOException}, or after the other JVM changed meanwhile
     * @return what was read
     * @throws Exception the last failure, or the first one of another kind
     */
    public static <T> T read(int retries, Callable<T> read) throws Exception {
        for (int left = retries; ; left--) {
            try {
                return read.call();
            } catch (IOException | ConcurrentModificationException failure) {
                if (left <= 0) {
                    throw failure;
                }
            }
        }
    }
}
