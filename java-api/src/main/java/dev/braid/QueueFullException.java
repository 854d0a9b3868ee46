package dev.braid;

/**
 * {@code putNowait} found no room in the queue.
 *
 * <p>Source: Python 3.15, {@code asyncio.QueueFull}. Cases EXC-08, QUEUE-09.
 */
public class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A queue without room.
     *
     * @param message names the queue and what to do instead
     */
    public QueueFullException(String message) {
        super(message);
    }
}
