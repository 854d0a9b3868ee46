package dev.braid;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What a split asks: of each group before it looks inside, of each leaf, and of each group it took entirely. */
interface SplitCondition {

    /** Whether a group goes to the matching part whole, without a look at its exceptions. */
    boolean takesGroup(Throwable group);

    /** Whether an exception that is not a group goes to the matching part. */
    boolean takesLeaf(Throwable leaf);

    /** Whether a group of which every exception was taken unchanged is taken as it is, and not rebuilt. */
    default boolean takesFilledGroup(Throwable group) {
        return false;
    }

    /** The condition of {@code subgroup(Predicate)}. */
    static SplitCondition of(Predicate<? super Throwable> predicate) {
        Objects.requireNonNull(predicate, "cannot split an exception group: the condition is null");
        return new SplitCondition() {
            @Override
            public boolean takesGroup(Throwable group) {
                return predicate.test(group);
            }

            @Override
            public boolean takesLeaf(Throwable leaf) {
                return predicate.test(leaf);
            }
        };
    }

    /** Takes these leaves, by identity. */
    static SplitCondition ofLeaves(Set<Throwable> leaves) {
        return new SplitCondition() {
            @Override
            public boolean takesGroup(Throwable group) {
                return false;
            }

            @Override
            public boolean takesLeaf(Throwable leaf) {
                return leaves.contains(leaf);
            }
        };
    }

    /** The condition of {@code subgroup(Class)}. */
    static SplitCondition ofTypes(Collection<? extends Class<? extends Throwable>> types) {
        return new OfTypes(types);
    }

    /**
     * The condition of an {@code except*} clause.
     *
     * @throws IllegalArgumentException if one of the types is a group type
     */
    static SplitCondition ofClause(Collection<? extends Class<? extends Throwable>> types) {
        OfTypes condition = new OfTypes(types);
        for (Class<?> type : condition.types) {
            if (OfTypes.isGroupType(type)) {
                throw new IllegalArgumentException("cannot handle " + type.getName() + " in a clause: a clause names"
                        + " the types of the exceptions inside groups; use try and catch to catch a whole group");
            }
        }
        return condition;
    }

    /**
     * By type. A type that every group has (RuntimeException, Error and above) says nothing about the exceptions in
     * it: an ExceptionGroup is a RuntimeException and may hold an IOException. Such a type takes leaves, and a group
     * only after all of its leaves.
     */
    record OfTypes(Collection<? extends Class<? extends Throwable>> types) implements SplitCondition {
        public OfTypes {
            Objects.requireNonNull(types, "cannot look into an exception group: the types to look for are null");
            types.forEach(OfTypes::requireThrowable);
            types = List.copyOf(types);
        }

        private static void requireThrowable(Class<?> type) {
            Objects.requireNonNull(type, "cannot look into an exception group: the type to look for is null");
            if (!Throwable.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException("cannot look for " + type.getName()
                        + " in an exception group: it is no Throwable; name types of exceptions");
            }
        }

        static boolean isGroupType(Class<?> type) {
            return GroupedErrors.class.isAssignableFrom(type);
        }

        @Override
        public boolean takesGroup(Throwable group) {
            return types.stream().anyMatch(type -> isGroupType(type) && type.isInstance(group));
        }

        @Override
        public boolean takesLeaf(Throwable leaf) {
            return types.stream().anyMatch(type -> type.isInstance(leaf));
        }

        @Override
        public boolean takesFilledGroup(Throwable group) {
            return takesLeaf(group);
        }
    }
}
