package dev.braid.conformance.future;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.function.Function;

/** Which loop a future belongs to. */
class FutureLoopTest {

    @Case(value = "FUTURE-02", plain = true)
    void madeInACoroutineItBelongsToTheRunningLoop(Trace t) throws Exception {
        EventLoop first = t.newLoop();
        EventLoop second = t.newLoop();
        Function<EventLoop, String> nameOf = loop -> loop == first ? "first" : loop == second ? "second" : "another";
        Coroutine<Future<Void>> create = () -> {
            Future<Void> future = Asyncio.createFuture();
            future.addDoneCallback(f -> t.log("called back by", nameOf.apply(Asyncio.runningLoop())));
            future.setResult(null);
            Asyncio.sleep(ofSeconds(1));
            return future;
        };

        t.log("bound to", nameOf.apply(first.runUntilComplete(create).loop()));
        t.log("bound to", nameOf.apply(second.runUntilComplete(create).loop()));
        Asyncio.setEventLoop(first);
        t.log("the running one, not the registered one", nameOf.apply(second.runUntilComplete(create).loop()));
        Asyncio.setEventLoop(null);
        first.close();
        second.close();
    }

    @Case(value = "FUTURE-03", plain = true)
    void withoutARunningOrRegisteredLoopItCannotBeMade(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        Asyncio.setEventLoop(null);
        t.log("no loop", assertThrows(IllegalStateException.class, () -> Asyncio.createFuture()));
        Asyncio.setEventLoop(loop);
        t.log("a registered one is enough", Asyncio.createFuture().loop() == loop, loop.isRunning());
        Asyncio.setEventLoop(null);
        t.log("no loop any more", assertThrows(IllegalStateException.class, () -> Asyncio.createFuture()));
        loop.close();
    }

    @Case(value = "FUTURE-05", plain = true)
    void itKnowsItsLoopForEver(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        EventLoop other = t.newLoop();
        Future<String> future = loop.createFuture();
        t.log("not running", future.loop() == loop);
        VoidCoroutine look = () -> t.log("in another loop", future.loop() == loop, Asyncio.runningLoop() == other);

        other.runUntilComplete(look);
        future.setResult("value");
        t.log("done", future.loop() == loop);
        loop.close();
        other.close();
        t.log("closed", future.loop() == loop);
    }
}
