package dev.braid.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Two or more keys whose hashes are the same in all bits, searched one by one. */
final class CollisionNode extends TrieNode {

    private final int hash;

    // Key, value, key, value ...
    private final @Nullable Object[] entries;

    CollisionNode(int hash, @Nullable Object[] entries) {
        this.hash = hash;
        this.entries = entries;
    }

    @Override
    @Nullable Object get(Object key, int hash, int shift) {
        int at = Entries.find(entries, key);
        return at < 0 ? PersistentMap.ABSENT : entries[at + 1];
    }

    @Override
    TrieNode with(Object key, int hash, int shift, @Nullable Object value) {
        if (hash != this.hash) {
            // The new key got this far by the bits that the two hashes share: part them from here on.
            return new BitmapNode(bit(this.hash, shift), new Object[] {null, this}).with(key, hash, shift, value);
        }
        int at = Entries.find(entries, key);
        return new CollisionNode(hash, at < 0
                ? Entries.insert(entries, entries.length, key, value)
                : Entries.replace(entries, at, key, value));
    }

    @Override
    TrieNode without(Object key, int hash, int shift) {
        int at = Entries.find(entries, key);
        if (at < 0) {
            return this;
        }
        @Nullable Object[] rest = Entries.remove(entries, at);
        return rest.length == 2 ? new BitmapNode(bit(hash, shift), rest) : new CollisionNode(hash, rest);
    }

    @Override
    void forEach(BiConsumer<Object, @Nullable Object> action) {
        for (int i = 0; i < entries.length; i += 2) {
            action.accept(entries[i], entries[i + 1]);
        }
    }
}
