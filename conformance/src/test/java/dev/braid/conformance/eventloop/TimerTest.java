package dev.braid.conformance.eventloop;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.TimerHandle;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Timers: when they are due, and in which order they run. */
class TimerTest {

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(nanos(seconds));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    @Case("LOOP-30")
    void aTimerRunsAfterItsDelay(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        TimerHandle timer = loop.callLater(seconds(1.5), () -> t.log("timer"));
        t.log("scheduled", timer instanceof TimerHandle);
        Asyncio.sleep(seconds(1));
        t.log("not yet");
        Asyncio.sleep(seconds(1));
        t.log("main ends");
    }

    @Case("LOOP-31")
    void zeroAndNegativeDelaysAreDueAtOnce(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.callLater(Duration.ZERO, () -> t.log("zero"));
        loop.callLater(seconds(-1), () -> t.log("minus one"));
        loop.callLater(seconds(-2), () -> t.log("minus two"));
        t.log("scheduled");
        Asyncio.yieldNow();
        Asyncio.yieldNow();
        t.log("main again");
    }

    @Case("LOOP-32")
    void aDelayIsRequired(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        try {
            loop.callLater(null, () -> t.log("never"));
        } catch (NullPointerException e) {
            t.log("refused", e);
        }
    }

    @Case("LOOP-33")
    void aTimerRunsAtItsTime(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Asyncio.sleep(seconds(1));
        loop.callAt(loop.timeNanos() + nanos(1.5), () -> t.log("timer"));
        loop.callAt(nanos(0.5), () -> t.log("of the past"));
        Asyncio.yieldNow();
        t.log("main again");
        Asyncio.sleep(seconds(2));
    }

    @Case("LOOP-34")
    void timersRunInTheOrderOfTheirDeadlines(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        for (int when : List.of(3, 1, 5, 2, 4)) {
            loop.callAt(nanos(when), () -> t.log("timer", when));
        }
        Asyncio.sleep(seconds(6));
    }

    @Case("LOOP-36")
    void dueTimersComeBehindWhatIsReady(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.callLater(seconds(1), () -> t.log("timer"));
        loop.callSoon(() -> {
            t.burn(seconds(2));
            loop.callSoon(() -> t.log("ready"));
        });
        Asyncio.yieldNow();
        t.log("main");
        Asyncio.sleep(seconds(1));
    }

    @Case("LOOP-37")
    void aDelayMayBeLongerThanADay(Trace t) {
        Asyncio.runningLoop().callLater(Duration.ofDays(3), () -> t.log("timer"));
        Asyncio.sleep(Duration.ofDays(4));
        t.log("main ends");
    }

    @Case("LOOP-38")
    void aTimerRunsWhenTheClockStandsExactlyAtItsDeadline(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        loop.callAt(loop.timeNanos(), () -> t.log("due now"));
        Asyncio.yieldNow();
        t.log("main again");
        t.burn(seconds(1));
        loop.callAt(nanos(1), () -> t.log("due exactly now"));
        Asyncio.yieldNow();
        t.log("main again");
    }

    @Case("LOOP-39")
    void theClockGoesOnAndAllDeadlinesReferToIt(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<Duration> times = new ArrayList<>();
        Runnable note = () -> times.add(Duration.ofNanos(loop.timeNanos()));
        loop.callAt(nanos(2), note);
        loop.callLater(seconds(1), note);
        note.run();
        Asyncio.yieldNow();
        note.run();
        Asyncio.sleep(seconds(3));
        note.run();
        t.log("times", times, times.equals(times.stream().sorted().collect(Collectors.toList())));
    }

    @Case("LOOP-43")
    void aTimerTellsItsDeadline(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Asyncio.sleep(seconds(1));
        t.log("relative", when(loop.callLater(seconds(2), () -> t.log("timer"))));
        t.log("absolute", when(loop.callAt(nanos(2.5), () -> t.log("timer"))));
        Asyncio.sleep(seconds(3));
    }

    private static Duration when(TimerHandle timer) {
        return Duration.ofNanos(timer.whenNanos());
    }

    @Case("LOOP-45")
    void cancelledTimersDoNotCount(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<TimerHandle> timers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            timers.add(loop.callLater(seconds(1), () -> t.log("never")));
        }
        loop.callLater(seconds(2), () -> t.log("timer"));
        timers.forEach(TimerHandle::cancel);
        Asyncio.sleep(seconds(3));
        t.log("first part ends");

        List<TimerHandle> cancelled = new ArrayList<>();
        List<TimerHandle> kept = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cancelled.add(loop.callLater(Duration.ofHours(1), () -> t.log("never")));
        }
        for (int i = 0; i < 100; i++) {
            kept.add(loop.callLater(Duration.ofHours(2), () -> t.log("never")));
        }
        List<WeakReference<TimerHandle>> left =
                cancelled.stream().map(WeakReference::new).collect(Collectors.toList());
        while (!cancelled.isEmpty()) {
            cancelled.remove(cancelled.size() - 1).cancel();
        }
        t.gc();
        long leftOver = left.stream().filter(ref -> ref.get() != null).count();
        t.log("left of the cancelled ones", leftOver, "of the others", kept.size());
        loop.callLater(seconds(1), () -> t.log("timer"));
        Asyncio.sleep(seconds(2));
        t.log("main ends");
    }

    @Case("LOOP-35")
    void timersOfOneDeadlineAllRunThen(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        List<TimerHandle> timers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            timers.add(loop.callAt(nanos(2), () -> t.log("timer", number)));
            loop.callAt(nanos(1 + number % 3), () -> t.log("another", number));
        }
        timers.get(1).cancel();
        timers.get(4).cancel();
        Asyncio.sleep(seconds(5));
        t.log("main ends");
    }

    @Case("LOOP-44")
    void timerHandlesCompareByDeadlineCallbackAndCancellation(Trace t) {
        Runnable one = () -> t.log("never");
        Runnable two = () -> t.log("never");

        EventLoop loop = Asyncio.runningLoop();
        TimerHandle early = loop.callAt(nanos(10), one);
        TimerHandle late = loop.callAt(nanos(20), one);
        t.log("order",
                early.compareTo(late) < 0, late.compareTo(early) < 0, early.compareTo(late) > 0, late.compareTo(early) > 0);
        List<TimerHandle> timers = new ArrayList<>(List.of(late, loop.callAt(nanos(15), two), early));
        Collections.sort(timers);
        t.log("sorted", timers.stream().map(TimerTest::when).collect(Collectors.toList()));
        TimerHandle same = loop.callAt(nanos(10), one);
        TimerHandle other = loop.callAt(nanos(10), two);
        t.log("of one deadline, neither is later",
                early.compareTo(same) > 0, same.compareTo(early) > 0,
                early.compareTo(other) > 0, other.compareTo(early) > 0);
        t.log("equal", early.equals(same), early.equals(other), early.equals(late), early.equals("timer"));
        t.log("one hash", early.hashCode() == same.hashCode(), early.hashCode() == other.hashCode());
        same.cancel();
        t.log("one cancelled", early.equals(same));
        early.cancel();
        t.log("both cancelled", early.equals(same), early.hashCode() == same.hashCode());
        other.cancel();
        t.log("cancelled, whatever the callback was", early.equals(other));
    }
}
