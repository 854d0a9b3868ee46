package dev.braid.conformance.contextlib;

import static java.time.Duration.ofSeconds;

import dev.braid.AsyncExitStack;
import dev.braid.Asyncio;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;

/** What becomes of the errors of exits. */
class AsyncExitStackErrorTest {

    /** What Python keeps as the context of an error, Java keeps as suppressed. */
    @Case("CTXLIB-31")
    void anErrorOfAnExitReplacesTheOneBeforeAndKeepsIt(Trace t) throws Exception {
        Boom boom = new Boom("in the block");
        Bang bang = new Bang("of an exit");
        Bang last = new Bang("of a callback");
        AsyncExitStack.Exit told = error -> {
            t.log("told", error);
            return false;
        };
        AsyncExitStack.Exit fails = error -> {
            t.log("fails with", error);
            Asyncio.sleep(ofSeconds(1));
            throw bang;
        };
        VoidCoroutine callback = () -> {
            throw last;
        };
        try {
            AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
                stack.pushAsyncExit(told);
                stack.pushAsyncCallback(callback);
                stack.pushAsyncExit(told);
                stack.pushAsyncExit(fails);
                throw boom;
            });
        } catch (Bang e) {
            t.log("caught", e);
            t.log("carries", carries(e, bang), "which carries", carries(bang, boom));
        }

        Bang alone = new Bang("alone");
        try {
            AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
                stack.pushAsyncExit(told);
                stack.pushAsyncCallback(() -> {
                    throw alone;
                });
            });
        } catch (Bang e) {
            t.log("caught", e, "carries", e.getSuppressed().length == 0 ? null : e.getSuppressed()[0]);
        }

        AsyncExitStack.Exit suppresses = error -> {
            t.log("suppresses", error);
            return true;
        };
        AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
            stack.pushAsyncExit(told);
            stack.pushAsyncExit(suppresses);
            stack.pushAsyncCallback(callback);
            throw new Boom("in another block");
        });
        t.log("behind the block");
    }

    private static boolean carries(Throwable error, Throwable carried) {
        return List.of(error.getSuppressed()).equals(List.of(carried));
    }
}
