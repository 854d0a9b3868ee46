package dev.braid.conformance.bridge;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.kotlin.Suspend;

/** Java's halves of calls that cross the border several times. */
final class JavaBorders {

    private JavaBorders() {}

    static Coroutine<String> firstJava(Levels levels, boolean suspends) {
        return () -> callKotlinAgain(levels, suspends);
    }

    private static String callKotlinAgain(Levels levels, boolean suspends) throws Exception {
        if (suspends) {
            Asyncio.yieldNow();
        }
        return Suspend.<String>await(c -> levels.secondKotlin(c));
    }

    static Coroutine<String> secondJava(Exception error, boolean suspends) {
        return () -> {
            if (suspends) {
                Asyncio.yieldNow();
            }
            return throwInJava(error);
        };
    }

    private static String throwInJava(Exception error) throws Exception {
        error.fillInStackTrace();
        throw error;
    }
}
