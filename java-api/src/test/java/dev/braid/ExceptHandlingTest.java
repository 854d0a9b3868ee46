package dev.braid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code except*}: who handles what, and what is thrown in the end. */
class ExceptHandlingTest {
    private final List<String> handled = new ArrayList<>();
    private final IOException io = new IOException("1");
    private final TimeoutException late = new TimeoutException("2");
    private final IllegalStateException state = new IllegalStateException("3");
    private final ExceptionGroup group = new ExceptionGroup(
            "m", List.of(io, new ExceptionGroup("n", List.of(late, new IOException("4"))), state));

    private void note(GroupedErrors matched) {
        handled.add(GroupShape.of(matched));
    }

    private static Throwable thrownBy(ExceptHandling handling) {
        return assertThrows(Throwable.class, handling::orThrow);
    }

    @Test
    void eachClauseGetsItsExceptionsNestedAsTheyWereAndTheRestGoesOn() {
        ExceptHandling handling = group.on(IOException.class, this::note).on(TimeoutException.class, this::note);

        assertEquals(
                List.of(
                        "ExceptionGroup('m', [IOException(1), ExceptionGroup('n', [IOException(4)])])",
                        "ExceptionGroup('m', [ExceptionGroup('n', [TimeoutException(2)])])"),
                handled);
        assertEquals("ExceptionGroup('m', [IllegalStateException(3)])", GroupShape.of(thrownBy(handling)));
    }

    @Test
    void nothingIsThrownIfEverythingIsHandled() {
        group.on(List.of(IOException.class, TimeoutException.class), this::note)
                .on(IllegalStateException.class, this::note)
                .orThrow();

        assertEquals(2, handled.size());
    }

    @Test
    void anExceptionIsHandledByTheFirstClauseThatMatches() {
        group.on(Exception.class, this::note).on(IOException.class, matched -> {
            throw new AssertionError("already handled");
        }).orThrow();

        assertEquals(List.of(GroupShape.of(group)), handled);
    }

    @Test
    void whatNoClauseMatchedKeepsTraceAndCause() {
        group.initCause(late);
        Throwable rest = thrownBy(group.on(InterruptedException.class, this::note));

        assertEquals(List.of(), handled);
        assertEquals(GroupShape.of(group), GroupShape.of(rest));
        assertArrayEquals(group.getStackTrace(), rest.getStackTrace());
        assertSame(late, rest.getCause());
    }

    @Test
    void plainExceptionIsWrappedForTheClauseThatMatches() {
        ExceptHandling.of(io).on(IOException.class, this::note).orThrow();

        assertEquals(List.of("ExceptionGroup('', [IOException(1)])"), handled);
    }

    @Test
    void plainControlErrorIsWrappedInTheBaseFlavour() {
        ExceptHandling.of(new CancelledError("x")).on(CancelledError.class, this::note).orThrow();

        assertEquals(List.of("BaseExceptionGroup('', [CancelledError(x)])"), handled);
    }

    @Test
    void plainExceptionThatNoClauseMatchesIsThrownUnwrapped() {
        ExceptHandling handling = ExceptHandling.of(io).on(TimeoutException.class, this::note);

        assertSame(io, assertThrows(IOException.class, handling::<IOException>orThrow));
    }

    @Test
    void plainExceptionHandedBackLeavesAsAGroup() {
        ExceptHandling handling = ExceptHandling.of(io).on(IOException.class, matched -> {
            throw matched.raise();
        });

        assertEquals("ExceptionGroup('', [IOException(1)])", GroupShape.of(thrownBy(handling)));
    }

    @Test
    void newExceptionAloneIsThrownAsItIs() {
        IOException fresh = new IOException("new");
        ExceptHandling handling = group.on(Exception.class, matched -> {
            throw fresh;
        });

        assertSame(fresh, thrownBy(handling));
    }

