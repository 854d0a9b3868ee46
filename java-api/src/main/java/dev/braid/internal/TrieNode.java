package dev.braid.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A node of the trie, immutable. {@code shift} is how many bits of the hash the levels above have used up.
 *
 * <p><em>Invariant:</em> every node but the root has two entries or more below it; {@link #without} keeps it so by
 * handing a lone entry up to its parent.
 */
abstract sealed class TrieNode permits BitmapNode, CollisionNode {

    /** Bits of the hash that one level uses. */
    static final int BITS = 5;

    /** The value of the key, or {@link PersistentMap#ABSENT}. */
    abstract @Nullable Object get(Object key, int hash, int shift);

    abstract TrieNode with(Object key, int hash, int shift, @Nullable Object value);

    /** The node without the key; this very node if it does not have it. Never asked of a node with one entry. */
    abstract TrieNode without(Object key, int hash, int shift);

    abstract void forEach(BiConsumer<Object, @Nullable Object> action);

    /** The one bit that stands for this hash on this level. */
    static int bit(int hash, int shift) {
        return 1 << (hash >>> shift);
    }

    /** The node for an entry and a new one, of another key, that met in one slot of the level above. */
    static TrieNode pair(Object present, @Nullable Object presentValue,
            Object key, int hash, int shift, @Nullable Object value) {
        int presentHash = present.hashCode();
        if (presentHash == hash) {
            return new CollisionNode(hash, new Object[] {present, presentValue, key, value});
        }
        return new BitmapNode(bit(presentHash, shift), new Object[] {present, presentValue})
                .with(key, hash, shift, value);
    }
}
