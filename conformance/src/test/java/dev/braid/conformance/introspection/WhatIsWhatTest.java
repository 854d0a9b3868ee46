package dev.braid.conformance.introspection;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.SingleUseCoroutine;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.ByHand;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What counts as a coroutine and what as a future: in Java their types tell, in Python functions do. */
class WhatIsWhatTest {

    @Case("INTROSPECT-10")
    void whatCountsAsACoroutine(Trace t) throws Exception {
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> "value");
        t.log("coroutine object", isCoroutine(coroutine));
        coroutine.run();
        t.log("finished one", isCoroutine(coroutine));
        t.log("with the protocol only", isCoroutine(new ByHand(t)));
    }

    @Case("INTROSPECT-11")
    void whatDoesNotCountAsACoroutine(Trace t) {
        var loop = Asyncio.runningLoop();
        VoidCoroutine body = () -> {};
        Supplier<Coroutine<String>> coroutineFunction = () -> Coroutine.once(() -> "value");

        t.log("coroutine function", isCoroutine(coroutineFunction));
        t.log("generator", isCoroutine(List.of(1).iterator()));
        t.log("async generator", isCoroutine(AsyncGenerator.of(out -> out.yield(1))));
        t.log("future", isCoroutine(loop.createFuture()));
        var task = Asyncio.createTask(body);
        t.log("task", isCoroutine(task));
        t.log("awaitable", isCoroutine(new Later()));
        t.log("nothing", isCoroutine(null));
        task.await();
    }

    @Case("INTROSPECT-13")
    void whatCountsAsAFuture(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        VoidCoroutine body = () -> {};

        var task = Asyncio.createTask(body);
        SingleUseCoroutine<String> coroutine = Coroutine.once(() -> "value");
        t.log("future", isFuture(loop.createFuture()));
        t.log("task", isFuture(task));
        var gathered = Asyncio.gather(task);
        t.log("gathered", isFuture(gathered));
        t.log("coroutine", isFuture(coroutine));
        t.log("awaitable", isFuture(new Later()));
        t.log("future of a thread pool", isFuture(new CompletableFuture<String>()));
        t.log("the type", isFuture(Future.class));
        t.log("nothing", isFuture(null));
        coroutine.run();
        gathered.await();
    }

    private static boolean isCoroutine(Object object) {
        return object instanceof Coroutine<?>;
    }

    private static boolean isFuture(Object object) {
        return object instanceof Future<?>;
    }

    private static final class Later implements Awaitable<String> {
        @Override
        public <X extends Exception> String await() {
            return "value";
        }
    }
}
