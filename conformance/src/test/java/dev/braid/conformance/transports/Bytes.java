package dev.braid.conformance.transports;

import java.io.ByteArrayOutputStream;

/** Bytes to send and to compare. */
final class Bytes {

    private static final int PERIOD = 251;

    private Bytes() {}

    /** So many, in a pattern that no buffer's size is a multiple of. */
    static byte[] someBytes(int count) {
        byte[] bytes = new byte[count];
        for (int n = 0; n < count; n++) {
            bytes[n] = (byte) (n % PERIOD);
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
