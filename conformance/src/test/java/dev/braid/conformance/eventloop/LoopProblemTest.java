package dev.braid.conformance.eventloop;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import dev.braid.ExceptionHandler;
import dev.braid.Future;
import dev.braid.GeneratorExit;
import dev.braid.Handle;
import dev.braid.KeyboardInterrupt;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.BaseBoom;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.CaughtLog;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** What callbacks throw, and who hears of it. */
class LoopProblemTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Runnable raising(RuntimeException error) {
        return () -> {
            throw error;
        };
    }

    private static Runnable raising(Error error) {
        return () -> {
            throw error;
        };
    }

    @Case("LOOP-46")
    void aFailingCallbackIsReportedAndTheLoopGoesOn(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        t.catchReports();
        loop.callSoon(raising(new Boom("callback")));
        loop.callSoon(() -> t.log("next callback"));
        loop.callLater(SECOND, raising(new Boom("timer")));
        Asyncio.sleep(SECOND.multipliedBy(2));
        t.log("main ends");
    }

    @Case(value = "LOOP-47", plain = true)
    void anInterruptInACallbackLeavesTheRunAtOnce(Trace t) {
        EventLoop loop = t.newLoop();
        t.catchReports(loop);
        loop.callSoon(() -> t.log("first"));
        loop.callSoon(raising(new KeyboardInterrupt()));
        loop.callSoon(() -> t.log("behind"));
        try {
            loop.runForever();
        } catch (KeyboardInterrupt e) {
            t.log("raised", e, loop.isRunning());
        }
        loop.callSoon(loop::stop);
        loop.runForever();
        t.log("second run");
        loop.close();
    }

    @Case("LOOP-48")
    void aHandlerIsCalledWithLoopAndContext(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setExceptionHandler((which, context) -> t.log("handler", which == loop, context.exception()));
        Object noHandler = "no handler";
        try {
            loop.setExceptionHandler((ExceptionHandler) noHandler);
        } catch (ClassCastException e) {
            t.log("refused", e);
        }
        loop.callSoon(raising(new Boom("one")));
        Asyncio.yieldNow();
        loop.setExceptionHandler(null);
        try (CaughtLog log = new CaughtLog()) {
            loop.callSoon(raising(new Boom("two")));
            Asyncio.yieldNow();
            t.log("logged", log.records().size());
        }
    }

    @Case("LOOP-49")
    void theHandlerCanBeAskedFor(Trace t) {
        ExceptionHandler handler = (which, context) -> {};

        EventLoop loop = Asyncio.runningLoop();
        t.log("default", (Object) loop.exceptionHandler());
        loop.setExceptionHandler(handler);
        t.log("custom", loop.exceptionHandler() == handler);
        loop.setExceptionHandler(null);
        t.log("default", (Object) loop.exceptionHandler());
    }

    @Case("LOOP-50")
    void theHandlerRunsInTheContextOfTheCallback(Trace t) {
        ContextVar<String> var = ContextVar.withDefault("var", "default");
        EventLoop loop = Asyncio.runningLoop();
        loop.setExceptionHandler((which, context) -> t.log("handler", var.get(), context.exception()));
        var.set("main's");
        loop.callSoon(raising(new Boom("copied")));
        Context given = new Context();
        given.run(() -> {
            var.set("given");
        });
        loop.callSoon(raising(new Boom("given")), given);
        loop.callLater(SECOND, raising(new Boom("timer")), given);
        var.set("later");
        Asyncio.sleep(SECOND.multipliedBy(2));
    }

    @Case("LOOP-51")
    void aProblemOfOnesOwnReachesTheHandler(Trace t) {
        t.catchReports();
        Asyncio.runningLoop().callExceptionHandler(ExceptionContext.of("mine", new Boom("mine")));
        t.log("main goes on");
    }

    @Case("LOOP-52")
    void aFailingHandlerIsReportedByTheDefaultOne(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setExceptionHandler((which, context) -> {
            t.log("handler", context.exception());
            throw new Bang("handler");
        });
        try (CaughtLog log = new CaughtLog()) {
            loop.callSoon(raising(new Boom("callback")));
            loop.callSoon(() -> t.log("next callback"));
            Asyncio.yieldNow();
            t.log("logged", log.records().stream().map(LogRecord::getThrown).collect(Collectors.toList()));
        }
    }

    /** A callback whose text cannot be had. */
    private static final class Unprintable implements Handle {
        @Override
        public void cancel() {}

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public Context context() {
            return new Context();
        }

        @Override
        public String toString() {
            throw new Boom("its text");
        }
    }

    @Case("LOOP-53")
    void aFailingDefaultHandlerIsLoggedAndNoMore(Trace t) {
        ExceptionHandler handler = (which, context) -> {
            throw new Bang("handler");
        };

        EventLoop loop = Asyncio.runningLoop();
        for (ExceptionHandler custom : Arrays.asList(null, handler)) {
            loop.setExceptionHandler(custom);
            try (CaughtLog log = new CaughtLog()) {
                loop.callSoon(() -> loop.callExceptionHandler(
                        new ExceptionContext("mine", null, null, null, new Unprintable(), null, null)));
                loop.callSoon(() -> t.log("next callback"));
                Asyncio.yieldNow();
                t.log("logged", log.records().stream().map(LogRecord::getThrown).collect(Collectors.toList()));
            }
        }
    }

    @Case("LOOP-54")
    void theDefaultHandlerLogsMessageEntriesAndTrace(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setExceptionHandler((which, context) -> {
            t.log("handler", context.message());
            which.defaultExceptionHandler(context);
        });
        try (CaughtLog log = new CaughtLog()) {
            loop.callExceptionHandler(new ExceptionContext(
                    "mine", new Boom("b"), loop.createFuture(), null, null, null, null));
            for (LogRecord line : log.records()) {
                String[] lines = line.getMessage().split("\n");
                t.log("logged", lines[0], lines[1].startsWith("future: "), line.getThrown());
            }
        }
    }

    @Case("LOOP-85")
    void otherErrorsOfACallbackAreReportedToo(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        t.catchReports();
        loop.callSoon(raising(new CancelledError("c")));
        loop.callSoon(raising(new BaseBoom("base")));
        loop.callSoon(raising(new GeneratorExit()));
        loop.callSoon(() -> t.log("next callback"));
        Asyncio.yieldNow();
        t.log("main ends");
    }

    @Case("LOOP-86")
    void theContextHasEntriesForWhatIsConcerned(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        t.catchReports();
        loop.callSoon(raising(new Boom("handle")));
        Asyncio.yieldNow();
        Future<Object> future = loop.createFuture();
        loop.callExceptionHandler(new ExceptionContext("mine", null, future, null, null, null, null));
        loop.callExceptionHandler(ExceptionContext.of("mine", null));

        future.setException(new Boom("future"));
        future = null;
        t.gc();

        AsyncGenerator<Integer, Void> openOne = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                raising(new Boom("generator")).run();
            }
        });
        openOne.anext();
        loop.shutdownAsyncgens();

        EventLoop other = t.newLoop();
        t.catchReports(other);
        other.createTask(() -> Asyncio.sleep(SECOND), TaskOptions.named("task"));
        other.close();
        t.collect();

        loop.setExceptionHandler((which, context) -> t.log("with traces of creation", context.created() != null));
        for (boolean debug : new boolean[] {true, false}) {
            loop.setDebug(debug);
            loop.callSoon(raising(new Boom("handle")));
            Asyncio.yieldNow();
        }
    }

    @Case("LOOP-87")
    void withAHandlerNothingIsLogged(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.setExceptionHandler((which, context) -> t.log("handler", context.exception()));
        try (CaughtLog log = new CaughtLog()) {
            loop.callSoon(raising(new Boom("callback")));
            Asyncio.yieldNow();
            t.log("logged", log.records().size());
        }
    }
}
