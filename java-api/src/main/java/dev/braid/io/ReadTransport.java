package dev.braid.io;

/**
 * The receiving half of a connection.
 *
 * @see "Python 3.15, asyncio.ReadTransport; cases TRANSPORT-28, TRANSPORT-29"
 */
public interface ReadTransport extends BaseTransport {

    /**
     * {@return whether it receives: false while it is paused or closing}
     *
     * @see "Python 3.15, asyncio.ReadTransport.is_reading; case TRANSPORT-29"
     */
    boolean isReading();

    /**
     * Delivers nothing more until {@link #resumeReading}; what arrives waits in the system, and then with its sender.
     * Does nothing if it is paused or closing.
     *
     * @see "Python 3.15, asyncio.ReadTransport.pause_reading; case TRANSPORT-28"
     */
    void pauseReading();

    /**
     * Delivers again. Does nothing if it is not paused, or is closing.
     *
     * @see "Python 3.15, asyncio.ReadTransport.resume_reading; case TRANSPORT-28"
     */
    void resumeReading();
}
