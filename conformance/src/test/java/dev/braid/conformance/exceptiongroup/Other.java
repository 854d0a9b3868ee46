package dev.braid.conformance.exceptiongroup;

/** Neither Boom nor Bang. */
class Other extends Exception {
    private static final long serialVersionUID = 1L;

    Other(String message) {
        super(message);
    }
}
