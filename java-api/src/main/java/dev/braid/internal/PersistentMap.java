package dev.braid.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose changed copies share what did not change. A context is one reference to such a map, and
 * copying a context copies that reference.
 *
 * <p>Keys are told apart by identity; {@code hashCode()} decides only where a key is found and should be cheap. Values
 * may be null. Few entries are an array, more are a trie; nothing depends on the order of iteration.
 *
 * <p>Thread-safe: all fields are final, here and in the nodes.
 */
public abstract sealed class PersistentMap permits SmallMap, TrieMap {

    /** What {@link #get} returns for a key that is not in the map. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    /** The map without entries. */
    public static PersistentMap empty() {
        return SmallMap.EMPTY;
    }

    /** The value of the key, or {@link #ABSENT}. */
    public abstract @Nullable Object get(Object key);

    /** A map that has this value for the key, and is otherwise this one. */
    public abstract PersistentMap with(Object key, @Nullable Object value);

    /** A map without the key; this one if it does not have it. */
    public abstract PersistentMap without(Object key);

    /** The number of entries. */
    public abstract int size();

    /** Shows each entry once. */
    public abstract void forEach(BiConsumer<Object, @Nullable Object> action);
}
