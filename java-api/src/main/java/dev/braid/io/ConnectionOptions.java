package dev.braid.io;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The optional arguments of {@code createConnection} and {@code openConnection}.
 *
 * @param family the family of the addresses to try, {@code INET} or {@code INET6}; null for both
 * @param localAddress what to bind the local end to; null leaves it to the system. An unresolved address
 *     ({@link InetSocketAddress#createUnresolved}) is looked up on the loop; port 0 is any
 * @param happyEyeballsDelay how long to wait for an attempt before the next address is tried beside it (RFC 8305
 *     recommends 250 ms); null to try one after the other; zero and negative try all at once
 * @param interleave how many addresses of the first family to try before the families take turns, at least 1; 0 leaves
 *     the order as it was looked up; null means 1 with a {@code happyEyeballsDelay} and 0 without
 * @param allErrors true to throw the errors of all attempts as an {@link dev.braid.ExceptionGroup}, false to make one
 *     {@link java.io.IOException} of them
 * @param limit of the reader's buffer in bytes, more than 0; for {@code openConnection} alone
 * @see "Python 3.15, loop.create_connection(family, local_addr, happy_eyeballs_delay, interleave, all_errors); cases
 *     TRANSPORT-03 to TRANSPORT-09"
 */
public record ConnectionOptions(
        @Nullable StandardProtocolFamily family,
        @Nullable InetSocketAddress localAddress,
        @Nullable Duration happyEyeballsDelay,
        @Nullable Integer interleave,
        boolean allErrors,
        int limit) {

    /** One address after the other, from any local end, with one error. */
    public static final ConnectionOptions DEFAULT =
            new ConnectionOptions(null, null, null, null, false, Limits.DEFAULT_LIMIT);

    /**
     * Checks the arguments.
     *
     * @param family as above
     * @param localAddress as above
     * @param happyEyeballsDelay as above
     * @param interleave as above
     * @param allErrors as above
     * @param limit as above
     * @throws IllegalArgumentException if the family is not one of the internet, {@code interleave} is negative, or
     *     {@code limit} not positive
     */
    public ConnectionOptions {
        Families.requireInternet(family, "connect to addresses");
        if (interleave != null && interleave < 0) {
            throw new IllegalArgumentException("cannot interleave addresses: " + interleave
                    + " of the first family is less than none; give 1 or more, or 0 to leave the order");
        }
        Limits.requirePositive(limit);
    }

    /**
     * These options with another family.
     *
     * @param family {@code INET} or {@code INET6}; null for both
     * @return the options
     * @throws IllegalArgumentException if the family is not one of the internet
     */
    public ConnectionOptions withFamily(@Nullable StandardProtocolFamily family) {
        return new ConnectionOptions(family, localAddress, happyEyeballsDelay, interleave, allErrors, limit);
    }

    /**
     * These options with another local end.
     *
     * @param localAddress where to bind it; null leaves it to the system
     * @return the options
     */
    public ConnectionOptions withLocalAddress(@Nullable InetSocketAddress localAddress) {
        return new ConnectionOptions(family, localAddress, happyEyeballsDelay, interleave, allErrors, limit);
    }

    /**
     * These options with another time between attempts.
     *
     * @param happyEyeballsDelay how long to wait for an attempt before the next one begins, not null
     * @return the options
     */
    public ConnectionOptions withHappyEyeballs(Duration happyEyeballsDelay) {
        return new ConnectionOptions(family, localAddress,
                Objects.requireNonNull(happyEyeballsDelay, "happyEyeballsDelay"), interleave, allErrors, limit);
    }

    /**
     * These options with another mix of families.
     *
     * @param interleave how many addresses of the first family come first; 0 leaves the order
     * @return the options
     * @throws IllegalArgumentException if it is negative
     */
    public ConnectionOptions withInterleave(int interleave) {
        return new ConnectionOptions(family, localAddress, happyEyeballsDelay, interleave, allErrors, limit);
    }

    /**
     * These options, with all errors or one.
     *
     * @param allErrors true for all of them
     * @return the options
     */
    public ConnectionOptions withAllErrors(boolean allErrors) {
        return new ConnectionOptions(family, localAddress, happyEyeballsDelay, interleave, allErrors, limit);
    }

    /**
     * These options with another limit of the reader.
     *
     * @param limit in bytes, more than 0
     * @return the options
     * @throws IllegalArgumentException if it is not positive
     */
    public ConnectionOptions withLimit(int limit) {
        return new ConnectionOptions(family, localAddress, happyEyeballsDelay, interleave, allErrors, limit);
    }
}
