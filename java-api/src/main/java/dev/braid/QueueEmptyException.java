package dev.braid;

/**
 * {@code getNowait} found no item in the queue.
 *
 * <p>Source: Python 3.15, {@code asyncio.QueueEmpty}. Cases EXC-08, QUEUE-12.
 */
public class QueueEmptyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A queue without an item.
     *
     * @param message names the queue and what to do instead
     */
    public QueueEmptyException(String message) {
        super(message);
    }
}
