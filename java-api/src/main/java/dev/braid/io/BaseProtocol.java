package dev.braid.io;

import org.jspecify.annotations.Nullable;

/**
 * What every protocol is told of its connection. All methods do nothing unless overridden. They are called by the
 * transport, on the loop, and must not suspend.
 *
 * <p>An exception out of one of them goes to the loop's exception handler.
 *
 * @see "Python 3.15, asyncio.BaseProtocol; cases TRANSPORT-13, TRANSPORT-17, TRANSPORT-30, TRANSPORT-35, TRANSPORT-44"
 */
public interface BaseProtocol {

    /**
     * The connection has been made. Called first, and once.
     *
     * @param transport the connection, to be kept for writing and closing
     * @throws Exception reported; the connection stays open
     */
    default void connectionMade(Transport transport) throws Exception {}

    /**
     * The connection is gone. Called last, and once.
     *
     * @param error what it was lost by; null after a regular end of stream, a close or an abort
     * @throws Exception reported; the connection is closed all the same
     */
    default void connectionLost(@Nullable Throwable error) throws Exception {}

    /**
     * More bytes than the high-water mark wait to be sent: stop writing. Called out of the write that went beyond it, and
     * not again before {@link #resumeWriting}.
     *
     * @throws Exception reported; the write goes on
     */
    default void pauseWriting() throws Exception {}

    /**
     * No more bytes than the low-water mark wait to be sent: write on. Called once after each {@link #pauseWriting}.
     *
     * @throws Exception reported; the connection goes on
     */
    default void resumeWriting() throws Exception {}
}
