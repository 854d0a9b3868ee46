package dev.braid.conformance.contextlib;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncExitStack;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an exit stack takes, and the order it leaves things in. */
class AsyncExitStackTest {

    @Case("CTXLIB-24")
    void whatWasRegisteredLastIsLeftFirst(Trace t) throws Exception {
        AsyncExitStack.run(stack -> {
            stack.enterAsyncContext(new LoggingManager(t, "a"));
            stack.pushAsyncCallback(() -> t.log("callback"));
            stack.enterAsyncContext(new LoggingManager(t, "b"));
            t.log("block");
        });
        t.log("behind the block");
        try {
            AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
                stack.enterAsyncContext(new LoggingManager(t, "c"));
                stack.enterAsyncContext(new LoggingManager(t, "d"));
                throw new Boom("in the block");
            });
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    @Case("CTXLIB-25")
    void enteringGivesTheValueAndRegistersTheExit(Trace t) throws Exception {
        AsyncExitStack.run(stack -> {
            t.log("got", stack.enterAsyncContext(new LoggingManager(t, "a")));
            t.log("block");
        });
        t.log("behind the block");
        aGroupAndATimeoutCoverTheBlock(t);
    }

    @Case("CTXLIB-26")
    void whatCannotBeEnteredIsNotRegistered(Trace t) throws Exception {
        class Fails extends LoggingManager {
            Fails() {
                super(t, "b");
            }

            @Override
            public String enter() {
                Asyncio.sleep(ofSeconds(1));
                throw new Boom("on entry");
            }
        }

        AsyncExitStack.run(stack -> {
            stack.enterAsyncContext(new LoggingManager(t, "a"));
            try {
                stack.enterAsyncContext(null);
                t.log("not reached");
            } catch (NullPointerException e) {
                t.log("caught", e);
            }
            try {
                stack.enterAsyncContext(new Fails());
                t.log("not reached");
            } catch (Boom e) {
                t.log("caught", e);
            }
        });
        t.log("behind the block");
    }

    private static AsyncExitStack.Exit told(Trace t) {
        return error -> {
            t.log("told", error);
            return false;
        };
    }

