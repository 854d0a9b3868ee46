package dev.braid.conformance.contextvars;

import static dev.braid.conformance.contextvars.Attempt.refused;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Contexts and threads. */
class ContextThreadTest {

    @Case(value = "CTXVAR-17", plain = true)
    void aContextIsEnteredOnceAtATime(Trace t) {
        Context context = new Context();

        Attempt again = () -> context.run(() -> t.log("not reached"));
        context.run(() -> {
            refused(t, "from inside", again);
            new Context().run(() -> refused(t, "through another", again));
            inThread(() -> refused(t, "from another thread", again));
        });
        inThread(() -> context.run(() -> t.log("free again")));
        context.run(() -> t.log("free again"));
    }

    @Case(value = "CTXVAR-25", plain = true)
    void eachThreadHasItsOwnContext(Trace t) throws Exception {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("submitter's");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(() -> t.log("finds", var.get())).get();
            pool.submit(() -> var.set("worker's")).get();
            t.log("submitter", var.get(), "worker", pool.submit(() -> var.get()).get());
            Context copy = Context.copyCurrent();
            pool.submit(() -> copy.run(() -> t.log("in a copy", var.get()))).get();
            pool.submit(() -> copy.run(() -> var.set("in the copy"))).get();
            t.log("submitter", var.get(), "worker", pool.submit(() -> var.get()).get(), "copy", copy.getOrThrow(var));
        } finally {
            pool.shutdown();
        }
    }

    @Case(value = "CTXVAR-26", plain = true)
    void aNewThreadBeginsWithAnEmptyContext(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("creator's");

        Context.VoidBlock<RuntimeException> begins = () -> {
            t.log("finds", var.get(), Context.copyCurrent().size());
            var.set("thread's");
        };
        inThread(begins::run);
        t.log("creator", var.get());
        Context context = new Context();
        context.run(() -> var.set("given"));
        inThread(() -> context.run(begins));
        t.log("creator", var.get(), "given", context.getOrThrow(var));
    }

    @Case("CTXVAR-33")
    void theThreadHelperCopiesTheContextAndTheExecutorCallDoesNot(Trace t) throws Exception {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        var.set("caller's");

        Callable<String> readsAndSets = () -> {
            String found = var.get();
            var.set("thread's");
            return found;
        };

        t.log("thread helper", Asyncio.toThread(readsAndSets), "caller", var.get());
        t.log("executor", Asyncio.runningLoop().runInExecutor(null, () -> var.get()).await(), "caller", var.get());
        t.log("thread helper again", Asyncio.toThread(readsAndSets), "caller", var.get());
    }

    private static void inThread(Runnable body) {
        Thread thread = new Thread(body);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
