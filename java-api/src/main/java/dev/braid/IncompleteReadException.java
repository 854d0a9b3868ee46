package dev.braid;

import java.io.EOFException;
import java.util.OptionalInt;

/**
 * The stream ended before everything asked for had been read.
 *
 * <p>What had arrived is in {@link #partial()}; it is no longer in the stream. An instance is immutable but for the
 * methods of {@link Throwable}, and survives serialisation.
 *
 * <p>Source: Python 3.15, {@code asyncio.IncompleteReadError}. Cases EXC-04, EXC-05.
 */
public class IncompleteReadException extends EOFException {
    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN = -1;

    private final byte[] partial;

    // UNKNOWN or the number of bytes; OptionalInt cannot be serialised.
    private final int expected;

    /**
     * The stream ended while a separator was being searched, so nobody knows how many bytes were missing.
     *
     * @param partial the bytes read before the end; copied
     */
    public IncompleteReadException(byte[] partial) {
        this(partial.clone(), UNKNOWN, "undefined");
    }

    /**
     * The stream ended before a known number of bytes had been read.
     *
     * @param partial the bytes read before the end; copied
     * @param expected how many bytes were asked for, the partial ones included; 0 or more
     * @throws IllegalArgumentException if {@code expected} is negative
     */
    public IncompleteReadException(byte[] partial, int expected) {
        this(partial.clone(), requireCount(expected), Integer.toString(expected));
    }

    private IncompleteReadException(byte[] partial, int expected, String total) {
        super(partial.length + " bytes read on a total of " + total + " expected bytes");
        this.partial = partial;
        this.expected = expected;
    }

    /** {@return the bytes read before the stream ended, in a new array} */
    public final byte[] partial() {
        return partial.clone();
    }

    /** {@return how many bytes were asked for; empty when a separator was being searched} */
    public final OptionalInt expected() {
        return expected == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(expected);
    }

    private static int requireCount(int expected) {
        if (expected < 0) {
            throw new IllegalArgumentException("cannot create IncompleteReadException: expected is " + expected
                    + "; give 0 or more bytes, or leave it out where the total is unknown");
        }
        return expected;
    }
}
