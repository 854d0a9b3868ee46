package dev.braid.conformance.exceptiongroup;

import dev.braid.conformance.harness.Boom;

/** A kind of Boom. */
class Crack extends Boom {
    private static final long serialVersionUID = 1L;

    Crack(String message) {
        super(message);
    }
}
