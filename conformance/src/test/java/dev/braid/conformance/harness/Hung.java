package dev.braid.conformance.harness;

/** A case cannot go on. */
public class Hung extends Error {
    private static final long serialVersionUID = 1L;

    public Hung(String message) {
        super(message);
    }
}
