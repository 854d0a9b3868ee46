package dev.braid.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * More entries than an array should hold: a hash array mapped trie, the structure that CPython uses for its contexts.
 *
 * <p><em>Invariant:</em> more than {@value #FLOOR} entries. The floor is half of {@link SmallMap#CAPACITY}, so that
 * setting and resetting one variable at the border does not change the form each time.
 */
final class TrieMap extends PersistentMap {

    private static final int FLOOR = SmallMap.CAPACITY / 2;

    private final TrieNode root;
    private final int size;

    TrieMap(TrieNode root, int size) {
        this.root = root;
        this.size = size;
    }

    @Override
    public @Nullable Object get(Object key) {
        return root.get(key, key.hashCode(), 0);
    }

    @Override
    public PersistentMap with(Object key, @Nullable Object value) {
        int hash = key.hashCode();
        boolean isNew = root.get(key, hash, 0) == ABSENT;
        return new TrieMap(root.with(key, hash, 0, value), isNew ? size + 1 : size);
    }

    @Override
    public PersistentMap without(Object key) {
        int hash = key.hashCode();
        TrieNode rest = root.without(key, hash, 0);
        if (rest == root) {
            return this;
        }
        return size - 1 > FLOOR ? new TrieMap(rest, size - 1) : small(rest, size - 1);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(BiConsumer<Object, @Nullable Object> action) {
        root.forEach(action);
    }

    private static SmallMap small(TrieNode root, int size) {
        @Nullable Object[] entries = new Object[2 * size];
        root.forEach(new BiConsumer<>() {
            private int next;

            @Override
            public void accept(Object key, @Nullable Object value) {
                entries[next++] = key;
                entries[next++] = value;
            }
        });
        return new SmallMap(entries);
    }
}
