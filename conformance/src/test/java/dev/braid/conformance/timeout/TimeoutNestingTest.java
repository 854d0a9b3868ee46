package dev.braid.conformance.timeout;

import static dev.braid.conformance.timeout.Clock.in;
import static dev.braid.conformance.timeout.Clock.requests;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;

/** Timeouts inside timeouts. */
class TimeoutNestingTest {

    private final List<Timeout> entered = new ArrayList<>();

    @Case("TIMEOUT-28")
    void ofTwoWithOneDeadlineTheOuterThrows(Trace t) throws Exception {
        long deadline = in(ofSeconds(1));
        try {
            Timeout.at(deadline, outer -> {
                entered.add(outer);
                try {
                    Timeout.at(deadline, inner -> {
                        entered.add(inner);
                        Asyncio.sleep(ofSeconds(5));
                    });
                } catch (CancelledError e) {
                    t.log("between", e, expired(0), expired(1), "requests", requests());
                    throw e;
                }
            });
        } catch (TimeoutException e) {
            t.log("caught", e, expired(0), expired(1), "requests", requests());
        }
    }

    @Case("TIMEOUT-29")
    void anOuterOneThatIsEarlierThrows(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(1), outer -> {
                entered.add(outer);
                try {
                    Timeout.after(ofSeconds(2), inner -> {
                        entered.add(inner);
                        Asyncio.sleep(ofSeconds(5));
                    });
                } catch (CancelledError e) {
                    t.log("between", e, expired(0), expired(1));
                    throw e;
                }
            });
        } catch (TimeoutException e) {
            t.log("caught", e, expired(0), expired(1), "requests", requests());
        }
        Asyncio.sleep(ofSeconds(5));
        t.log("nothing is left over");
    }

    @Case("TIMEOUT-30")
    void afterABusyLoopTheOuterOneInterruptsWhatFollows(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(2), outer -> {
                entered.add(outer);
                try {
                    Timeout.after(ofSeconds(1), inner -> {
                        entered.add(inner);
                        t.burn(ofSeconds(3));
                        Asyncio.sleep(ofSeconds(5));
                        t.log("not reached");
                    });
                } catch (TimeoutException e) {
                    t.log("not reached", e);
                } catch (CancelledError e) {
                    t.log("between", e, expired(0), expired(1));
                    throw e;
                }
                t.log("not reached");
            });
        } catch (TimeoutException e) {
            t.log("caught", e, expired(0), expired(1));
        }

        entered.clear();
        try {
            Timeout.after(ofSeconds(2), outer -> {
                entered.add(outer);
                try {
                    Timeout.after(ofSeconds(1), inner -> {
                        entered.add(inner);
                        try {
                            Asyncio.sleep(ofSeconds(5));
                        } finally {
                            t.burn(ofSeconds(3));
                        }
                    });
                } catch (TimeoutException e) {
                    t.log("inner", e, expired(0), expired(1));
                }
                t.log("goes on to its first suspension");
                Asyncio.sleep(ofSeconds(5));
                t.log("not reached");
            });
        } catch (TimeoutException e) {
            t.log("outer", e, expired(0), "requests", requests());
        }
    }

    @Case("TIMEOUT-31")
    void cleanUpMayHaveATimeoutOfItsOwn(Trace t) throws Exception {
        try {
            Timeout.after(ofSeconds(1), outer -> {
                entered.add(outer);
                try {
                    Asyncio.sleep(ofSeconds(5));
                } finally {
                    try {
                        Timeout.after(ofSeconds(2), inner -> {
                            entered.add(inner);
                            Asyncio.sleep(ofSeconds(5));
                        });
                    } catch (TimeoutException e) {
                        t.log("cleaned up", e, expired(0), expired(1), requests());
                    }
                }
            });
        } catch (TimeoutException e) {
            t.log("caught", e, "requests", requests());
        }
    }

    private boolean expired(int which) {
        return entered.get(which).expired();
    }
}
