package dev.braid.conformance.transports;

import dev.braid.Asyncio;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ConnectionOptions;
import dev.braid.io.Protocol;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A client whose connection nobody needs. */
final class Connect {

    private Connect() {}

    /** Connects, logs how that ends, and closes the connection. Gives the error. */
    static @Nullable Exception to(Trace t, String host, ConnectionOptions options) {
        try {
            var connection = Asyncio.runningLoop().createConnection(() -> new Protocol() {}, host, 80, options);
            var peer = (InetSocketAddress) connection.transport().extraInfo("peername");
            t.log("connected", peer.getAddress().getHostAddress());
            connection.transport().close();
            Asyncio.yieldNow();
            return null;
        } catch (Exception e) {
            t.log("raises", e);
            return e;
        }
    }

    static @Nullable Exception to(Trace t, String host) {
        return to(t, host, ConnectionOptions.DEFAULT);
    }
}
