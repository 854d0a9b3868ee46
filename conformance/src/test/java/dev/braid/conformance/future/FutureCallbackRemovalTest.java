package dev.braid.conformance.future;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Taking callbacks back. */
class FutureCallbackRemovalTest {

    /** A callback that equals every other one with the same text. */
    private static final class Says implements Consumer<Future<Void>> {
        private final Consumer<String> log;
        private final String text;

        Says(Trace t, String text) {
            this(t::log, text);
        }

        Says(Consumer<String> log, String text) {
            this.log = log;
            this.text = text;
        }

        @Override
        public void accept(Future<Void> future) {
            log.accept(text);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Says says ? says.text.equals(text) : other != null && other.equals(this);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    @Case("FUTURE-28")
    void removingTakesEveryEqualRegistration(Trace t) throws Exception {
        Future<Void> future = Asyncio.runningLoop().createFuture();
        t.log("none at all", future.removeDoneCallback(new Says(t, "one")));
        future.addDoneCallback(new Says(t, "one"));
        future.addDoneCallback(new Says(t, "two"));
        t.log("one of it", future.removeDoneCallback(new Says(t, "two")));
        t.log("never registered", future.removeDoneCallback(new Says(t, "three")));
        future.addDoneCallback(new Says(t, "two"));
        for (int n = 0; n < 5; n++) {
            future.addDoneCallback(new Says(t, "one"));
        }
        t.log("six of it", future.removeDoneCallback(new Says(t, "one")));
        t.log("none left", future.removeDoneCallback(new Says(t, "one")));
        future.setResult(null);
        t.log("too late", future.removeDoneCallback(new Says(t, "two")));
        Asyncio.sleep(ofSeconds(1));
        t.log("end", future.removeDoneCallback(new Says(t, "two")));
    }

    @Case("FUTURE-29")
    void theOthersKeepTheirOrder(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        List<List<String>> removals = List.of(
                List.of("one"),
                List.of("one", "two"),
                List.of("four"),
                List.of("two", "three"),
                List.of("four", "three", "two", "one"));
        for (List<String> removed : removals) {
            Future<Void> future = loop.createFuture();
            for (String name : List.of("one", "two", "three", "four")) {
                future.addDoneCallback(new Says(t, name));
            }
            t.log("without", removed,
                    removed.stream().map(name -> future.removeDoneCallback(new Says(t, name))).toList());
            future.addDoneCallback(new Says(t, "five"));
            future.setResult(null);
            Asyncio.sleep(ofSeconds(1));
        }
    }

    @Case("FUTURE-30")
    void removingWhileTheyRunIsSafe(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<Void> future = loop.createFuture();
        Consumer<Future<Void>> removes = new Consumer<>() {
            @Override
            public void accept(Future<Void> f) {
                t.log("removes", future.removeDoneCallback(new Says(t, "scheduled")), future.removeDoneCallback(this));
            }
        };
        future.addDoneCallback(removes);
        future.addDoneCallback(new Says(t, "scheduled"));
        future.addDoneCallback(removes);
        future.addDoneCallback(new Says(t, "scheduled"));
        future.setResult(null);
        Asyncio.sleep(ofSeconds(1));

        Future<Void> growing = loop.createFuture();
        for (int n = 0; n < 3; n++) {
            growing.addDoneCallback(new Says(t, "registered before"));
        }
        growing.removeDoneCallback(
                new WhenCompared(() -> growing.addDoneCallback(new Says(t, "registered meanwhile"))));
        growing.setResult(null);
        Asyncio.sleep(ofSeconds(1));

        Future<Void> completing = loop.createFuture();
        for (int n = 0; n < 3; n++) {
            completing.addDoneCallback(new Says(t, "called once"));
        }
        completing.removeDoneCallback(new WhenCompared(() -> completing.setResult(null)));
        Asyncio.sleep(ofSeconds(1));

        Future<Void> shrinking = loop.createFuture();
        Consumer<String> logsWhatStays = text -> {
            if (text.equals("stays")) {
                t.log(text);
            }
        };
        for (String text : List.of("stays", "goes or stays", "stays")) {
            shrinking.addDoneCallback(new Says(logsWhatStays, text));
        }
        shrinking.removeDoneCallback(
                new WhenCompared(() -> shrinking.removeDoneCallback(new Says(t, "goes or stays"))));
        shrinking.setResult(null);
        Asyncio.sleep(ofSeconds(1));
        t.log("end");
    }

    /** Equals nothing, and acts when it is first asked. */
    private static final class WhenCompared implements Consumer<Future<Void>> {
        private @Nullable Runnable act;

        WhenCompared(Runnable act) {
            this.act = act;
        }

        @Override
        public void accept(Future<Void> future) {}

        @Override
        public boolean equals(@Nullable Object other) {
            Runnable first = act;
            if (first != null) {
                act = null;
                first.run();
            }
            return false;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
