package dev.braid.internal;

/**
 * Overflows the stack, if it is nearly full, where that does no harm: once control is on its way to another thread,
 * there is no way back for a body that could not wait for its return. Infinite recursion with an await in it ends here.
 */
final class StackRoom {

    // Together larger than what handing over control takes, the next step's beginning included; more would make each await
    // slower. Where the JVM has compiled this and still interprets the other, it may be too little.
    private static final int FRAMES = 64;

    private StackRoom() {}

    /** Throws {@link StackOverflowError} unless there is enough. */
    static void require() {
        descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    // The arguments make the frames large.
    private static long descend(int frames, long a, long b, long c, long d, long e, long f, long g, long h) {
        return frames == 0 ? a : descend(frames - 1, b, c, d, e, f, g, h, a) + b;
    }
}
