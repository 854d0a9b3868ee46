package dev.braid.conformance.harness;

/** The case itself is wrong, whatever its trace is. */
public class CaseBug extends Error {
    private static final long serialVersionUID = 1L;

    public CaseBug(String message) {
        super(message);
    }
}
