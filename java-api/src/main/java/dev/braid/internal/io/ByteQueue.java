package dev.braid.internal.io;

import java.util.Arrays;
import java.util.List;

/**
 * Bytes that have arrived and not been read. What is read moves on, what is left stays where it is; an array that comes
 * while nothing else is there, and is read as a whole, is never copied.
 */
final class ByteQueue {

    private static final byte[] NONE = {};

    // The bytes are those from start to end.
    private byte[] array = NONE;
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Adds bytes; the array is this queue's from now on. */
    void add(byte[] data) {
        if (isEmpty()) {
            array = data;
            start = 0;
            end = data.length;
            return;
        }
        makeRoom(data.length);
        System.arraycopy(data, 0, array, end, data.length);
        end += data.length;
    }

    private void makeRoom(int count) {
        if (array.length - end >= count) {
            return;
        }
        int size = size();
        int needed = Math.addExact(size, count);
        // Moved in place only if that makes room for as much again as is moved: otherwise bytes would be moved again and again.
        byte[] roomy = needed <= array.length / 2
                ? array
                : new byte[(int) Math.max(needed, Math.min(2L * size, Integer.MAX_VALUE - 8))];
        System.arraycopy(array, start, roomy, 0, size);
        array = roomy;
        start = 0;
        end = size;
    }

    /** Takes the first bytes out, at most as many as there are. */
    byte[] take(int count) {
        byte[] taken = start == 0 && count == array.length ? array : Arrays.copyOfRange(array, start, start + count);
        drop(count);
        return taken;
    }

    /** Takes all bytes out. */
    byte[] takeAll() {
        return take(size());
    }

    /** Drops the first bytes, at most as many as there are. */
    void drop(int count) {
        start += count;
        if (isEmpty()) {
            clear();
        }
    }

    void clear() {
        array = NONE;
        start = 0;
        end = 0;
    }

    /** Whether a byte is at this distance from the first one. */
    boolean has(byte wanted, int at) {
        return at < size() && array[start + at] == wanted;
    }

    /**
     * The end of the first part that is one of these, or -1. Of several that end at the same place the first one counts.
     *
     * @param parts not empty, none of them empty
     * @param from where to begin
     * @param which receives the index of the one that was found
     */
    int endOfFirst(List<byte[]> parts, int from, int[] which) {
        byte[] only = parts.get(0);
        return parts.size() == 1 && only.length == 1 ? endOf(only[0], from) : endOfAny(parts, from, which);
    }

    private int endOf(byte wanted, int from) {
        for (int i = start + from; i < end; i++) {
            if (array[i] == wanted) {
                return i - start + 1;
            }
        }
        return -1;
    }

    private int endOfAny(List<byte[]> parts, int from, int[] which) {
        int first = start + from;
        for (int last = first + parts.get(0).length; last <= end; last++) {
            for (int i = 0; i < parts.size(); i++) {
                byte[] part = parts.get(i);
                if (part[part.length - 1] == array[last - 1]
                        && last - part.length >= first
                        && Arrays.equals(array, last - part.length, last, part, 0, part.length)) {
                    which[0] = i;
                    return last - start;
                }
            }
        }
        return -1;
    }
}
