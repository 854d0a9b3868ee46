package dev.braid.spi;

import java.util.Locale;

/**
 * How the stack of a Java body is suspended. All kinds behave the same; they differ in speed and in what they need. An
 * extra of Braid.
 */
public enum StrandKind {
    /** A pooled platform thread. Needs nothing. */
    PLATFORM,
    /** A virtual thread on the JDK's scheduler. Needs JDK 21. */
    VIRTUAL,
    /** A virtual thread that the loop mounts on its own thread. Needs JDK 24 and access to {@code java.lang}. */
    MOUNTED;

    /** {@return the value of {@code -Dbraid.strands} that forces this kind} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
