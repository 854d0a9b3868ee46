package dev.braid.internal.io;

import dev.braid.Coroutine;
import dev.braid.io.ClientHandler;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;

/** A handler that gives the body of the client's task itself: one that suspends by its own means. */
public interface ClientBody extends ClientHandler {

    /** The body of the task that serves a client. */
    Coroutine<?> body(StreamReader reader, StreamWriter writer);

    @Override
    default void connected(StreamReader reader, StreamWriter writer) throws Exception {
        body(reader, writer).run();
    }
}
