package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** CTXVAR-09 to CTXVAR-12 and CTXVAR-37: what a token knows, and a token as a resource. */
class TokenTest {

    private final ContextVar<String> user = ContextVar.withDefault("user", "nobody");

    @Test
    void knowsItsVariableAndTheValueBefore() {
        new Context().run(() -> {
            Token<String> first = user.set("ada");
            Token<String> second = user.set("bob");
            assertSame(user, first.var());
            assertTrue(first.isMissing(), "a default is no value");
            assertNull(first.oldValue());
            assertFalse(second.isMissing());
            assertEquals("ada", second.oldValue());
        });
    }

    @Test
    void tellsANullFromNoValue() {
        ContextVar<@Nullable String> note = new ContextVar<>("note");
        Context context = new Context();
        context.run(() -> {
            note.set(null);
            Token<@Nullable String> token = note.set("x");
            assertFalse(token.isMissing());
            assertNull(token.oldValue());
            note.reset(token);
        });
        assertTrue(context.contains(note));
    }

    @Test
    void resetsAtTheEndOfItsBlockWhateverWasSetInside() {
        new Context().run(() -> {
            try (var token = user.set("ada")) {
                user.set("bob");
                user.set("cleo");
            }
            assertEquals("nobody", user.get());
        });
    }

    @Test
    void resetsWhenTheBlockThrows() {
        new Context().run(() -> {
            user.set("ada");
            assertThrows(IOException.class, () -> {
                try (var token = user.set("bob")) {
                    throw new IOException("no");
                }
            });
            assertEquals("ada", user.get());
        });
    }

    @Test
    void closingTwiceIsAnError() {
        new Context().run(() -> {
            Token<String> token = user.set("ada");
            assertThrows(IllegalStateException.class, () -> {
                try (token) {
                    try (token) {
                        user.set("bob");
                    }
                    assertEquals("nobody", user.get());
                }
            });
        });
    }

    @Test
    void resettingATokenInsideItsOwnBlockIsAnErrorAtTheEndOfTheBlock() {
        new Context().run(() -> {
            Token<String> token = user.set("ada");
            boolean[] reachedEnd = {false};
            assertThrows(IllegalStateException.class, () -> {
                try (token) {
                    user.reset(token);
                    reachedEnd[0] = true;
                }
            });
            assertTrue(reachedEnd[0]);
        });
    }

    @Test
    void anotherTokenMayBeResetInsideABlock() {
        new Context().run(() -> {
            Token<String> outer = user.set("ada");
            try (var inner = user.set("bob")) {
                user.reset(outer);
                assertEquals("nobody", user.get());
            }
            assertEquals("ada", user.get());
        });
    }

    @Test
    void theTextShowsVariableAndUse() {
        new Context().run(() -> {
            Token<String> token = user.set("ada");
            assertEquals("Token[var=ContextVar[name=user, default=nobody]]", token.toString());
            token.close();
            assertEquals("Token[used, var=ContextVar[name=user, default=nobody]]", token.toString());
        });
    }
}
