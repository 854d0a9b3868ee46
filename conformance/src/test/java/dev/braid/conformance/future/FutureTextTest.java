package dev.braid.conformance.future;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a future's text tells. */
class FutureTextTest {

    private static final List<String> WORDS = List.of(
            "pending", "cancelled", "finished", "result=", "good", "exception=", "bad",
            "the first", "the second", "the third", "1 more", "2 more", "the fourth");

    @Case("FUTURE-34")
    void itsTextTellsStateOutcomeAndCallbacks(Trace t) throws Exception {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> future = loop.createFuture();
        Future<String> failed = loop.createFuture();
        Future<String> cancelled = loop.createFuture();
        show(t, "new", future);
        for (String name : List.of("the first", "the second", "the third", "the fourth")) {
            future.addDoneCallback(new Named(name));
            show(t, "up to " + name, future);
        }
        future.setResult("good");
        show(t, "with a result", future);
        failed.setException(new Boom("bad"));
        show(t, "with an exception", failed);
        t.log("and that is", failed.exception());
        cancelled.addDoneCallback(new Named("the first"));
        cancelled.cancel();
        show(t, "with neither", cancelled);
    }

    private static void show(Trace t, String what, Future<String> future) {
        String text = future.toString().toLowerCase(Locale.ROOT);
        t.log(what, WORDS.stream().filter(text::contains).toList());
    }

    private record Named(String name) implements Consumer<Future<String>> {
        @Override
        public void accept(Future<String> future) {}

        @Override
        public String toString() {
            return name;
        }
    }
}
