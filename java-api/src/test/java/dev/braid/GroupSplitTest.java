package dev.braid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of groups: which exceptions go where, and what the parts take over from the whole. */
class GroupSplitTest {
    private final IOException io1 = new IOException("1");
    private final IOException io2 = new IOException("2");
    private final TimeoutException late = new TimeoutException("3");
    private final IllegalStateException state = new IllegalStateException("4");
    private final ExceptionGroup inner = new ExceptionGroup("inner", List.of(io2, late));
    private final ExceptionGroup only = new ExceptionGroup("only", List.of(state));
    private final ExceptionGroup group = new ExceptionGroup("outer", List.of(io1, inner, only));

    @Test
    void subgroupKeepsNestingAndDropsWhatBecomesEmpty() {
        assertEquals(
                "ExceptionGroup('outer', [IOException(1), ExceptionGroup('inner', [IOException(2)])])",
                GroupShape.of(group.subgroup(IOException.class)));
        assertEquals(
                "ExceptionGroup('outer', [ExceptionGroup('inner', [TimeoutException(3)]), "
                        + "ExceptionGroup('only', [IllegalStateException(4)])])",
                GroupShape.of(group.subgroup(List.of(TimeoutException.class, IllegalStateException.class))));
    }

    @Test
    void subgroupIsNullIfNothingMatches() {
        assertNull(group.subgroup(InterruptedException.class));
        assertNull(group.subgroup(List.of()));
        assertNull(group.subgroup(exception -> false));
    }

    @Test
    void conditionThatMatchesTheGroupReturnsTheVeryGroup() {
        assertSame(group, group.subgroup(ExceptionGroup.class));
        assertSame(group, group.subgroup(Exception.class));
        assertSame(group, group.subgroup(List.of(Throwable.class, IOException.class)));
        assertSame(group, group.subgroup(exception -> true));
    }

    @Test
    void conditionThatMatchesANestedGroupTakesItWhole() {
        GroupedErrors part = group.subgroup(exception -> exception == inner);

        assertEquals(1, part.exceptions().size());
        assertSame(inner, part.exceptions().get(0));
    }

    /** An ExceptionGroup is a RuntimeException; the IOException and the AssertionError in it are not. */
    @Test
    void typeThatEveryGroupHasTakesOnlyTheLeavesThatHaveIt() {
        assertEquals(
                "ExceptionGroup('outer', [ExceptionGroup('inner', [TimeoutException(3)]), "
                        + "ExceptionGroup('only', [IllegalStateException(4)])])",
                GroupShape.of(group.subgroup(RuntimeException.class)));
        assertSame(only, group.subgroup(RuntimeException.class).exceptions().get(1));

        ExceptionGroup mixed = new ExceptionGroup("m", List.of(new AssertionError("5"), io1));
        assertEquals(
                "Split[matching=ExceptionGroup('m', [IOException(1)]), "
                        + "rest=ExceptionGroup('m', [AssertionError(5)])]",
                text(mixed.split(Exception.class)));
    }

    @Test
    void predicateIsAskedForTheGroupFirstAndThenDepthFirst() {
        List<Throwable> asked = new ArrayList<>();
        group.split(exception -> {
            asked.add(exception);
            return false;
        });

        assertEquals(List.of(group, io1, inner, io2, late, only, state), asked);
    }

    @Test
    void splitPutsEveryExceptionIntoExactlyOnePart() {
        assertEquals(
                "Split[matching=ExceptionGroup('outer', [IOException(1), ExceptionGroup('inner', [IOException(2)])]), "
                        + "rest=ExceptionGroup('outer', [ExceptionGroup('inner', [TimeoutException(3)]), "
                        + "ExceptionGroup('only', [IllegalStateException(4)])])]",
                text(group.split(IOException.class)));
    }

    @Test
    void splitWithAnEmptySideHasNullThere() {
        GroupedErrors.Split all = group.split(Exception.class);
        GroupedErrors.Split none = group.split(InterruptedException.class);

        assertSame(group, all.matching());
        assertNull(all.rest());
        assertNull(none.matching());
        assertEquals(GroupShape.of(group), GroupShape.of(none.rest()));
    }

    @Test
    void partWithoutControlErrorsOfABaseGroupIsOrdinary() {
        GroupedErrors base = GroupedErrors.of("m", List.of(io1, new CancelledError("x")));

        assertEquals(
                "Split[matching=ExceptionGroup('m', [IOException(1)]), "
                        + "rest=BaseExceptionGroup('m', [CancelledError(x)])]",
                text(base.split(IOException.class)));
    }

    @Test
    void partsKeepTraceCauseSuppressedAndNotes() {
        group.initCause(new IOException("cause"));
        group.addSuppressed(new IOException("suppressed"));
        group.addNote("note");
        GroupedErrors.Split parts = group.split(IOException.class);

        for (GroupedErrors part : List.of(parts.matching(), parts.rest())) {
            Throwable exception = part.asThrowable();
            assertEquals("outer", part.message());
            assertArrayEquals(group.getStackTrace(), exception.getStackTrace());
            assertSame(group.getCause(), exception.getCause());
            assertEquals(
                    "[java.io.IOException: suppressed]", GroupContents.suppressedByOthers(part).toString());
            assertEquals(List.of("note"), part.notes());
        }
    }

