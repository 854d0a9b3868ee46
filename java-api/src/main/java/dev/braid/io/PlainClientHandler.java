package dev.braid.io;

/** Marks a handler as one that is called, not run as a task. */
record PlainClientHandler(ClientHandler handler) implements ClientHandler {

    @Override
    public void connected(StreamReader reader, StreamWriter writer) throws Exception {
        handler.connected(reader, writer);
    }
}
