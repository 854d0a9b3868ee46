package dev.braid.internal.io;

import dev.braid.AsyncIterator;
import dev.braid.StopAsyncIterationException;
import dev.braid.spi.CoroutineProtocol;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one ahead only when asked whether there is one. */
public final class LineIterator implements AsyncIterator<byte[]> {

    private final StreamInput input;

    // Keeps the stream in use while somebody iterates.
    private final Object user;

    // The line that hasNext has read; empty at the end.
    private byte @Nullable [] ahead;

    /** An iterator that has read nothing. */
    public LineIterator(StreamInput input, Object user) {
        this.input = input;
        this.user = user;
    }

    @Override
    public boolean hasNext() {
        return new Fetch().await();
    }

    /** {@link #hasNext()}, for those who suspend by their own means. */
    public CoroutineProtocol<Boolean> fetch() {
        return new Fetch();
    }

    /** Whether {@link #next()} need not wait. */
    public boolean hasFetched() {
        return ahead != null;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            ahead = null;
            throw new StopAsyncIterationException("cannot give another line of " + user + ": it has ended");
        }
        byte[] line = ahead;
        ahead = null;
        return line;
    }

    /** Reads a line unless there is one. */
    private final class Fetch extends StreamOperation<Boolean> {

        private final ReadLine read = new ReadLine(input);

        @Override
        protected @Nullable Object advance() throws Throwable {
            if (ahead != null) {
                return RETURNED;
            }
            Object awaited = read.advance();
            if (awaited == RETURNED) {
                ahead = read.result();
            }
            return awaited;
        }

        @Override
        protected void waited() {
            read.waited();
        }

        @Override
        public Boolean result() {
            return ahead != null && ahead.length > 0;
        }
    }
}
