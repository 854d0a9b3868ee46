package dev.braid.conformance.future;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Future;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.function.Consumer;

/** Which context a callback runs in. */
class FutureCallbackContextTest {

    private static final ContextVar<String> VAR = ContextVar.withDefault("var", "nothing");

    @Case("FUTURE-26")
    void aCallbackRunsInACopyOfTheContextOfItsRegistration(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Consumer<Future<Void>> callback = f -> {
            t.log("sees", VAR.get());
            VAR.set("set by a callback");
        };

        VAR.set("at the first registration");
        future.addDoneCallback(callback);
        future.addDoneCallback(callback);
        VAR.set("at the second registration");
        future.addDoneCallback(callback);
        VAR.set("later");
        Asyncio.createTask(() -> {
                    VAR.set("of the completing task");
                    future.setResult(null);
                })
                .await();
        Asyncio.sleep(ofSeconds(1));
        future.addDoneCallback(callback);
        VAR.set("latest");
        Asyncio.sleep(ofSeconds(1));
        t.log("here", VAR.get());
    }

    @Case("FUTURE-27")
    void anExplicitContextIsUsedAsItIs(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        Consumer<Future<Void>> callback = f -> {
            t.log("sees", VAR.get());
            VAR.set(VAR.get() + "!");
        };

        VAR.set("of the task");
        Context context = new Context();
        context.run(() -> VAR.set("before"));
        future.addDoneCallback(callback, context);
        future.addDoneCallback(callback, context);
        future.addDoneCallback(callback);
        context.run(() -> VAR.set("after the registration"));
        future.setResult(null);
        Asyncio.sleep(ofSeconds(1));
        t.log("left behind", context.getOrThrow(VAR));
        future.addDoneCallback(callback, context);
        Asyncio.sleep(ofSeconds(1));
        t.log("left behind", context.getOrThrow(VAR), VAR.get());
    }
}
