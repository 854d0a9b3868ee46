package dev.braid.internal.io;

/**
 * Where a connection stands.
 *
 * <pre>
 *   OPEN --close--> FLUSHING --all is sent--> GONE
 *    |                 | abort, error
 *    +-----------------+----------> LOST --a later iteration--> GONE
 *      close with nothing to send, abort, error
 * </pre>
 */
enum TransportState {

    /** Reads and writes. */
    OPEN("open"),

    /** Closing: reads no more, and sends what was written. */
    FLUSHING("closing"),

    /** Closing: neither reads nor sends; the protocol will be told. */
    LOST("closing"),

    /** The protocol has been told; the socket is closed. */
    GONE("closed");

    final String word;

    TransportState(String word) {
        this.word = word;
    }

    boolean canBecome(TransportState next) {
        return next.ordinal() > ordinal();
    }
}
