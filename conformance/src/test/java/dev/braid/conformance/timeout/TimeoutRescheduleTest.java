package dev.braid.conformance.timeout;

import static dev.braid.conformance.timeout.Clock.in;
import static dev.braid.conformance.timeout.Clock.now;
import static dev.braid.conformance.timeout.Clock.when;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Moving the deadline. */
class TimeoutRescheduleTest {

    @Case("TIMEOUT-11")
    void theDeadlineCanBeMoved(Trace t) throws Exception {
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(2), timeout -> {
                timeouts.add(timeout);
                timeout.reschedule(ofSeconds(4).toNanos());
                t.log("later", when(timeout));
                Asyncio.sleep(ofSeconds(3));
                timeout.reschedule(OptionalLong.empty());
                t.log("none", when(timeout));
                Asyncio.sleep(ofSeconds(3));
                timeout.reschedule(ofSeconds(100).toNanos());
                t.log("set again", when(timeout));
                Asyncio.sleep(ofSeconds(1));
                timeout.reschedule(in(ofMillis(1500)));
                t.log("earlier", when(timeout));
                Asyncio.sleep(ofSeconds(50));
                t.log("not reached");
            });
        } catch (TimeoutException e) {
            t.log("caught", e, when(timeouts.get(0)));
        }
    }

    @Case("TIMEOUT-12")
    void movingItToThePastExpiresInTheNextPass(Trace t) throws Exception {
        Asyncio.sleep(ofSeconds(5));
        for (long when : new long[] {now(), in(ofSeconds(-1))}) {
            try {
                Timeout.after(ofSeconds(10), timeout -> {
                    Asyncio.runningLoop().callSoon(() -> t.log("queued before", timeout.expired()));
                    timeout.reschedule(when);
                    Asyncio.runningLoop().callSoon(() -> t.log("queued after", timeout.expired()));
                    t.log("still runs", timeout.expired());
                    Asyncio.yieldNow();
                    t.log("not reached");
                });
            } catch (TimeoutException e) {
                t.log("caught", e);
            }
        }
    }

    @Case("TIMEOUT-14")
    void aFinishedOneCannotBeMoved(Trace t) throws Exception {
        Timeout timeout = Timeout.after(ofSeconds(2), limit -> {
            Asyncio.sleep(ofSeconds(1));
            return limit;
        });
        try {
            timeout.reschedule(in(ofSeconds(5)));
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("refused", e, when(timeout));
        }
        try {
            timeout.reschedule(OptionalLong.empty());
            t.log("not reached");
        } catch (IllegalStateException e) {
            t.log("refused", e, when(timeout));
        }
    }

    @Case("TIMEOUT-15")
    void anExpiredOneCannotBeMoved(Trace t) throws Exception {
        List<Timeout> timeouts = new ArrayList<>();
        try {
            Timeout.after(ofSeconds(1), timeout -> {
                timeouts.add(timeout);
                try {
                    Asyncio.sleep(ofSeconds(5));
                } finally {
                    try {
                        timeout.reschedule(in(ofSeconds(5)));
                        t.log("not reached");
                    } catch (IllegalStateException e) {
                        t.log("inside", e, when(timeout));
                    }
                }
            });
        } catch (TimeoutException expired) {
            Timeout timeout = timeouts.get(0);
            try {
                timeout.reschedule(in(ofSeconds(5)));
                t.log("not reached");
            } catch (IllegalStateException e) {
                t.log("after", e, when(timeout));
            }
        }
    }
}
