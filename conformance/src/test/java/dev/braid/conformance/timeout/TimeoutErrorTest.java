package dev.braid.conformance.timeout;

import static dev.braid.conformance.timeout.Clock.requests;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidBody;
import dev.braid.VoidCoroutine;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What becomes of a block's own exceptions. */
class TimeoutErrorTest {

    @Case("TIMEOUT-19")
    void anEarlierExceptionPassesThrough(Trace t) throws Exception {
        Boom boom = new Boom("a");
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(2), (VoidBody<Timeout>) timeout -> {
                timeouts.add(timeout);
                Asyncio.sleep(ofSeconds(1));
                throw boom;
            });
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom, "expired", timeouts.get(0).expired());
        }
        Asyncio.sleep(ofSeconds(5));
        t.log("never cancelled");
    }

    @Case("TIMEOUT-22")
    void aBlockMaySwallowTheCancellation(Trace t) throws Exception {
        Timeout timeout = Timeout.after(ofSeconds(1), limit -> {
            try {
                Asyncio.sleep(ofSeconds(5));
            } catch (CancelledError e) {
                t.log("swallows", e, "requests", requests());
            }
            Asyncio.sleep(ofSeconds(1));
            t.log("goes on inside");
            return limit;
        });
        t.log("no exception", "expired", timeout.expired(), "requests", requests());
        Asyncio.sleep(ofSeconds(1));
        t.log("goes on");
    }

    @Case("TIMEOUT-23")
    void anotherExceptionWinsOverTheTimeout(Trace t) throws Exception {
        Boom boom = new Boom("a");
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                timeouts.add(timeout);
                try {
                    Asyncio.sleep(ofSeconds(5));
                } catch (CancelledError e) {
                    throw boom;
                }
            });
        } catch (Boom e) {
            t.log("caught", e, "the same object", e == boom, "expired", timeouts.get(0).expired());
        }
        t.log("requests", requests());
    }

    /** Python puts the TimeoutError into the context; in Java it is suppressed, for the cause is the body's choice. */
    @Case("TIMEOUT-24")
    void anotherExceptionTellsOfTheTimeout(Trace t) throws Exception {
        List<CancelledError> seen = new ArrayList<>();
        VoidCoroutine sleeps = () -> {
            try {
                Asyncio.sleep(ofSeconds(5));
            } catch (CancelledError e) {
                seen.add(e);
                throw e;
            }
        };

        try {
            Timeout.after(ofSeconds(1), timeout -> {
                try {
                    sleeps.run();
                } catch (CancelledError e) {
                    throw because(new Boom("a"), e);
                }
            });
        } catch (Boom e) {
            Throwable timedOut = told(e);
            t.log("caught", e, timedOut, "cause", timedOut.getCause() == seen.get(0));
        }

        try {
            Timeout.after(ofSeconds(1), timeout -> {
                try {
                    try {
                        sleeps.run();
                    } catch (CancelledError e) {
                        throw because(new Bang("inner"), e);
                    }
                } catch (Bang e) {
                    throw because(new Boom("outer"), e);
                }
            });
        } catch (Boom e) {
            Throwable timedOut = told(e.getCause());
            t.log("caught", e, e.getCause(), timedOut, "cause", timedOut.getCause() == seen.get(1));
        }

        try {
            Timeout.after(ofSeconds(2), timeout -> {
                try {
                    Task<?> task = Objects.requireNonNull(Asyncio.currentTask());
                    Asyncio.runningLoop().callLater(ofSeconds(1), task::cancel);
                    sleeps.run();
                } catch (CancelledError e) {
                    throw because(new Boom("before the deadline"), e);
                }
            });
        } catch (Boom e) {
            t.log("caught", e, "of no timeout", e.getSuppressed().length == 0 && e.getCause() == seen.get(2));
        }
    }

    @Case("TIMEOUT-25")
    void eachExceptionOfAGroupTellsOfTheTimeout(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                TaskGroup.run(group -> {
                    group.createTask(fails("a"));
                    group.createTask(fails("b"));
                    Asyncio.sleep(ofSeconds(5));
                });
            });
        } catch (ExceptionGroup e) {
            t.log("caught", e);
            t.log("group", told(e));
            for (Throwable member : e.exceptions()) {
                t.log("member", member, told(member), "cause", told(member).getCause());
            }
        }
    }

    private static VoidCoroutine fails(String name) {
        return () -> {
            try {
                Asyncio.sleep(ofSeconds(5));
            } catch (CancelledError e) {
                throw because(new Boom(name), e);
            }
        };
    }

    private static <E extends Exception> E because(E error, Throwable cause) {
        error.initCause(cause);
        return error;
    }

    /** The newest of the suppressed ones; a group has its members there as well, before. */
    private static Throwable told(Throwable error) {
        Throwable[] suppressed = error.getSuppressed();
        return suppressed[suppressed.length - 1];
    }

    @Case("TIMEOUT-26")
    void theCancellationIsItsCause(Trace t) throws Exception {
        List<CancelledError> seen = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                try {
                    Asyncio.sleep(ofSeconds(5));
                } catch (CancelledError e) {
                    seen.add(e);
                    throw e;
                }
            });
        } catch (TimeoutException e) {
            t.log("caught", e, "cause", e.getCause(), "the same object", e.getCause() == seen.get(0));
        }
    }
}
