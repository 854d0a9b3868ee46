package dev.braid;

/**
 * The queue was shut down: it takes no more items, and has none left to hand out.
 *
 * <p>Consumers take it as the end of their work. Source: Python 3.15, {@code asyncio.QueueShutDown}. Cases EXC-08,
 * QUEUE-31, QUEUE-32, QUEUE-34, QUEUE-35, QUEUE-40.
 */
public class QueueShutDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A queue that was shut down.
     *
     * @param message names the queue
     */
    public QueueShutDownException(String message) {
        super(message);
    }
}
