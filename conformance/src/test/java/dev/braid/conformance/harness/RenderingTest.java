package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.GeneratorExit;
import dev.braid.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RenderingTest {

    @Test
    void values() {
        assertEquals("null", Rendering.of(null));
        assertEquals("true", Rendering.of(true));
        assertEquals("3", Rendering.of(3L));
        assertEquals("as it is", Rendering.of("as it is"));
        assertEquals("[1, null, [a]]", Rendering.of(Arrays.asList(1, null, List.of("a"))));
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", null);
        assertEquals("{b: 1, a: null}", Rendering.of(map));
        assertEquals("[7, Boom(a)]", Rendering.of(List.of(new Outcome.Value<>(7), new Outcome.Failure<>(new Boom("a")))));
    }

    @Test
    void numbersAreRoundedAsPythonRoundsThem() {
        assertEquals("2.500", Rendering.of(2.5));
        assertEquals("0.062", Rendering.of(0.0625));
        assertEquals("3.001", Rendering.of(Duration.ofNanos(3_000_500_000L)));
        assertEquals("0.001", Rendering.nanos(500_001));
        assertEquals("inf", Rendering.of(Double.POSITIVE_INFINITY));
    }

    @Test
    void errors() {
        assertEquals("Boom()", Rendering.of(new Boom()));
        assertEquals("Bang(1, null)", Rendering.of(new Bang(1, null)));
        assertEquals("CancelledError()", Rendering.of(new CancelledError()));
        assertEquals("CancelledError(why)", Rendering.of(new CancelledError("why")));
        assertEquals("GeneratorExit", Rendering.of(new GeneratorExit()));
        assertEquals("ExceptionGroup[two](Boom(a), RuntimeError)",
                Rendering.of(new ExceptionGroup("two", List.of(new Boom("a"), new IllegalStateException("text")))));
    }

    @Test
    void errorsOfBothLanguagesGoByOneName() {
        assertEquals("PoolCancelledError", Rendering.of(new CancellationException()));
        assertEquals("LookupError", Rendering.of(new NoSuchElementException()));
        assertEquals("BadArgument", Rendering.of(new NumberFormatException()));
        assertEquals("RecursionError", Rendering.of(new StackOverflowError()));
        assertEquals("SystemExit", Rendering.of(new InternalError()));
        assertEquals("AssertionError", Rendering.of(new AssertionError()));
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(CaseBug.class, () -> Rendering.of(new Object()));
    }
}
