package dev.braid.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies of an array "key, value, key, value ..." with one entry changed. Positions are those of the key.
 */
final class Entries {

    private Entries() {}

    /** Where the key is, or -1. */
    static int find(@Nullable Object[] entries, Object key) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] == key) {
                return i;
            }
        }
        return -1;
    }

    static @Nullable Object[] insert(
            @Nullable Object[] entries, int at, @Nullable Object key, @Nullable Object value) {
        @Nullable Object[] copy = new Object[entries.length + 2];
        System.arraycopy(entries, 0, copy, 0, at);
        copy[at] = key;
        copy[at + 1] = value;
        System.arraycopy(entries, at, copy, at + 2, entries.length - at);
        return copy;
    }

    static @Nullable Object[] replace(
            @Nullable Object[] entries, int at, @Nullable Object key, @Nullable Object value) {
        @Nullable Object[] copy = entries.clone();
        copy[at] = key;
        copy[at + 1] = value;
        return copy;
    }

    static @Nullable Object[] remove(@Nullable Object[] entries, int at) {
        @Nullable Object[] copy = Arrays.copyOf(entries, entries.length - 2);
        System.arraycopy(entries, at + 2, copy, at, copy.length - at);
        return copy;
    }
}
