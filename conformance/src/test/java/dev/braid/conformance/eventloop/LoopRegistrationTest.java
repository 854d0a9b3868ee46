package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Which loop a thread finds: the running one, the registered one, or none. */
class LoopRegistrationTest {

    /** The thread's loop, or the error there is in its place. */
    private static Object registered() {
        return found(Asyncio::eventLoop);
    }

    private static Object found(Callable<EventLoop> look) {
        try {
            return look.call();
        } catch (Exception e) {
            return e;
        }
    }

    private static List<Object> registeredInAnotherThread() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        Thread thread = new Thread(() -> seen.add(registered()));
        thread.start();
        thread.join();
        return seen;
    }

    @Case(value = "LOOP-01", plain = true)
    void theRunningLoopIsKnownInsideOnly(Trace t) {
        EventLoop loop = t.newLoop();
        t.log("before", found(Asyncio::runningLoop));
        loop.runUntilComplete(() -> {
            t.log("in a coroutine", Asyncio.runningLoop() == loop);
            loop.callSoon(() -> t.log("in a callback", Asyncio.runningLoop() == loop));
            Asyncio.yieldNow();
        });
        t.log("after", found(Asyncio::runningLoop));
        loop.close();
    }

    @Case(value = "LOOP-02", plain = true)
    void whileALoopRunsItIsTheCurrentOne(Trace t) {
        EventLoop loop = t.newLoop();
        EventLoop other = t.newLoop();
        Asyncio.setEventLoop(other);
        loop.runUntilComplete(() -> t.log("running", registered() == loop));
        t.log("registered", registered() == other);
        Asyncio.setEventLoop(null);
        loop.close();
        other.close();
    }

    @Case(value = "LOOP-03", plain = true)
    void noLoopIsMadeOnDemand(Trace t) {
        t.log("none", registered());
        EventLoop loop = t.newLoop();
        t.log("not registered", registered());
        Asyncio.setEventLoop(loop);
        t.log("registered", registered() == loop);
        Asyncio.setEventLoop(null);
        loop.close();
    }

    @Case(value = "LOOP-04", plain = true)
    void aLoopIsRegisteredForOneThread(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        Asyncio.setEventLoop(loop);
        t.log("in another thread", registeredInAnotherThread());
        t.log("here", registered() == loop);
        Object noLoop = "no loop";
        try {
            Asyncio.setEventLoop((EventLoop) noLoop);
        } catch (ClassCastException e) {
            t.log("refused", e, registered() == loop);
        }
        Asyncio.setEventLoop(null);
        t.log("cleared", registered());
        loop.close();
    }

    @Case(value = "LOOP-05", plain = true)
    void aNewLoopIsOpenIdleAndNotRegistered(Trace t) {
        EventLoop one = t.newLoop();
        EventLoop two = t.newLoop();
        t.log("another one each time", one != two);
        t.log("running, closed", one.isRunning(), one.isClosed());
        t.log("registered", registered());
        one.close();
        two.close();
    }

    @Case(value = "LOOP-88", plain = true)
    void aClosedLoopStaysRegistered(Trace t) throws Exception {
        EventLoop loop = t.newLoop();
        Asyncio.setEventLoop(loop);
        loop.close();
        t.log("closed, and registered", registered() == loop);
        Asyncio.setEventLoop(null);
        t.log("cleared", registered());
        t.log("in another thread", registeredInAnotherThread());
    }
}
