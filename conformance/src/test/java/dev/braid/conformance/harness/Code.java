package dev.braid.conformance.harness;

/** Code that may throw anything. */
@FunctionalInterface
public interface Code {

    /** Runs it. */
    void run() throws Throwable;
}
