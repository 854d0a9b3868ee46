package dev.braid.conformance.contextlib;

import dev.braid.VoidBody;

/** Blocks that do nothing but throw. */
final class Failing {

    private Failing() {}

    static <A> VoidBody<A> with(Exception error) {
        return entered -> {
            throw error;
        };
    }
}
