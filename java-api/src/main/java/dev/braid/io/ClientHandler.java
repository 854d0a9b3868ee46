package dev.braid.io;

import java.util.Objects;

/**
 * Serves one client of {@code Asyncio.startServer}: a body that runs as a task of its own for each connection, and may
 * suspend. What it throws is reported to the loop's exception handler, and its connection closed.
 *
 * @see "Python 3.15, asyncio.start_server(client_connected_cb); cases STREAMS-04 to STREAMS-08"
 */
@FunctionalInterface
public interface ClientHandler {

    /**
     * Serves a client.
     *
     * @param reader what the client sends
     * @param writer what it is sent; to be closed when the client has been served
     * @throws Exception reported, and the connection is closed
     */
    void connected(StreamReader reader, StreamWriter writer) throws Exception;

    /**
     * A handler that is called by the loop itself, in place of a task: asyncio's plain function. It must not suspend.
     *
     * @param handler what to call, not null
     * @return the handler
     * @see "Python 3.15, asyncio.start_server(client_connected_cb); cases STREAMS-05, STREAMS-07"
     */
    static ClientHandler plain(ClientHandler handler) {
        return new PlainClientHandler(Objects.requireNonNull(handler, "handler"));
    }
}
