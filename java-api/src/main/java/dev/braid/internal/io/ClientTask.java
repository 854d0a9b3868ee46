package dev.braid.internal.io;

import dev.braid.Coroutine;
import dev.braid.ExceptionContext;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.internal.EventLoopImpl;
import dev.braid.internal.VoidBodies;
import dev.braid.io.BaseTransport;
import dev.braid.io.ClientHandler;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** Has a client served, and closes its connection if that fails. */
public final class ClientTask {

    private static final String FAILED = "Unhandled exception in client_connected_cb";

    private final EventLoopImpl loop;
    private final BaseTransport transport;

    // Not reclaimed, and thereby closed, as long as the client is being served, whatever the handler still needs.
    private final StreamWriter writer;

    private ClientTask(EventLoopImpl loop, BaseTransport transport, StreamWriter writer) {
        this.loop = loop;
        this.transport = transport;
        this.writer = writer;
    }

    /** Runs a handler as a task of its own. */
    public static Task<?> start(
            EventLoopImpl loop, BaseTransport transport, ClientHandler handler, StreamReader reader, StreamWriter writer) {
        Coroutine<?> body = handler instanceof ClientBody own
                ? own.body(reader, writer)
                : VoidBodies.of(() -> handler.connected(reader, writer));
        return start(loop.createTask(body), new ClientTask(loop, transport, writer));
    }

    private static <T extends @Nullable Object> Task<T> start(Task<T> task, ClientTask client) {
        task.addDoneCallback(client::ended);
        return task;
    }

    private void ended(Future<?> task) {
        if (task.cancelled()) {
            transport.close();
        } else {
            Throwable error = task.exception();
            if (error != null) {
                failed(loop, transport, error);
            }
        }
        Reference.reachabilityFence(writer);
    }

    /** Reports that a handler failed, and closes its connection. */
    public static void failed(EventLoopImpl loop, BaseTransport transport, Throwable error) {
        loop.callExceptionHandler(ExceptionContext.of(FAILED, error).withTransport(transport, null));
        transport.close();
    }
}
