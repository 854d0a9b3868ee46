package dev.braid.conformance.bridge;

import static java.time.Duration.ofMillis;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.kotlin.Suspend;
import kotlin.Unit;

/** The Java levels of {@link CrossingTest}: in Java what {@code KotlinLevel} is in Kotlin. */
final class JavaLevel {

    private JavaLevel() {}

    static Coroutine<Unit> body(Crossing crossing, int depth) {
        return () -> {
            crossing.entered(depth);
            try {
                for (int step = crossing.stepsBefore(depth); step > 0; step--) {
                    pause(crossing.random(3));
                }
                if (depth < crossing.getDeepest()) {
                    Suspend.<Unit>await(c -> KotlinLevelKt.kotlinLevel(crossing, depth + 1, c));
                } else {
                    Asyncio.sleep(ofMillis(50));
                }
                return Unit.INSTANCE;
            } finally {
                crossing.cleaning(depth);
                try {
                    pause(crossing.random(3));
                } finally {
                    // A cancellation may come only now: then the clean-up is cut short, in order all the same.
                    crossing.cleaned(depth);
                }
            }
        };
    }

    private static void pause(int how) {
        if (how == 0) {
            Asyncio.yieldNow();
        } else {
            Asyncio.sleep(ofMillis(how - 1));
        }
    }
}