    @Test
    void newExceptionsAreGroupedInOrderWithTheUnhandledRestLast() {
        ExceptHandling handling = group.on(TimeoutException.class, matched -> {
            throw new IOException("5");
        }).on(IOException.class, matched -> {
            throw new AssertionError("6");
        });

        assertEquals(
                "ExceptionGroup('', [IOException(5), AssertionError(6), "
                        + "ExceptionGroup('m', [IllegalStateException(3)])])",
                GroupShape.of(thrownBy(handling)));
    }

    @Test
    void controlErrorThrownByAClauseMakesTheOutcomeABaseGroup() {
        ExceptHandling handling = group.on(List.of(IOException.class, TimeoutException.class), matched -> {
            throw new CancelledError("x");
        });

        assertEquals(
                "BaseExceptionGroup('', [CancelledError(x), ExceptionGroup('m', [IllegalStateException(3)])])",
                GroupShape.of(thrownBy(handling)));
    }

    @Test
    void partsHandedBackAreMergedIntoTheOriginalStructure() {
        ExceptHandling handling = group.on(IOException.class, matched -> {
            throw matched.raise();
        }).on(IllegalStateException.class, this::note);

        assertEquals(
                "ExceptionGroup('m', [IOException(1), ExceptionGroup('n', [TimeoutException(2), IOException(4)])])",
                GroupShape.of(thrownBy(handling)));
    }

    @Test
    void partHandedBackByANestedHandlingIsMergedToo() {
        ExceptHandling handling = group.on(List.of(IOException.class, TimeoutException.class), matched ->
                matched.on(TimeoutException.class, this::note).orThrow());

        assertEquals(List.of("ExceptionGroup('m', [ExceptionGroup('n', [TimeoutException(2)])])"), handled);
        assertEquals(
                "ExceptionGroup('m', [IOException(1), ExceptionGroup('n', [IOException(4)]), "
                        + "IllegalStateException(3)])",
                GroupShape.of(thrownBy(handling)));
    }

    @Test
    void newGroupAroundThePartIsKeptWithItsMessage() {
        ExceptHandling handling = group.on(IOException.class, matched -> {
            throw new ExceptionGroup("while saving", List.of(matched.asThrowable()));
        }).on(TimeoutException.class, this::note);

        assertEquals(
                "ExceptionGroup('', [ExceptionGroup('while saving', "
                        + "[ExceptionGroup('m', [IOException(1), ExceptionGroup('n', [IOException(4)])])]), "
                        + "ExceptionGroup('m', [IllegalStateException(3)])])",
                GroupShape.of(thrownBy(handling)));
    }

    @Test
    void partsOfASubclassAreMadeByItsDerive() {
        var coded = new GroupSplitTest.Coded(42, List.of(io, late));
        ExceptHandling handling = coded.on(IOException.class, this::note);

        assertEquals(List.of("Coded('coded', [IOException(1)])"), handled);
        assertEquals("Coded('coded', [TimeoutException(2)])", GroupShape.of(thrownBy(handling)));
    }

    @Test
    void namingAGroupTypeIsRefusedWhenTheClauseIsReachedAndLosesNothing() {
        ExceptHandling handling = group.on(IOException.class, this::note);
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> handling.on(List.of(TimeoutException.class, ExceptionGroup.class), this::note));

        assertEquals(1, handled.size());
        assertTrue(refused.getMessage().contains("use try and catch"), refused.getMessage());
        assertArrayEquals(new Throwable[] {group}, refused.getSuppressed());
        assertThrows(IllegalArgumentException.class, () -> handling.on(BaseExceptionGroup.class, this::note));
    }

    @Test
    void missingClauseIsRefusedAndLosesNothing() {
        var refused = assertThrows(NullPointerException.class, () -> group.on(IOException.class, null));

        assertArrayEquals(new Throwable[] {group}, refused.getSuppressed());
        assertThrows(NullPointerException.class, () -> ExceptHandling.of(null));
    }
}
