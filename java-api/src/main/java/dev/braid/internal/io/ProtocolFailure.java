package dev.braid.internal.io;

import dev.braid.internal.Fatal;
import dev.braid.internal.Sneaky;

/** What a protocol threw where its connection cannot go on, and what the report says of it. */
final class ProtocolFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private ProtocolFailure(String method, Throwable cause) {
        super("Fatal error: protocol." + method + "() call failed.", cause, false, false);
    }

    /** A call of a protocol's method. */
    interface Call {
        void run() throws Exception;
    }

    /** Calls a protocol's method. */
    static void guard(String method, Call call) throws ProtocolFailure {
        try {
            call.run();
        } catch (Throwable error) {
            if (Fatal.leavesTheLoop(error)) {
                throw Sneaky.<RuntimeException>rethrow(error);
            }
            throw new ProtocolFailure(method, error);
        }
    }
}
