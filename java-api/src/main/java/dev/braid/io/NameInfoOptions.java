package dev.braid.io;

/**
 * The optional arguments of {@link dev.braid.EventLoop#getnameinfo}, by the names of the flags of the system's call.
 *
 * @param numericHost true to leave the host's address as it is, and to ask nobody for its name ({@code NI_NUMERICHOST})
 * @param numericService true to leave the port as it is ({@code NI_NUMERICSERV})
 * @param nameRequired true to fail if the host's name cannot be found ({@code NI_NAMEREQD}); else its address stands for
 *     it
 * @see "Python 3.15, loop.getnameinfo(flags); case DNS-02"
 */
public record NameInfoOptions(boolean numericHost, boolean numericService, boolean nameRequired) {

    /** Names where there are some. */
    public static final NameInfoOptions DEFAULT = new NameInfoOptions(false, false, false);

    /** No names at all: only the form of an address is changed, and nobody is asked. */
    public static final NameInfoOptions NUMERIC = new NameInfoOptions(true, true, false);

    /**
     * These options, with the host left as an address or not.
     *
     * @param numericHost whether it is
     * @return the options
     */
    public NameInfoOptions withNumericHost(boolean numericHost) {
        return new NameInfoOptions(numericHost, numericService, nameRequired);
    }

    /**
     * These options, with the port left as a number or not.
     *
     * @param numericService whether it is
     * @return the options
     */
    public NameInfoOptions withNumericService(boolean numericService) {
        return new NameInfoOptions(numericHost, numericService, nameRequired);
    }

    /**
     * These options, with a failure if the host has no name, or its address instead.
     *
     * @param nameRequired whether it is a failure
     * @return the options
     */
    public NameInfoOptions withNameRequired(boolean nameRequired) {
        return new NameInfoOptions(numericHost, numericService, nameRequired);
    }
}
