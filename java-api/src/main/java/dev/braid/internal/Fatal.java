package dev.braid.internal;

import dev.braid.KeyboardInterrupt;

/**
 * Which errors leave the running loop at once: asyncio's {@code (KeyboardInterrupt, SystemExit)}. Java's counterpart of
 * SystemExit is an error after which the virtual machine may not be able to go on. A stack overflow is not one: it
 * ends its task as any error does, like Python's RecursionError.
 */
public final class Fatal {

    private Fatal() {}

    public static boolean leavesTheLoop(Throwable error) {
        return error instanceof KeyboardInterrupt
                || error instanceof VirtualMachineError && !(error instanceof StackOverflowError);
    }
}
