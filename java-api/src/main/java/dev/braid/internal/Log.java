package dev.braid.internal;

/** The one logger of the library. Its name is part of the API: see the package comment of {@code dev.braid}. */
public final class Log {

    public static final System.Logger LOG = System.getLogger("dev.braid");

    private Log() {}
}
