package dev.braid.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Up to {@value #CAPACITY} entries in one array, searched from the front: for so few this beats hashing. */
final class SmallMap extends PersistentMap {

    static final int CAPACITY = 8;

    static final SmallMap EMPTY = new SmallMap(new Object[0]);

    // Key, value, key, value ...
    private final @Nullable Object[] entries;

    SmallMap(@Nullable Object[] entries) {
        this.entries = entries;
    }

    @Override
    public @Nullable Object get(Object key) {
        @Nullable Object[] entries = this.entries;
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] == key) {
                return entries[i + 1];
            }
        }
        return ABSENT;
    }

    @Override
    public PersistentMap with(Object key, @Nullable Object value) {
        int at = Entries.find(entries, key);
        if (at >= 0) {
            return new SmallMap(Entries.replace(entries, at, key, value));
        }
        if (size() < CAPACITY) {
            return new SmallMap(Entries.insert(entries, entries.length, key, value));
        }
        TrieNode root = BitmapNode.of(key, value);
        for (int i = 0; i < entries.length; i += 2) {
            Object other = entries[i];
            root = root.with(other, other.hashCode(), 0, entries[i + 1]);
        }
        return new TrieMap(root, CAPACITY + 1);
    }

    @Override
    public PersistentMap without(Object key) {
        int at = Entries.find(entries, key);
        if (at < 0) {
            return this;
        }
        return size() == 1 ? EMPTY : new SmallMap(Entries.remove(entries, at));
    }

    @Override
    public int size() {
        return entries.length >> 1;
    }

    @Override
    public void forEach(BiConsumer<Object, @Nullable Object> action) {
        for (int i = 0; i < entries.length; i += 2) {
            action.accept(entries[i], entries[i + 1]);
        }
    }
}
