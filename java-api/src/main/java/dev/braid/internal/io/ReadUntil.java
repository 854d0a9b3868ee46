package dev.braid.internal.io;

import dev.braid.IncompleteReadException;
import dev.braid.LimitOverrunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** {@code StreamReader.readuntil(separator)}. Bytes that have been searched once are not searched again. */
public class ReadUntil extends ReadOperation {

    // The shortest first: of those that end at the same place the shortest counts.
    private final List<byte[]> separators;
    private final int longest;

    // No separator begins before this.
    private int searched;
    private boolean begun;

    private final int[] found = new int[1];

    ReadUntil(StreamInput input, String action, List<byte[]> shortestFirst) {
        super(input, action);
        this.separators = shortestFirst;
        this.longest = shortestFirst.get(shortestFirst.size() - 1).length;
    }

    /** A read up to the first of some separators. */
    public static ReadUntil any(StreamInput input, Collection<byte[]> separators) {
        List<byte[]> shortestFirst = new ArrayList<>(Objects.requireNonNull(separators, "separators"));
        if (shortestFirst.isEmpty()) {
            throw new IllegalArgumentException("cannot read " + input + " until a separator: there is none; give at least one");
        }
        shortestFirst.sort(Comparator.comparingInt(separator -> Objects.requireNonNull(separator, "separator").length));
        if (shortestFirst.get(0).length == 0) {
            throw new IllegalArgumentException(
                    "cannot read " + input + " until a separator: it is empty; give one of at least 1 byte");
        }
        return new ReadUntil(input, "read until a separator in", shortestFirst);
    }

    @Override
    protected final Object advance() throws IncompleteReadException {
        if (!begun) {
            begun = true;
            input.requireNoError();
        }
        ByteQueue bytes = input.bytes;
        if (bytes.size() - searched >= separators.get(0).length) {
            int end = bytes.endOfFirst(separators, searched, found);
            if (end >= 0) {
                int before = end - separators.get(found[0]).length;
                return before > input.limit ? tooLong(true, before) : take(end);
            }
            searched = Math.max(0, bytes.size() + 1 - longest);
            if (searched > input.limit) {
                return tooLong(false, searched);
            }
        }
        return input.ended() ? endedBefore(bytes.takeAll()) : waitForMore();
    }

    /** The stream has ended, and there was no separator in what was left of it. */
    Object endedBefore(byte[] rest) throws IncompleteReadException {
        throw new IncompleteReadException(rest);
    }

    /** More comes before the separator than the limit allows. */
    Object tooLong(boolean found, int consumed) {
        throw new LimitOverrunException(excess(found), consumed);
    }

    final String excess(boolean found) {
        return "cannot read " + input + " until a separator: "
                + (found ? "one is there, but more than the limit of " : "none is there in more than the limit of ")
                + input.limit + " bytes" + (found ? " before it" : "")
                + "; read() what is there, or create the stream with a greater limit";
    }
}
