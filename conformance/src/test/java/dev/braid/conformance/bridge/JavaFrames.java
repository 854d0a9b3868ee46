package dev.braid.conformance.bridge;

import dev.braid.Future;
import dev.braid.kotlin.Suspend;

/** Java's halves of the stacks that go through both languages. */
final class JavaFrames {

    private JavaFrames() {}

    static String inJava(Future<String> future) {
        return awaitInJava(future);
    }

    private static String awaitInJava(Future<String> future) {
        return future.await();
    }

    static String fromJava(Outer calls) throws Exception {
        return Suspend.<String>await(c -> calls.outer(c)) + "!";
    }
}
