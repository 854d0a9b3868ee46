package dev.braid.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Up to 32 slots, one per value of the next hash bits, of which only the taken ones are stored. */
final class BitmapNode extends TrieNode {

    // Which slots are taken.
    private final int bitmap;

    // Two places per taken slot, in the order of the bits: key and value, or null and the node below.
    private final @Nullable Object[] slots;

    BitmapNode(int bitmap, @Nullable Object[] slots) {
        this.bitmap = bitmap;
        this.slots = slots;
    }

    /** A root with one entry. */
    static BitmapNode of(Object key, @Nullable Object value) {
        return new BitmapNode(bit(key.hashCode(), 0), new Object[] {key, value});
    }

    @Override
    @Nullable Object get(Object key, int hash, int shift) {
        int bit = bit(hash, shift);
        if ((bitmap & bit) == 0) {
            return PersistentMap.ABSENT;
        }
        int at = position(bit);
        Object found = slots[at];
        if (found == null) {
            return below(at).get(key, hash, shift + BITS);
        }
        return found == key ? slots[at + 1] : PersistentMap.ABSENT;
    }

    @Override
    TrieNode with(Object key, int hash, int shift, @Nullable Object value) {
        int bit = bit(hash, shift);
        int at = position(bit);
        if ((bitmap & bit) == 0) {
            return new BitmapNode(bitmap | bit, Entries.insert(slots, at, key, value));
        }
        Object found = slots[at];
        if (found == key) {
            return new BitmapNode(bitmap, Entries.replace(slots, at, key, value));
        }
        TrieNode next = found == null
                ? below(at).with(key, hash, shift + BITS, value)
                : pair(found, slots[at + 1], key, hash, shift + BITS, value);
        return new BitmapNode(bitmap, Entries.replace(slots, at, null, next));
    }

    @Override
    TrieNode without(Object key, int hash, int shift) {
        int bit = bit(hash, shift);
        if ((bitmap & bit) == 0) {
            return this;
        }
        int at = position(bit);
        Object found = slots[at];
        if (found == key) {
            return new BitmapNode(bitmap ^ bit, Entries.remove(slots, at));
        }
        if (found != null) {
            return this;
        }
        TrieNode below = below(at);
        TrieNode rest = below.without(key, hash, shift + BITS);
        if (rest == below) {
            return this;
        }
        return new BitmapNode(bitmap, rest instanceof BitmapNode lone && lone.isOneEntry()
                ? Entries.replace(slots, at, lone.slots[0], lone.slots[1])
                : Entries.replace(slots, at, null, rest));
    }

    @Override
    void forEach(BiConsumer<Object, @Nullable Object> action) {
        for (int at = 0; at < slots.length; at += 2) {
            Object key = slots[at];
            if (key == null) {
                below(at).forEach(action);
            } else {
                action.accept(key, slots[at + 1]);
            }
        }
    }

    private boolean isOneEntry() {
        return slots.length == 2 && slots[0] != null;
    }

    private int position(int bit) {
        return 2 * Integer.bitCount(bitmap & (bit - 1));
    }

    /** The node in a slot without a key. */
    private TrieNode below(int at) {
        return (TrieNode) slots[at + 1];
    }
}
