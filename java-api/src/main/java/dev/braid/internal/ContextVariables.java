package dev.braid.internal;

import dev.braid.ContextVar;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A persistent map of context variables, seen as an unmodifiable {@link Map}. Iterating takes a list of its own. */
public final class ContextVariables extends AbstractMap<ContextVar<?>, @Nullable Object> {

    private final PersistentMap variables;

    /** Makes the view. */
    public ContextVariables(PersistentMap variables) {
        this.variables = variables;
    }

    @Override
    public int size() {
        return variables.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && variables.get(key) != PersistentMap.ABSENT;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        Object value = key == null ? PersistentMap.ABSENT : variables.get(key);
        return value == PersistentMap.ABSENT ? null : value;
    }

    @Override
    public Set<Entry<ContextVar<?>, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return variables.size();
            }

            @Override
            public Iterator<Entry<ContextVar<?>, @Nullable Object>> iterator() {
                List<Entry<ContextVar<?>, @Nullable Object>> entries = new ArrayList<>(size());
                variables.forEach((key, value) ->
                        entries.add(new SimpleImmutableEntry<>((ContextVar<?>) key, value)));
                return Collections.unmodifiableList(entries).iterator();
            }
        };
    }
}
