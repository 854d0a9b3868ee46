package dev.braid;

import java.util.NoSuchElementException;

/**
 * An async generator was asked for an element after its last one.
 *
 * @see "Python 3.15, StopAsyncIteration; cases ASYNCGEN-04, ASYNCGEN-11, ASYNCGEN-15"
 */
public class StopAsyncIterationException extends NoSuchElementException {

    private static final long serialVersionUID = 1;

    /**
     * An exception with a message.
     *
     * @param message what was asked of what
     */
    public StopAsyncIterationException(String message) {
        super(message);
    }
}
