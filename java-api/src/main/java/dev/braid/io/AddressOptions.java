package dev.braid.io;

import java.net.StandardProtocolFamily;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The optional arguments of {@link dev.braid.EventLoop#getaddrinfo}.
 *
 * @param family the family of the addresses that are wanted, {@code INET} or {@code INET6}; null for both
 * @param passive what no host means: true for all addresses of this machine, to bind a server to ({@code AI_PASSIVE});
 *     false for the loopback addresses, to connect to. With a host it means nothing
 * @param numericHost true to ask nobody: a host that is not an address is an error ({@code AI_NUMERICHOST})
 * @see "Python 3.15, loop.getaddrinfo(family, flags); case DNS-01"
 */
public record AddressOptions(@Nullable StandardProtocolFamily family, boolean passive, boolean numericHost) {

    /** Both families, to connect to. */
    public static final AddressOptions DEFAULT = new AddressOptions(null, false, false);

    /**
     * Checks the family.
     *
     * @param family as above
     * @param passive as above
     * @param numericHost as above
     * @throws IllegalArgumentException if the family is not one of the internet
     */
    public AddressOptions {
        Families.requireInternet(family, "look up addresses");
    }

    /**
     * Options with a family.
     *
     * @param family {@code INET} or {@code INET6}, not null
     * @return the options
     * @throws IllegalArgumentException if the family is not one of the internet
     */
    public static AddressOptions of(StandardProtocolFamily family) {
        return DEFAULT.withFamily(Objects.requireNonNull(family, "family"));
    }

    /**
     * These options with another family.
     *
     * @param family {@code INET} or {@code INET6}; null for both
     * @return the options
     * @throws IllegalArgumentException if the family is not one of the internet
     */
    public AddressOptions withFamily(@Nullable StandardProtocolFamily family) {
        return new AddressOptions(family, passive, numericHost);
    }

    /**
     * These options, for a server's addresses or a client's.
     *
     * @param passive true for those to bind a server to
     * @return the options
     */
    public AddressOptions withPassive(boolean passive) {
        return new AddressOptions(family, passive, numericHost);
    }

    /**
     * These options, with names refused or not.
     *
     * @param numericHost true to refuse them
     * @return the options
     */
    public AddressOptions withNumericHost(boolean numericHost) {
        return new AddressOptions(family, passive, numericHost);
    }
}
