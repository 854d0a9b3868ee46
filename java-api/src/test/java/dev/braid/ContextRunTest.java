package dev.braid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.internal.ContextCarrier;
import dev.braid.internal.ContextSupport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** CTXVAR-15 to CTXVAR-19, CTXVAR-25, CTXVAR-26 and EAGER-17: entering a context, and contexts of threads. */
class ContextRunTest {

    private static final String ENTERED = "cannot enter context: Context[0 variables, entered] is already entered;"
            + " enter a copy() of it, or wait until the run, step or callback inside has ended";

    private final ContextVar<String> user = ContextVar.withDefault("user", "nobody");

    private static String readLine() throws IOException {
        throw new IOException("no");
    }

    @Test
    void runReturnsTheValueOfItsBody() {
        int value = new Context().run(() -> 42);
        assertEquals(42, value);
    }

    @Test
    void runThrowsWhatItsBodyThrewAndDeclaresIt() {
        IOException thrown = new IOException("no");
        IOException caught = null;
        try {
            new Context().run(() -> {
                throw thrown;
            });
            new Context().run(ContextRunTest::readLine);
        } catch (IOException e) {
            caught = e;
        }
        assertSame(thrown, caught);
    }

    @Test
    void runNeedsABody() {
        Context.VoidBlock<RuntimeException> none = null;
        Context context = new Context();
        assertThrows(NullPointerException.class, () -> context.run(none));
        assertFalse(ContextSupport.isEntered(context));
    }

    @Test
    void whatIsSetInsideStaysThereAndTheCallerHasItsOwnValuesBack() {
        Context context = new Context();
        new Context().run(() -> {
            user.set("ada");
            context.run(() -> user.set("bob"));
            assertEquals("ada", user.get());
            assertThrows(IllegalArgumentException.class, () -> context.run(() -> {
                user.set("cleo");
                throw new IllegalArgumentException("no");
            }));
            assertEquals("ada", user.get());
        });
        assertEquals("cleo", context.get(user));
        assertEquals("nobody", user.get());
    }

    @Test
    void nestedRunsOfDifferentContextsSeeTheirOwnValuesOnly() {
        Context outer = new Context();
        Context inner = new Context();
        outer.run(() -> {
            user.set("ada");
            inner.run(() -> {
                assertEquals("nobody", user.get());
                user.set("bob");
                assertSame(inner, ContextSupport.current());
            });
            assertEquals("ada", user.get());
            assertSame(outer, ContextSupport.current());
        });
    }

    @Test
    void enteringAnEnteredContextIsAnErrorInTheSameThread() {
        Context context = new Context();
        context.run(() -> {
            IllegalStateException error =
                    assertThrows(IllegalStateException.class, () -> context.run(() -> user.set("ada")));
            assertEquals(ENTERED, error.getMessage());
            assertThrows(IllegalStateException.class, () -> new Context().run(() -> context.run(() -> 1)));
        });
        assertEquals(1, context.run(() -> 1), "it is free again");
    }

    @Test
    void enteringAnEnteredContextIsAnErrorInAnotherThread() {
        Context context = new Context();
        context.run(() -> {
            CompletionException error = assertThrows(CompletionException.class,
                    () -> CompletableFuture.runAsync(() -> context.run(() -> user.set("ada"))).join());
            assertEquals(ENTERED, error.getCause().getMessage());
        });
        assertNull(context.get(user));
    }

    @Test
    void aStepEntersItsContext() {
        Context context = new Context();
        ContextSupport.enter(context);
        assertEquals(ENTERED, assertThrows(IllegalStateException.class, () -> context.run(() -> 1)).getMessage());
        assertEquals(ENTERED,
                assertThrows(IllegalStateException.class, () -> ContextSupport.enter(context)).getMessage());
        ContextSupport.exit(context);
        assertFalse(ContextSupport.isEntered(context));
        context.run(() -> assertThrows(IllegalStateException.class, () -> ContextSupport.enter(context)));
    }

    @Test
    void endingARunWhereItsContextIsNotCurrentIsAnErrorThatKeepsTheBodysOwn() {
        Context context = new Context();
        Context stranger = new Context();
        ContextCarrier carrier = ContextSupport.carrier();
        Context own = carrier.context();
        try {
            IllegalStateException error = assertThrows(IllegalStateException.class, () -> context.run(() -> {
                carrier.context(stranger);
                throw new IOException("body");
            }));
            assertEquals("cannot leave context: Context[0 variables] is not the current context where its run ends;"
                    + " do not yield from an async generator inside Context.run", error.getMessage());
            assertEquals("body", error.getSuppressed()[0].getMessage());
        } finally {
            carrier.context(own);
        }
        assertFalse(ContextSupport.isEntered(context));
    }

    @Test
    void everyThreadHasAContextOfItsOwnEmptyAtFirst() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            new Context().run(() -> {
                user.set("ada");
                Context copy = Context.copyCurrent();
                assertEquals("nobody", worker.submit(() -> user.get()).get());
                assertEquals("ada", worker.submit(() -> copy.run(() -> user.get())).get());
                worker.submit(() -> user.set("bob")).get();
                assertEquals("bob", worker.submit(() -> user.get()).get(), "a worker keeps what it sets");
                assertEquals("ada", user.get());
            });
        } finally {
            worker.shutdown();
        }
    }
}
