package dev.braid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How something ended: what {@code gather(…, return_exceptions=True)} puts in its list, with a type of its own.
 *
 * @param <T> the type of a value
 * @see "Python 3.15, asyncio.gather(return_exceptions=True); cases GATHER-07, GATHER-09"
 */
public sealed interface Outcome<T extends @Nullable Object> {

    /**
     * It returned.
     *
     * @param <T> the type of the value
     * @param value what it returned
     */
    record Value<T extends @Nullable Object>(T value) implements Outcome<T> {
        @Override
        public T orThrow() {
            return value;
        }
    }

    /**
     * It failed or was cancelled.
     *
     * @param <T> the type of the value that there is none of
     * @param error what it threw; a {@link CancelledError} if it was cancelled
     */
    record Failure<T extends @Nullable Object>(Throwable error) implements Outcome<T> {

        /**
         * How something failed.
         *
         * @param error what it threw, not null
         */
        public Failure {
            Objects.requireNonNull(error, "error");
        }

        @Override
        @kotlin.internal.LowPriorityInOverloadResolution
        public <X extends Exception> T orThrow() throws X {
            throw Outcome.<X>unchecked(error);
        }
    }

    /**
     * The value, or the error thrown as it is.
     *
     * @param <X> a checked exception the caller expects
     * @return the value
     * @throws X the error, the same object
     */
    @kotlin.internal.LowPriorityInOverloadResolution // Kotlin takes the bridge's extension, which has no X
    <X extends Exception> T orThrow() throws X;

    @SuppressWarnings("unchecked")
    private static <X extends Exception> X unchecked(Throwable error) throws X {
        throw (X) error;
    }
}
