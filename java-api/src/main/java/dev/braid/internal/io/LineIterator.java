package dev.braid.internal.io;

import dev.braid.AsyncIterator;
import dev.braid.StopAsyncIterationException;
import dev.braid.spi.CoroutineProtocol;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one ahead only when asked whether there is one. */
public final class LineIterator implements AsyncIterator<byte[]> {

    private final StreamInput input;

    // The line that hasNext has read; empty at the end.
    private byte @Nullable [] ahead;

    /** An iterator that has read nothing. */
    public LineIterator(StreamInput input) {
        this.input = input;
    }

    @Override
    public boolean hasNext() {
        return new Fetch().await();
    }

    /** {@link #hasNext()}, for those who suspend by their own means. */
    public CoroutineProtocol<Boolean> fetch() {
        return new Fetch();
    }

    @Override
    public byte[] next() {
        return new Next().await();
    }

    /** {@link #next()}, for those who suspend by their own means. */
    public CoroutineProtocol<byte[]> nextSteps() {
        return new Next();
    }

    private byte[] take() {
        byte[] line = Objects.requireNonNull(ahead, "it has been fetched");
        ahead = null;
        if (line.length == 0) {
            throw new StopAsyncIterationException("cannot give another line of " + input + ": it has ended");
        }
        return line;
    }

    /** Reads a line unless there is one. */
    private final class Fetch extends StreamOperation<Boolean> {

        private final ReadLine read = new ReadLine(input);

        Fetch() {
            super(input.reader);
        }

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

    /** Reads a line unless there is one, and gives it. */
    private final class Next extends StreamOperation<byte[]> {

        private final Fetch fetch = new Fetch();
        private byte @Nullable [] line;

        Next() {
            super(input.reader);
        }

        @Override
        protected @Nullable Object advance() throws Throwable {
            Object awaited = fetch.advance();
            if (awaited == RETURNED) {
                line = take();
            }
            return awaited;
        }

        @Override
        protected void waited() {
            fetch.waited();
        }

        @Override
        public byte[] result() {
            return Objects.requireNonNull(line, "it is done");
        }
    }
}
