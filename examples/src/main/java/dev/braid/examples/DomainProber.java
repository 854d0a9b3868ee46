package dev.braid.examples;

/** Resolves many names at once and prints each result as it arrives. */
public final class DomainProber {
    private DomainProber() {}

    public static void main(String[] args) {
        System.out.println("prober: nothing to probe yet");
    }
}
