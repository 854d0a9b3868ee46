package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** CTXVAR-01 to CTXVAR-08 and CTXVAR-37: reading, setting and resetting a variable. */
class ContextVarTest {

    private final ContextVar<String> user = new ContextVar<>("user");

    @Test
    void hasTheNameItWasMadeWith() {
        assertEquals("user", user.name());
        assertEquals("user", ContextVar.<Integer>of("user").name());
        assertThrows(NullPointerException.class, () -> ContextVar.of(null));
    }

    @Test
    void twoVariablesOfOneNameAreDifferent() {
        ContextVar<String> other = new ContextVar<>("user");
        assertNotEquals(user, other);
        new Context().run(() -> {
            user.set("ada");
            assertEquals("nobody", other.get("nobody"));
        });
    }

    @Test
    void getReturnsWhatWasSetInTheCurrentContext() {
        new Context().run(() -> {
            user.set("ada");
            assertEquals("ada", user.get());
            assertEquals("ada", user.get("nobody"));
        });
    }

    @Test
    void anUnsetVariableGivesTheDefaultOfTheCallThenItsOwnThenAnError() {
        ContextVar<String> role = ContextVar.withDefault("role", "guest");
        assertEquals("admin", role.get("admin"));
        assertEquals("guest", role.get());

        NoSuchElementException error = assertThrows(NoSuchElementException.class, user::get);
        assertEquals("cannot read variable \"user\": ContextVar[name=user] has no value in this context; set it here or"
                + " before the task or callback was created, use get(default), or make it with a default",
                error.getMessage());
    }

    @Test
    void nullIsAValueAndADefault() {
        ContextVar<@Nullable String> note = ContextVar.withDefault("note", null);
        assertNull(note.get());
        new Context().run(() -> {
            note.set("x");
            note.set(null);
            assertNull(note.get("default"));
        });
    }

    @Test
    void resetBringsBackTheValueFromBeforeTheSetOfItsToken() {
        new Context().run(() -> {
            user.set("ada");
            Token<String> token = user.set("bob");
            user.set("cleo");
            user.reset(token);
            assertEquals("ada", user.get());
        });
    }

    @Test
    void resetUnsetsAVariableThatWasUnset() {
        Context context = new Context();
        context.run(() -> user.reset(user.set("ada")));
        assertFalse(context.contains(user));
    }

    @Test
    void aTokenResetsOnce() {
        new Context().run(() -> {
            Token<String> token = user.set("ada");
            user.reset(token);
            user.set("bob");
            IllegalStateException error = assertThrows(IllegalStateException.class, () -> user.reset(token));
            assertEquals("cannot reset ContextVar[name=user]: Token[used, var=ContextVar[name=user]] has already been"
                    + " used once; call set again to get a new token", error.getMessage());
            assertEquals("bob", user.get());
        });
    }

    @Test
    void aTokenOfAnotherVariableIsRefusedAndStaysUsable() {
        ContextVar<String> role = new ContextVar<>("role");
        new Context().run(() -> {
            Token<String> token = user.set("ada");
            IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> role.reset(token));
            assertEquals("cannot reset ContextVar[name=role]: Token[var=ContextVar[name=user]] was created by a"
                    + " different variable; pass it to reset of that one", error.getMessage());
            user.reset(token);
        });
    }

    @Test
    void aTokenOfAnotherContextIsRefusedAndStaysUsable() {
        new Context().run(() -> {
            Token<String> token = user.set("ada");
            Context copy = Context.copyCurrent();
            IllegalArgumentException error =
                    assertThrows(IllegalArgumentException.class, () -> copy.run(() -> user.reset(token)));
            assertEquals("cannot reset ContextVar[name=user]: Token[var=ContextVar[name=user]] was created in a"
                    + " different context; reset it in the task, callback or run that set it", error.getMessage());
            assertEquals("ada", copy.get(user));
            user.reset(token);
        });
    }

    @Test
    void theTextShowsNameAndDefault() {
        assertEquals("ContextVar[name=user]", user.toString());
        assertEquals("ContextVar[name=n, default=123]", ContextVar.withDefault("n", 123).toString());
    }
}
