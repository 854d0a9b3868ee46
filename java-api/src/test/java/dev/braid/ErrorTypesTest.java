package dev.braid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What catches which error, and what an error carries. */
class ErrorTypesTest {

    @Test
    void handlersForExceptionsCatchNoControlError() {
        for (Class<?> type : List.of(CancelledError.class, GeneratorExit.class, KeyboardInterrupt.class)) {
            assertSame(Error.class, type.getSuperclass());
        }
    }

    @Test
    void pythonsDirectExceptionsAreCaughtNeitherAsEachOtherNorAsIllegalState() {
        for (Class<?> type : List.of(InvalidStateException.class, QueueEmptyException.class, QueueFullException.class,
                QueueShutDownException.class, LimitOverrunException.class, TimeoutException.class)) {
            assertSame(RuntimeException.class, type.getSuperclass());
        }
    }

    @Test
    void pythonsRuntimeErrorsAreIllegalStates() {
        assertSame(IllegalStateException.class, BrokenBarrierException.class.getSuperclass());
        assertSame(IllegalStateException.class, SendfileNotAvailableException.class.getSuperclass());
    }

    @Test
    void cancellationHandsOnItsMessageOfAnyTypeUnchanged() {
        Object message = new Object() {
            @Override
            public String toString() {
                return "as text";
            }
        };
        CancelledError cancelled = new CancelledError(message);

        assertSame(message, cancelled.message());
        assertEquals("as text", cancelled.getMessage());
        assertEquals("dev.braid.CancelledError: as text", cancelled.toString());
    }

    @Test
    void cancellationWithoutMessageHasNone() {
        assertNull(new CancelledError().message());
        assertNull(new CancelledError().getMessage());
        assertNull(new CancelledError(null).message());
        assertEquals("dev.braid.CancelledError", new CancelledError().toString());
    }

    @Test
    void cancellationTellsWhereItStruck() {
        StackTraceElement top = new CancelledError().getStackTrace()[0];

        assertEquals("cancellationTellsWhereItStruck", top.getMethodName());
    }

    @Test
    void cancellationIsSerialisableIfItsMessageIs() throws Exception {
        assertEquals(List.of(1, "two"), copy(new CancelledError(List.of(1, "two"))).message());
        assertThrows(NotSerializableException.class, () -> copy(new CancelledError(new Object())));
    }

    @Test
    void timeoutKeepsTheCancellationThatItConsumed() {
        CancelledError cancelled = new CancelledError();

        assertSame(cancelled, new TimeoutException("late", cancelled).getCause());
        assertNull(new TimeoutException("late").getCause());
    }

    @Test
    void incompleteReadCarriesWhatArrivedAndWhatWasExpected() throws Exception {
        IncompleteReadException incomplete = copy(new IncompleteReadException(new byte[] {1, 2}, 5));

        assertTrue(EOFException.class.isInstance(incomplete));
        assertArrayEquals(new byte[] {1, 2}, incomplete.partial());
        assertEquals(OptionalInt.of(5), incomplete.expected());
        assertEquals("2 bytes read on a total of 5 expected bytes", incomplete.getMessage());
    }

    @Test
    void incompleteReadUpToASeparatorExpectsNoNumber() throws Exception {
        IncompleteReadException incomplete = copy(new IncompleteReadException(new byte[0]));

        assertEquals(OptionalInt.empty(), incomplete.expected());
        assertEquals("0 bytes read on a total of undefined expected bytes", incomplete.getMessage());
        assertEquals(OptionalInt.of(0), new IncompleteReadException(new byte[0], 0).expected());
    }

    @Test
    void incompleteReadSharesItsBytesWithNobody() {
        byte[] bytes = {1};
        IncompleteReadException incomplete = new IncompleteReadException(bytes, 2);
        bytes[0] = 9;
        incomplete.partial()[0] = 8;

        assertArrayEquals(new byte[] {1}, incomplete.partial());
    }

    @Test
    void incompleteReadRefusesANegativeTotal() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new IncompleteReadException(new byte[0], -1));

        assertTrue(refused.getMessage().contains("expected is -1"), refused.getMessage());
    }

    @Test
    void limitOverrunCarriesTheBytesToConsume() throws Exception {
        LimitOverrunException overrun = copy(new LimitOverrunException("separator not found", 42));

        assertEquals(42, overrun.consumed());
        assertEquals("separator not found", overrun.getMessage());
    }

    @Test
    void controlErrorsSayWhatHappenedWithoutBeingTold() {
        assertFalse(new KeyboardInterrupt().getMessage().isEmpty());
        assertFalse(new GeneratorExit().getMessage().isEmpty());
    }

    /** Through serialisation and back. */
    @SuppressWarnings("unchecked")
    static <T> T copy(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
