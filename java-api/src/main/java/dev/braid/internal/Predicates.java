package dev.braid.internal;

import java.util.concurrent.Callable;

/** Waiting for a value: asks again after each wake-up. */
public final class Predicates {

    private Predicates() {}

    /** The first value that is neither null nor false. */
    public static <T, X extends Exception> T awaitValue(Callable<T> supplier, Runnable await) throws X {
        while (true) {
            T value;
            try {
                value = supplier.call();
            } catch (Exception error) {
                throw Sneaky.<X>rethrow(error);
            }
            if (value != null && !Boolean.FALSE.equals(value)) {
                return value;
            }
            await.run();
        }
    }
}