    @Test
    void notesOfAPartAreItsOwn() {
        group.addNote("both");
        GroupedErrors.Split parts = group.split(IOException.class);
        parts.matching().addNote("matching");

        assertEquals(List.of("both"), group.notes());
        assertEquals(List.of("both"), parts.rest().notes());
        assertEquals(List.of("both", "matching"), parts.matching().notes());
    }

    @Test
    void deriveMakesAPlainGroupOfTheFlavourThatTheExceptionsAskFor() {
        assertEquals("ExceptionGroup('outer', [IOException(1)])", GroupShape.of(group.derive(List.of(io1))));
        assertEquals(
                "BaseExceptionGroup('outer', [CancelledError(null)])",
                GroupShape.of(group.derive(List.of(new CancelledError()))));
        assertThrows(IllegalArgumentException.class, () -> group.derive(List.of()));
    }

    @Test
    void subclassThatDoesNotOverrideDeriveIsSplitIntoPlainGroups() {
        class Mine extends ExceptionGroup {
            Mine(List<Throwable> exceptions) {
                super("m", exceptions);
            }
        }
        Mine mine = new Mine(List.of(io1, late));

        assertSame(ExceptionGroup.class, mine.subgroup(IOException.class).getClass());
        assertSame(mine, mine.subgroup(Mine.class));
    }

    static class Coded extends ExceptionGroup {
        final int code;

        Coded(int code, List<? extends Throwable> exceptions) {
            super("coded", exceptions);
            this.code = code;
        }

        @Override
        public Coded derive(List<? extends Throwable> exceptions) {
            return new Coded(code, exceptions);
        }
    }

    @Test
    void subclassThatOverridesDeriveIsSplitIntoItsOwnTypeAndState() {
        Coded coded = new Coded(42, List.of(io1, new Coded(101, List.of(late, io2))));
        GroupedErrors.Split parts = coded.split(IOException.class);

        assertEquals(
                "Coded('coded', [IOException(1), Coded('coded', [IOException(2)])])",
                GroupShape.of(parts.matching()));
        assertEquals("Coded('coded', [Coded('coded', [TimeoutException(3)])])", GroupShape.of(parts.rest()));
        assertEquals(42, ((Coded) parts.rest()).code);
        assertEquals(101, ((Coded) parts.rest().exceptions().get(0)).code);
    }

    @Test
    void deriveThatReturnsNullIsNamed() {
        class Broken extends ExceptionGroup {
            Broken(List<Throwable> exceptions) {
                super("broken", exceptions);
            }

            @Override
            public GroupedErrors derive(List<? extends Throwable> exceptions) {
                return null;
            }
        }
        Broken broken = new Broken(List.of(io1, late));

        var refused = assertThrows(NullPointerException.class, () -> broken.split(IOException.class));
        assertTrue(refused.getMessage().contains("its derive() returned null"), refused.getMessage());
    }

    @Test
    void deriveThatChoseACauseKeepsIt() {
        IOException chosen = new IOException("chosen");
        class Causing extends ExceptionGroup {
            Causing(List<? extends Throwable> exceptions) {
                super("m", exceptions);
            }

            @Override
            public GroupedErrors derive(List<? extends Throwable> exceptions) {
                Causing part = new Causing(exceptions);
                part.initCause(chosen);
                return part;
            }
        }
        Causing causing = new Causing(List.of(io1, late));
        causing.initCause(io2);

        assertSame(chosen, causing.subgroup(IOException.class).asThrowable().getCause());
    }

    @Test
    void subgroupDerivesNothingButItsResult() {
        List<Object> derived = new ArrayList<>();
        class Counting extends ExceptionGroup {
            Counting() {
                super("m", List.of(io1, late));
            }

            @Override
            public GroupedErrors derive(List<? extends Throwable> exceptions) {
                derived.add(List.copyOf(exceptions));
                return super.derive(exceptions);
            }
        }
        new Counting().subgroup(IOException.class);

        assertEquals(List.of(List.of(io1)), derived);
    }

    @Test
    void anythingButATypeOfExceptionsIsRefused() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Class<? extends Throwable> text = (Class) String.class;

        var refused = assertThrows(IllegalArgumentException.class, () -> group.subgroup(text));
        assertTrue(refused.getMessage().contains("java.lang.String"), refused.getMessage());
        assertThrows(NullPointerException.class, () -> group.split((Class<Exception>) null));
    }

    @Test
    void tooDeepNestingOverflowsTheStackAndLeavesTheGroupIntact() {
        Throwable deep = io1;
        for (int i = 0; i < 200_000; i++) {
            deep = new ExceptionGroup("m", List.of(deep));
        }
        GroupedErrors deepest = (GroupedErrors) deep;

        assertThrows(StackOverflowError.class, () -> deepest.split(TimeoutException.class));
        assertThrows(StackOverflowError.class, () -> deepest.subgroup(TimeoutException.class));
        assertEquals(1, deepest.exceptions().size());
        assertNotSame(io1, deepest.exceptions().get(0));
    }

    private static String text(GroupedErrors.Split split) {
        return "Split[matching=" + GroupShape.of(split.matching()) + ", rest=" + GroupShape.of(split.rest()) + "]";
    }
}
