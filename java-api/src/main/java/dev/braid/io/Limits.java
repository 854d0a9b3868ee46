package dev.braid.io;

/** How much a stream's reader keeps. */
final class Limits {

    /** asyncio's: 64 KiB. */
    static final int DEFAULT_LIMIT = 64 * 1024;

    private Limits() {}

    static void requirePositive(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("cannot limit a reader to " + limit
                    + " bytes: it could never read anything; give a positive number");
        }
    }
}
