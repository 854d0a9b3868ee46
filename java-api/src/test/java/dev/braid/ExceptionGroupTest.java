package dev.braid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a group may hold, which flavour it has, and what it tells. */
class ExceptionGroupTest {
    private final IOException io = new IOException("disk");
    private final AssertionError wrong = new AssertionError("wrong");
    private final CancelledError cancelled = new CancelledError();

    @Test
    void ordinaryExceptionsMakeTheFlavourThatHandlersForExceptionsCatch() {
        GroupedErrors group = GroupedErrors.of("m", List.of(io, wrong));

        assertSame(ExceptionGroup.class, group.getClass());
        assertInstanceOf(RuntimeException.class, group);
    }

    @Test
    void oneControlErrorMakesTheFlavourThatTheyDoNotCatch() {
        for (Throwable control : List.of(cancelled, new GeneratorExit(), new KeyboardInterrupt())) {
            GroupedErrors group = GroupedErrors.of("m", List.of(io, control));

            assertSame(BaseExceptionGroup.class, group.getClass());
            assertInstanceOf(Error.class, group);
            assertSame(BaseExceptionGroup.class, GroupedErrors.of("n", List.of(group.asThrowable())).getClass());
        }
    }

    @Test
    void subclassOfCancelledErrorIsAControlError() {
        class Shutdown extends CancelledError {}

        assertInstanceOf(BaseExceptionGroup.class, GroupedErrors.of("m", List.of(new Shutdown())));
    }

    @Test
    void ordinaryFlavourAndItsSubclassesRefuseControlErrors() {
        class Mine extends ExceptionGroup {
            Mine(List<Throwable> exceptions) {
                super("m", exceptions);
            }
        }
        var refused =
                assertThrows(IllegalArgumentException.class, () -> new ExceptionGroup("m", List.of(io, cancelled)));

        assertTrue(refused.getMessage().startsWith("cannot put dev.braid.CancelledError into"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Mine(List.of(cancelled)));
        assertEquals(List.of(wrong), new Mine(List.of(wrong)).exceptions());
    }

    @Test
    void subclassOfTheBaseFlavourStaysOneAroundOrdinaryExceptions() {
        class Mine extends BaseExceptionGroup {
            Mine(Throwable exception) {
                super("m", List.of(exception));
            }
        }
        Mine mine = new Mine(io);

        assertEquals(List.of(io), mine.exceptions());
        assertThrows(IllegalArgumentException.class, () -> new ExceptionGroup("outer", List.of(mine)));
    }

    @Test
    void groupNeedsAMessageAndExceptions() {
        List<Throwable> hole = Arrays.asList(io, null);

        assertThrows(NullPointerException.class, () -> new ExceptionGroup(null, List.of(io)));
        assertThrows(NullPointerException.class, () -> new ExceptionGroup("m", null));
        var empty = assertThrows(IllegalArgumentException.class, () -> GroupedErrors.of("m", List.of()));
        var nothing = assertThrows(NullPointerException.class, () -> GroupedErrors.of("m", hole));

        assertTrue(empty.getMessage().contains("empty"), empty.getMessage());
        assertTrue(nothing.getMessage().contains("exception 1 is null"), nothing.getMessage());
    }

    @Test
    void exceptionsAreACopyThatNobodyCanChange() {
        List<Throwable> list = new ArrayList<>(List.of(io, wrong));
        ExceptionGroup group = new ExceptionGroup("m", list);
        list.clear();

        assertEquals(List.of(io, wrong), group.exceptions());
        assertThrows(UnsupportedOperationException.class, () -> group.exceptions().remove(0));
    }

    @Test
    void textIsTheMessageAndTheNumberOfDirectExceptions() {
        ExceptionGroup inner = new ExceptionGroup("inner", List.of(io));
        ExceptionGroup outer = new ExceptionGroup("outer", List.of(inner, wrong));

        assertEquals("inner", inner.message());
        assertEquals("inner (1 sub-exception)", inner.getMessage());
        assertEquals("dev.braid.ExceptionGroup: outer (2 sub-exceptions)", outer.toString());
    }

    @Test
    void exceptionsInAGroupKeepTheirOwnTraceAndCause() {
        io.initCause(wrong);
        StackTraceElement[] before = io.getStackTrace();
        ExceptionGroup group = new ExceptionGroup("outer", List.of(new ExceptionGroup("inner", List.of(io))));

        Throwable leaf = ((GroupedErrors) group.exceptions().get(0)).exceptions().get(0);
        assertSame(io, leaf);
        assertArrayEquals(before, leaf.getStackTrace());
        assertSame(wrong, leaf.getCause());
        assertNull(group.getCause());
    }

    @Test
    void notesAreKeptInOrderAndHandedOutAsACopy() {
        ExceptionGroup group = new ExceptionGroup("m", List.of(io));
        List<String> before = group.notes();
        group.addNote("first");
        group.addNote("second");

        assertEquals(List.of(), before);
        assertEquals(List.of("first", "second"), group.notes());
        assertThrows(NullPointerException.class, () -> group.addNote(null));
    }

    @Test
    void raiseThrowsTheVeryGroup() {
        for (Throwable exception : List.of(io, cancelled)) {
            GroupedErrors group = GroupedErrors.of("m", List.of(exception));

            assertSame(group, assertThrows(Throwable.class, () -> {
                throw group.raise();
            }));
        }
    }

    @Test
    void groupsAreSerialisable() throws Exception {
        GroupedErrors group = GroupedErrors.of("m", List.of(new ExceptionGroup("n", List.of(io)), cancelled));
        group.addNote("note");

        GroupedErrors copy = ErrorTypesTest.copy(group);
        assertEquals(GroupShape.of(group), GroupShape.of(copy));
        assertEquals(List.of("note"), copy.notes());
    }

    @Test
    void loggersThatKnowNoGroupsSeeTheFirstExceptionsAsSuppressed() {
        List<Throwable> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new IOException("" + i));
        }

        assertArrayEquals(
                many.subList(0, 15).toArray(), new ExceptionGroup("m", many).getSuppressed());
    }
}
