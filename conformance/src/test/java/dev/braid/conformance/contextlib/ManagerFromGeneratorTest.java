package dev.braid.conformance.contextlib;

import static dev.braid.TaskOptions.named;
import static java.time.Duration.ofSeconds;

import dev.braid.AsyncContextManager;
import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.GeneratorExit;
import dev.braid.StopAsyncIterationException;
import dev.braid.Task;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/** Managers from generators with one yield. */
class ManagerFromGeneratorTest {

    @Case("CTXLIB-01")
    void whatStandsBeforeTheYieldEntersAndWhatStandsAfterItLeaves(Trace t) throws Exception {
        AsyncContextManager<String> made = AsyncContextManager.of(out -> {
            t.log("enters");
            Asyncio.sleep(ofSeconds(1));
            out.yield("value");
            t.log("leaves");
            Asyncio.sleep(ofSeconds(1));
            t.log("left");
        });
        t.log("made");
        Asyncio.with(made, value -> {
            t.log("block", value);
            Asyncio.sleep(ofSeconds(1));
        });
        t.log("behind the block");
    }

    @Case("CTXLIB-02")
    void anErrorOfTheBlockIsRaisedAtTheYield(Trace t) throws Exception {
        Boom boom = new Boom("in the block");
        AsyncContextManager<Integer> manager = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
                t.log("not reached");
            } catch (Boom e) {
                t.log("at the yield", e, "the same object", e == boom);
                throw e;
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        try {
            Asyncio.with(manager, Failing.with(boom));
        } catch (Boom e) {
            t.log("caught", e);
        }

        AsyncContextManager<Integer> cancellable = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } catch (CancelledError e) {
                t.log("at the yield", e);
                throw e;
            }
        });
        Task<?> task = Asyncio.createTask(
                () -> Asyncio.with(cancellable, value -> {
                    Asyncio.sleep(ofSeconds(10));
                }),
                named("cancelled"));
        Asyncio.sleep(ofSeconds(1));
        task.cancel("enough");
        Asyncio.wait(List.of(task));
        t.log("cancelled", task.cancelled());
    }

    @Case("CTXLIB-03")
    void aGeneratorThatCatchesTheErrorAndEndsSuppressesIt(Trace t) throws Exception {
        AsyncContextManager<Integer> manager = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                t.log("catches", e);
                Asyncio.sleep(ofSeconds(1));
            }
        });
        Asyncio.with(manager, Failing.with(new Boom("in the block")));
        t.log("behind the block");
        try {
            Asyncio.with(manager, Failing.with(new Bang("another one")));
        } catch (Bang e) {
            t.log("caught", e);
        }
    }

    /** A Java error has its stack trace from where it was made: the library must leave it as it is. */
    @Case("CTXLIB-04")
    void anErrorThatPassesIsTheSameObjectUnchanged(Trace t) throws Exception {
        AsyncContextManager<Integer> letsPass = AsyncContextManager.of(out -> out.yield(1));
        AsyncContextManager<Integer> raisesAgain = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                throw e;
            }
        });
        for (AsyncContextManager<Integer> manager : List.of(letsPass, raisesAgain)) {
            Boom boom = new Boom("in the block");
            StackTraceElement[] made = boom.getStackTrace();
            try {
                Asyncio.with(manager, Failing.with(boom));
            } catch (Boom e) {
                boolean changed = !Arrays.equals(made, e.getStackTrace()) || e.getSuppressed().length > 0;
                t.log("the same object", e == boom, "library frames", changed, "cause", e.getCause());
            }
        }
    }

    @Case("CTXLIB-05")
    void anotherErrorOfTheGeneratorTakesThePlaceOfTheBlocks(Trace t) throws Exception {
        Bang bang = new Bang("of the clean-up");
        AsyncContextManager<Integer> manager = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } finally {
                Asyncio.sleep(ofSeconds(1));
                throw bang;
            }
        });
        AsyncContextManager<Integer> wraps = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                Bang because = new Bang("because of, " + e.getMessage());
                because.initCause(e);
                throw because;
            }
        });

        try {
            Asyncio.with(manager, Failing.with(new Boom("in the block")));
        } catch (Bang e) {
            t.log("caught", e, "the same object", e == bang);
        }
        try {
            Asyncio.with(manager, value -> {
                t.log("no error in the block");
            });
        } catch (Bang e) {
            t.log("caught", e);
        }
        Boom boom = new Boom("in the block");
        try {
            Asyncio.with(wraps, Failing.with(boom));
        } catch (Bang e) {
            t.log("caught", e, "cause", e.getCause() == boom);
        }
    }

    @Case("CTXLIB-06")
    void aGeneratorThatDoesNotYieldCannotBeEntered(Trace t) throws Exception {
        AsyncContextManager<Integer> returns = AsyncContextManager.of(out -> Asyncio.sleep(ofSeconds(1)));
        AsyncContextManager<Integer> fails = AsyncContextManager.of(out -> {
            throw new Boom("on entry");
        });
        try {
            Asyncio.with(returns, value -> {
                t.log("not reached");
            });
        } catch (IllegalStateException e) {
            t.log("caught", e);
        }
        try {
            Asyncio.with(fails, value -> {
                t.log("not reached");
            });
        } catch (Boom e) {
            t.log("caught", e);
        }
    }

    @Case("CTXLIB-07")
    void aSecondYieldIsRefusedAndTheGeneratorClosed(Trace t) throws Exception {
        AsyncContextManager<Integer> manager = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } catch (Boom e) {
                t.log("catches", e);
            }
            try {
                out.yield(2);
                t.log("not reached");
            } catch (GeneratorExit e) {
                t.log("thrown in", e);
                throw e;
            } finally {
                t.log("cleaning");
                Asyncio.sleep(ofSeconds(1));
                t.log("cleaned");
            }
        });
        try {
            Asyncio.with(manager, value -> {
                t.log("block");
            });
        } catch (IllegalStateException e) {
            t.log("caught", e);
        }
        try {
            Asyncio.with(manager, Failing.with(new Boom("in the block")));
        } catch (IllegalStateException e) {
            t.log("caught", e);
        }
    }

    @Case("CTXLIB-08")
    void theSignalOfAnEndPassesAsAnyOtherError(Trace t) throws Exception {
        AsyncContextManager<Integer> manager = AsyncContextManager.of(out -> out.yield(1));
        AsyncContextManager<Integer> cleansUp = AsyncContextManager.of(out -> {
            try {
                out.yield(1);
            } finally {
                Asyncio.yieldNow();
                t.log("cleans up");
            }
        });
        List<RuntimeException> errors =
                List.of(new NoSuchElementException("spam"), new StopAsyncIterationException("ham"));
        for (RuntimeException error : errors) {
            for (AsyncContextManager<Integer> made : List.of(manager, cleansUp)) {
                try {
                    Asyncio.with(made, Failing.with(error));
                    t.log("not reached");
                } catch (Exception e) {
                    t.log("the same object", e == error);
                }
            }
        }
    }

    @Case("CTXLIB-09")
    void argumentsReachTheGenerator(Trace t) throws Exception {
        Asyncio.with(manager(1, List.of(2, 3), "f", "s"), value -> {
            t.log("got", value);
        });
    }

    private static AsyncContextManager<List<Object>> manager(
            int first, List<Integer> more, String function, String self) {
        return AsyncContextManager.of(out -> out.yield(List.of(first, more, function, self)));
    }

    @Case("CTXLIB-10")
    void closingAGeneratorWithAManagerInsideIsClean(Trace t) throws Exception {
        AsyncContextManager<String> manager = AsyncContextManager.of(out -> {
            try {
                t.log("enters");
                out.yield("");
            } catch (GeneratorExit e) {
                t.log("manager", e);
                throw e;
            } finally {
                Asyncio.sleep(ofSeconds(1));
                t.log("leaves");
            }
        });
        AsyncGenerator<Object, Void> generator = AsyncGenerator.of(out -> Asyncio.with(manager, entered -> {
            out.yield(1);
            out.yield(2);
        }));
        t.catchReports();
        t.log("got", generator.anext());
        generator.aclose();
        t.log("closed", generator.anext("end"));
    }
}
