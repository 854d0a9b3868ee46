package dev.braid.io;

import java.net.StandardProtocolFamily;
import org.jspecify.annotations.Nullable;

/** Which address families the options of this package take. */
final class Families {

    private Families() {}

    static void requireInternet(@Nullable StandardProtocolFamily family, String action) {
        if (family != null && family != StandardProtocolFamily.INET && family != StandardProtocolFamily.INET6) {
            throw new IllegalArgumentException("cannot " + action + " of family " + family
                    + ": only INET and INET6 have hosts and ports; name one of them, or null for both");
        }
    }
}