    @Case("CTXLIB-27")
    void anExitCanBePushedWithoutEntering(Trace t) throws Exception {
        AsyncExitStack.Exit told = error -> {
            t.log("told", error);
            Asyncio.sleep(ofSeconds(1));
            return false;
        };
        LoggingManager manager = new LoggingManager(t, "a");
        try {
            AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
                t.log("the same", stack.pushAsyncExit(manager) == manager, stack.pushAsyncExit(told) == told);
                throw new Boom("in the block");
            });
        } catch (Boom e) {
            t.log("caught", e);
        }
        AsyncExitStack.run(stack -> {
            stack.pushAsyncExit(told);
        });
    }

    @Case("CTXLIB-28")
    void afterAnExitThatSuppressesTheOthersSeeNoError(Trace t) throws Exception {
        AsyncExitStack.Exit told = told(t);
        AsyncExitStack.Exit suppresses = error -> {
            t.log("suppresses", error);
            Asyncio.sleep(ofSeconds(1));
            return true;
        };
        AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
            stack.pushAsyncExit(told);
            stack.pushAsyncExit(new LoggingManager(t, "outer"));
            stack.pushAsyncExit(suppresses);
            stack.pushAsyncExit(new LoggingManager(t, "inner"));
            throw new Boom("in the block");
        });
        t.log("behind the block");
        AsyncExitStack.run(stack -> {
            stack.pushAsyncExit(told);
            stack.pushAsyncExit(suppresses);
        });
        t.log("nothing to suppress");
    }

    /** Arguments are what the lambda captures. */
    @Case("CTXLIB-29")
    void aCallbackIsNotToldAndCannotSuppress(Trace t) throws Exception {
        int a = 1;
        int b = 2;
        VoidCoroutine callback = () -> {
            t.log("callback", a, b);
            Asyncio.sleep(ofSeconds(1));
        };
        try {
            AsyncExitStack.run((VoidBody<AsyncExitStack>) stack -> {
                VoidCoroutine pushed = stack.pushAsyncCallback(callback);
                t.log("the same", pushed == callback);
                throw new Boom("in the block");
            });
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    /** A callback that does not wait is one that could: there is one method for both. */
    @Case("CTXLIB-30")
    void whatDoesNotWaitCanBeMixedIn(Trace t) throws Exception {
        AutoCloseable first = () -> t.log("closes", "first");
        AsyncExitStack.run(stack -> {
            t.log("the same", stack.enterContext(first) == first);
            stack.enterAsyncContext(new LoggingManager(t, "a"));
            stack.pushAsyncCallback(() -> t.log("plain callback"));
            stack.pushAsyncCallback(() -> t.log("callback"));
            stack.enterContext((AutoCloseable) () -> t.log("closes", "last"));
            t.log("block");
        });
        t.log("behind the block");
    }

    @Case("CTXLIB-32")
    void closingUnwindsAtOnceAsWithoutAnError(Trace t) throws Exception {
        AsyncExitStack stack = new AsyncExitStack();
        stack.enterAsyncContext(new LoggingManager(t, "a"));
        stack.enterAsyncContext(new LoggingManager(t, "b"));
        try {
            throw new Boom("around the close");
        } catch (Boom e) {
            stack.aclose();
        }
        t.log("closed");
        stack.aclose();
        t.log("closed again");
        Asyncio.with(stack, same -> {
            stack.pushAsyncExit(new LoggingManager(t, "c"));
            stack.aclose();
            t.log("block");
        });
        t.log("behind the block");
    }

    @Case("CTXLIB-33")
    void whatIsRegisteredCanMoveToAnotherStack(Trace t) throws Exception {
        List<AsyncExitStack> moved = new ArrayList<>();
        AsyncExitStack.run(stack -> {
            stack.enterAsyncContext(new LoggingManager(t, "a"));
            stack.enterAsyncContext(new LoggingManager(t, "b"));
            moved.add(stack.popAll());
            t.log("another one", moved.get(0) != stack);
            stack.pushAsyncExit(new LoggingManager(t, "c"));
        });
        t.log("behind the block");
        moved.get(0).aclose();
        t.log("closed");
    }

    /** Blocks are no managers here; a manager made of a generator that yields inside of the block is one. */
    private static void aGroupAndATimeoutCoverTheBlock(Trace t) throws Exception {
        AsyncExitStack.run(stack -> {
            stack.enterAsyncContext(new LoggingManager(t, "a"));
            TaskGroup group = stack.enterAsyncContext(group());
            group.createTask(() -> member(t, 5, null), named("slow"));
            t.log("block");
        });
        t.log("behind the block");
        try {
            AsyncExitStack.run(stack -> {
                stack.enterAsyncContext(new LoggingManager(t, "b"));
                TaskGroup group = stack.enterAsyncContext(group());
                group.createTask(() -> member(t, 1, new Boom("of a member")), named("failing"));
                group.createTask(() -> member(t, 5, null), named("sibling"));
                try {
                    Asyncio.sleep(ofSeconds(60));
                } catch (CancelledError e) {
                    t.log("block is cancelled");
                    throw e;
                }
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
        }
        t.log("cancelling", Asyncio.currentTask().cancelling());
        try {
            AsyncExitStack.run(stack -> {
                stack.enterAsyncContext(new LoggingManager(t, "c"));
                stack.enterAsyncContext(AsyncContextManager.of(
                        out -> Timeout.after(ofSeconds(2), timeout -> { out.yield(timeout); })));
                Asyncio.sleep(ofSeconds(60));
            });
        } catch (TimeoutException e) {
            t.log("caught", e);
        }
        t.log("cancelling", Asyncio.currentTask().cancelling());
    }

    private static AsyncContextManager<TaskGroup> group() {
        return AsyncContextManager.of(out -> TaskGroup.run(group -> { out.yield(group); }));
    }

    private static void member(Trace t, int seconds, @Nullable Boom error) throws Boom {
        Asyncio.sleep(ofSeconds(seconds));
        t.log("member ends", seconds);
        if (error != null) {
            throw error;
        }
    }
}
