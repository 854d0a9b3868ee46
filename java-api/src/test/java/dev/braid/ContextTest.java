package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** CTXVAR-13, CTXVAR-14 and CTXVAR-20 to CTXVAR-24: copies of a context, and a context as a mapping. */
class ContextTest {

    private final ContextVar<String> user = ContextVar.withDefault("user", "nobody");
    private final ContextVar<@Nullable Integer> level = new ContextVar<>("level");

    @Test
    void aNewContextIsEmpty() {
        Context context = new Context();
        assertEquals(0, context.size());
        assertEquals(Map.of(), context.asMap());
    }

    @Test
    void aCopyOfTheCurrentContextSharesNoLaterChanges() {
        new Context().run(() -> {
            user.set("ada");
            Context copy = Context.copyCurrent();
            user.set("bob");
            copy.run(() -> level.set(1));
            assertEquals("ada", copy.get(user));
            assertNull(level.get(null));
        });
    }

    @Test
    void aCopySharesValuesButNotLaterAssignments() {
        ContextVar<List<String>> names = new ContextVar<>("names");
        Context context = new Context();
        context.run(() -> names.set(new ArrayList<>()));
        Context copy = context.copy();
        copy.run(() -> {
            names.get().add("ada");
            user.set("bob");
        });
        assertSame(copy.get(names), context.get(names));
        assertEquals(List.of("ada"), context.get(names));
        assertFalse(context.contains(user));
    }

    @Test
    void isAMappingFromVariablesToValues() {
        Context context = new Context();
        context.run(() -> {
            user.set("ada");
            level.set(null);
        });
        assertEquals(2, context.size());
        assertTrue(context.contains(user));
        assertEquals("ada", context.get(user));
        assertEquals("ada", context.get(user, "bob"));
        assertEquals("ada", context.getOrThrow(user));
        assertTrue(context.contains(level));
        assertNull(context.get(level, 7));
        assertNull(context.getOrThrow(level));

        Map<ContextVar<?>, @Nullable Object> expected = new HashMap<>();
        expected.put(user, "ada");
        expected.put(level, null);
        assertEquals(expected, context.asMap());
        assertEquals(expected.hashCode(), context.asMap().hashCode());
        assertEquals(Set.of(user, level), context.asMap().keySet());
        assertTrue(context.asMap().containsKey(level));
        assertFalse(context.asMap().containsKey("user"));
        assertNull(context.asMap().get(null));
    }

    @Test
    void defaultsAreNotPartOfTheMapping() {
        Context context = new Context();
        assertEquals("nobody", context.run(() -> user.get()));
        assertFalse(context.contains(user));
        assertNull(context.get(user));
        assertEquals("bob", context.get(user, "bob"));
        NoSuchElementException error = assertThrows(NoSuchElementException.class, () -> context.getOrThrow(user));
        assertEquals("cannot look up variable \"user\": ContextVar[name=user, default=nobody] has no value in"
                + " Context[0 variables]; ask contains(variable) first, or use get(variable)", error.getMessage());
    }

    @Test
    void theMapIsASnapshotThatCannotBeChanged() {
        Context context = new Context();
        context.run(() -> user.set("ada"));
        Map<ContextVar<?>, @Nullable Object> map = context.asMap();
        context.run(() -> user.set("bob"));
        assertEquals(Map.of(user, "ada"), map);
        assertThrows(UnsupportedOperationException.class, () -> map.put(level, 1));
        assertThrows(UnsupportedOperationException.class, map::clear);
        assertThrows(UnsupportedOperationException.class, () -> map.keySet().remove(user));
        assertThrows(UnsupportedOperationException.class, () -> {
            var entries = map.entrySet().iterator();
            entries.next();
            entries.remove();
        });
        assertThrows(UnsupportedOperationException.class, () -> map.entrySet().iterator().next().setValue(1));
    }

    @Test
    void contextsAreEqualWhenTheyHoldTheSameVariablesWithEqualValues() {
        Context one = new Context();
        Context two = new Context();
        assertEquals(one, two);
        one.run(() -> user.set("ada"));
        assertNotEquals(one, two);
        two.run(() -> {
            level.set(1);
            Token<@Nullable Integer> token = level.set(2);
            user.set(new String("ada"));
            level.reset(token);
        });
        assertNotEquals(one, two);
        one.run(() -> level.set(1));
        assertEquals(one, two);
        assertEquals(one.hashCode(), two.hashCode());
        assertNotEquals(one, one.asMap());
    }

    @Test
    void theTextShowsTheNumberOfVariablesAndWhetherItIsEntered() {
        Context context = new Context();
        assertEquals("Context[0 variables]", context.toString());
        context.run(() -> {
            user.set("ada");
            assertEquals("Context[1 variable, entered]", context.toString());
        });
        assertEquals("Context[1 variable]", context.toString());
    }

    @Test
    void holdsThousandsOfVariables() {
        Context context = new Context();
        List<ContextVar<Integer>> variables = new ArrayList<>();
        context.run(() -> {
            for (int i = 0; i < 5_000; i++) {
                ContextVar<Integer> variable = new ContextVar<>("v" + i);
                variables.add(variable);
                variable.set(i);
            }
        });
        assertEquals(5_000, context.size());
        for (int i = 0; i < 5_000; i++) {
            assertEquals(i, context.get(variables.get(i)));
        }
    }
}
