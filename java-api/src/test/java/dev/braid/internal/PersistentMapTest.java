package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The map below every context, against {@link HashMap}. */
class PersistentMapTest {

    /** How hashes of keys relate. */
    enum Hashes {
        DISTINCT(i -> i * 0x9E3779B9),
        ALL_EQUAL(i -> 7),
        PAIRS_EQUAL(i -> i / 2 * 0x9E3779B9),
        LOW_BITS_EQUAL(i -> i << 25),
        TOP_BITS_ONLY(i -> i << 30),
        FEW(i -> i % 5);

        final IntUnaryOperator ofIndex;

        Hashes(IntUnaryOperator ofIndex) {
            this.ofIndex = ofIndex;
        }
    }

    /** A key whose hash the test chooses; equal only to itself. */
    private static final class Key {

        final int hash;

        Key(int hash) {
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    @ParameterizedTest
    @EnumSource
    void behavesAsAHashMapAndLeavesItsOlderVersionsAlone(Hashes hashes) {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Key> keys = keys(hashes, 1 + random.nextInt(60));
            PersistentMap map = PersistentMap.empty();
            Map<Object, @Nullable Object> model = new HashMap<>();
            List<PersistentMap> versions = new ArrayList<>();
            List<Map<Object, @Nullable Object>> models = new ArrayList<>();
            for (int step = 0; step < 300; step++) {
                Key key = keys.get(random.nextInt(keys.size()));
                boolean growing = step / 100 != 1;
                if (random.nextInt(10) < (growing ? 7 : 2)) {
                    Object value = random.nextInt(8) == 0 ? null : (Object) step;
                    map = map.with(key, value);
                    model.put(key, value);
                } else {
                    map = map.without(key);
                    model.remove(key);
                }
                assertEquals(model.size(), map.size());
                if (step % 20 == 0) {
                    versions.add(map);
                    models.add(new HashMap<>(model));
                }
            }
            for (int i = 0; i < versions.size(); i++) {
                requireSame(models.get(i), versions.get(i), keys);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isEmptyAgainWhenAllIsRemoved(Hashes hashes) {
        List<Key> keys = keys(hashes, 200);
        PersistentMap map = PersistentMap.empty();
        for (Key key : keys) {
            map = map.with(key, key.hash);
        }
        assertEquals(200, map.size());
        for (Key key : keys) {
            map = map.without(key);
        }
        assertSame(PersistentMap.empty(), map);
    }

    @Test
    void removingWhatIsNotThereReturnsTheSameMap() {
        for (Hashes hashes : Hashes.values()) {
            PersistentMap map = PersistentMap.empty();
            for (Key key : keys(hashes, 40)) {
                assertSame(map, map.without(key));
                map = map.with(key, 1);
            }
            for (Key stranger : keys(hashes, 60)) {
                assertSame(map, map.without(stranger));
            }
        }
    }

    @Test
    void settingAndResettingAtTheBorderDoesNotChangeTheFormEachTime() {
        List<Key> keys = keys(Hashes.DISTINCT, SmallMap.CAPACITY + 1);
        PersistentMap map = PersistentMap.empty();
        for (Key key : keys) {
            assertInstanceOf(SmallMap.class, map);
            map = map.with(key, 1);
        }
        assertInstanceOf(TrieMap.class, map);
        map = map.without(keys.get(0));
        assertInstanceOf(TrieMap.class, map);
        for (Key key : keys) {
            map = map.without(key);
        }
        assertInstanceOf(SmallMap.class, map);
    }

    @Test
    void anAbsentKeyIsNotANullValue() {
        Key key = new Key(1);
        assertSame(PersistentMap.ABSENT, PersistentMap.empty().get(key));
        assertNull(PersistentMap.empty().with(key, null).get(key));
    }

    private static List<Key> keys(Hashes hashes, int count) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new Key(hashes.ofIndex.applyAsInt(i)));
        }
        return keys;
    }

    private static void requireSame(Map<Object, @Nullable Object> model, PersistentMap map, List<Key> keys) {
        assertEquals(model.size(), map.size());
        for (Key key : keys) {
            assertEquals(model.getOrDefault(key, PersistentMap.ABSENT), map.get(key));
        }
        Map<Object, @Nullable Object> seen = new HashMap<>();
        int[] count = {0};
        map.forEach((key, value) -> {
            seen.put(key, value);
            count[0]++;
        });
        assertEquals(model, seen);
        assertEquals(model.size(), count[0], "each entry once");
    }
}
