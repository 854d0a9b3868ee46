package dev.braid.conformance.timeout;

import static dev.braid.TaskOptions.named;
import static dev.braid.conformance.timeout.Clock.in;
import static dev.braid.conformance.timeout.Clock.requests;
import static dev.braid.conformance.timeout.Clock.when;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Task;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.VoidBody;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a timeout expires, when it does not, and what it tells about itself. */
class TimeoutExpiryTest {

    @Case("TIMEOUT-01")
    void aBlockThatTakesTooLongTimesOut(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(2), timeout -> {
                try {
                    Asyncio.sleep(ofSeconds(5));
                    t.log("not reached");
                } finally {
                    t.log("cancelled", "requests", requests());
                    Asyncio.sleep(ofSeconds(3));
                    t.log("cleaned up", "requests", requests());
                }
            });
        } catch (TimeoutException e) {
            t.log("caught", e, "requests", requests());
        }
    }

    @Case("TIMEOUT-02")
    void codeInsideSeesTheCancellationOnly(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                try {
                    Asyncio.sleep(ofSeconds(5));
                } catch (TimeoutException e) {
                    t.log("not reached");
                } catch (CancelledError e) {
                    t.log("inside", e);
                    throw e;
                }
            });
        } catch (TimeoutException e) {
            t.log("outside", e);
        }
    }

    @Case("TIMEOUT-03")
    void aBlockThatEndsInTimeIsLeftAlone(Trace t) throws Exception {
        Timeout timeout = Timeout.after(ofSeconds(2), limit -> {
            Asyncio.sleep(ofSeconds(1));
            return limit;
        });
        t.log("ended", "expired", timeout.expired());
        Asyncio.sleep(ofSeconds(5));
        t.log("never cancelled", requests(), "expired", timeout.expired());
    }

    @Case("TIMEOUT-04")
    void withoutADelayThereIsNoLimit(Trace t) throws Exception {
        Timeout timeout = Timeout.none(limit -> {
            t.log("deadline", when(limit));
            Asyncio.sleep(ofSeconds(1_000_000));
            t.log("expired", limit.expired());
            return limit;
        });
        t.log("after", when(timeout), "expired", timeout.expired());
    }

    @Case("TIMEOUT-05")
    void theDelayCountsFromTheCall(Trace t) throws Exception {
        Asyncio.sleep(ofSeconds(1));
        try {
            Timeout.after(ofSeconds(2), timeout -> {
                t.burn(ofMillis(1500));
                t.log("deadline", when(timeout));
                Asyncio.sleep(ofSeconds(1));
                t.log("not reached");
            });
        } catch (TimeoutException e) {
            t.log("caught", e);
        }
    }

    @Case("TIMEOUT-06")
    void noTimeAtAllLastsToTheFirstSuspension(Trace t) throws Exception {
        for (int delay : new int[] {0, -1}) {
            List<Timeout> timeouts = new ArrayList<>();
            try {
                Timeout.after(ofSeconds(delay), timeout -> {
                    timeouts.add(timeout);
                    t.log("runs", "expired", timeout.expired());
                    Asyncio.yieldNow();
                    t.log("not reached");
                });
            } catch (TimeoutException e) {
                t.log("caught", e, "expired", timeouts.get(0).expired());
            }
        }
    }

    @Case("TIMEOUT-07")
    void aBlockThatNeverSuspendsIsInTime(Trace t) throws Exception {
        Timeout timeout = Timeout.after(ofSeconds(-1), limit -> {
            t.log("runs");
            t.burn(ofSeconds(2));
            return limit;
        });
        t.log("expired", timeout.expired());
        timeout = Timeout.after(ofSeconds(1), limit -> {
            t.burn(ofSeconds(2));
            return limit;
        });
        t.log("expired", timeout.expired());
        Asyncio.yieldNow();
        t.log("nothing is left over", requests());
    }

    @Case("TIMEOUT-08")
    void aDeadlineMayBeATimeOfTheClock(Trace t) throws Exception {
        Asyncio.sleep(ofSeconds(1));
        long deadline = in(ofMillis(2500));
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.at(deadline, timeout -> {
                timeouts.add(timeout);
                t.log("deadline", when(timeout), "the same", timeout.when().getAsLong() == deadline);
                Asyncio.sleep(ofSeconds(10));
            });
        } catch (TimeoutException e) {
            t.log("caught", e, timeouts.get(0).when().getAsLong() == deadline);
        }
    }

    @Case("TIMEOUT-09")
    void theDeadlineIsReadableDuringAndAfterTheBlock(Trace t) throws Exception {
        Asyncio.sleep(ofSeconds(1));
        Timeout timeout = Timeout.after(ofSeconds(3), limit -> {
            t.log("during", when(limit));
            Asyncio.sleep(ofSeconds(1));
            t.log("later", when(limit));
            return limit;
        });
        t.log("after", when(timeout));
        List<Timeout> expiring = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), limit -> {
                expiring.add(limit);
                try {
                    Asyncio.sleep(ofSeconds(5));
                } finally {
                    t.log("expired", when(limit));
                }
            });
        } catch (TimeoutException e) {
            t.log("after it expired", when(expiring.get(0)));
        }
    }

    @Case("TIMEOUT-10")
    void itHasExpiredFromTheDeadlineOn(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                timeouts.add(timeout);
                loop.callLater(ofMillis(500), () -> t.log("before", timeout.expired()));
                loop.callLater(ofSeconds(1), () -> t.log("at the deadline", timeout.expired()));
                try {
                    Asyncio.sleep(ofSeconds(5));
                } finally {
                    t.log("inside", timeout.expired());
                }
            });
        } catch (TimeoutException e) {
            t.log("outside", timeouts.get(0).expired());
        }
        Asyncio.sleep(ofSeconds(1));
        t.log("for ever", timeouts.get(0).expired());
    }

    @Case("TIMEOUT-17")
    void outsideOfATaskThereIsNothingToLimit(Trace t) throws Exception {
        Asyncio.runningLoop().callSoon(() -> {
            try {
                Timeout.after(ofSeconds(1), timeout -> {
                    t.log("entered");
                });
                t.log("not reached");
            } catch (IllegalStateException e) {
                t.log("refused", e);
            }
        });
        Asyncio.sleep(ofSeconds(2));
        t.log("nothing expired");
    }

    @Case("TIMEOUT-18")
    void theBlockIsGivenTheTimeoutItself(Trace t) throws Exception {
        Timeout.after(ofSeconds(1), timeout -> {
            t.log("a timeout", timeout instanceof Timeout, when(timeout));
        });
    }

    @Case("TIMEOUT-27")
    void theTaskIsNotLeftCancelled(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(
                () -> {
                    try {
                        Timeout.after(ofSeconds(1), timeout -> {
                            Asyncio.sleep(ofSeconds(5));
                        });
                    } catch (TimeoutException e) {
                        t.log("caught", "requests", requests());
                    }
                    Asyncio.sleep(ofSeconds(1));
                    t.log("goes on");
                    return "value";
                },
                named("task"));
        t.log("result", task.await(), "cancelled", task.cancelled());
    }

    @Case("TIMEOUT-34")
    void theTextTellsThePhase(Trace t) throws Exception {
        Timeout timeout = Timeout.none(limit -> {
            t.log("disabled", text(limit), deadline(limit));
            limit.reschedule(12_345_678_900L);
            t.log("active", text(limit), deadline(limit), "rounded", limit.toString().contains("12.346"));
            return limit;
        });
        t.log("after", text(timeout), deadline(timeout));
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), limit -> {
                timeouts.add(limit);
                try {
                    Asyncio.sleep(ofSeconds(5));
                } finally {
                    t.log("cancelled", text(limit), deadline(limit));
                }
            });
        } catch (TimeoutException e) {
            t.log("after", text(timeouts.get(0)), deadline(timeouts.get(0)));
        }
    }

    private static String text(Timeout timeout) {
        Matcher phase = Pattern.compile("\\[(\\w+)").matcher(timeout.toString());
        return phase.find() ? phase.group(1) : "no phase";
    }

    private static @Nullable Double deadline(Timeout timeout) {
        Matcher shown = Pattern.compile("when=([\\d.]+)").matcher(timeout.toString());
        return shown.find() ? Double.valueOf(shown.group(1)) : null;
    }

    @Case("TIMEOUT-35")
    void leavingEarlyRevokesTheTimer(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(1), (VoidBody<Timeout>) timeout -> {
                throw new Boom("a");
            });
        } catch (Boom e) {
            t.log("caught", e);
        }
        Timeout.after(Duration.ZERO, timeout -> {
            t.log("the expiry is queued already");
        });
        Asyncio.yieldNow();
        Asyncio.sleep(ofSeconds(5));
        t.log("never cancelled", requests());
    }
}
