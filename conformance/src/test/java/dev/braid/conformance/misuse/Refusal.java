package dev.braid.conformance.misuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;

/** What a misuse must be answered with: {@code cannot do this: that is so; do this instead}. */
final class Refusal {

    private static final Pattern FORM = Pattern.compile("(?s)cannot .+?: .+");

    // A way out is behind a semicolon, or in a list of usual causes.
    private static final Pattern WAY_OUT = Pattern.compile("(?s).*(; |Usual causes:\n).+");

    private final String message;

    private Refusal(String message) {
        this.message = message;
    }

    /** Runs code that must throw exactly this type, with a message of the form. */
    static Refusal of(Class<? extends Throwable> type, Executable misuse) {
        Throwable thrown = assertThrows(type, misuse);
        assertEquals(type, thrown.getClass());
        String message = String.valueOf(thrown.getMessage());
        assertTrue(FORM.matcher(message).matches(), () -> "tells not what cannot be done, and why: " + message);
        assertTrue(WAY_OUT.matcher(message).matches(), () -> "tells no way out: " + message);
        return new Refusal(message);
    }

    /** The message begins with these words. */
    Refusal saying(String start) {
        assertTrue(message.startsWith(start), () -> "does not begin with \"" + start + "\": " + message);
        return this;
    }

    /** The message has these words in it. */
    Refusal advising(String words) {
        assertTrue(message.contains(words), () -> "has no \"" + words + "\" in it: " + message);
        return this;
    }
}
