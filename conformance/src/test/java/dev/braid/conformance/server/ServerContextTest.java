package dev.braid.conformance.server;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.Server;
import dev.braid.io.Transport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context in which a server's protocols run. */
class ServerContextTest {

    @Case("SERVER-29")
    void protocolsRunInContextsOfTheServersCreation(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        ContextVar<String> variable = ContextVar.withDefault("var", "unset");
        class Served extends Peer {
            @Override
            public void connectionMade(Transport transport) {
                t.log("made", variable.get());
                super.connectionMade(transport);
            }

            @Override
            public void dataReceived(byte[] data) {
                if (count() == 0) {
                    t.log("data", variable.get());
                }
                super.dataReceived(data);
            }

            @Override
            public boolean eofReceived() {
                t.log("eof", variable.get());
                return super.eofReceived();
            }

            @Override
            public void connectionLost(@Nullable Throwable error) {
                t.log("lost", variable.get());
                super.connectionLost(error);
            }
        }

        variable.set("at creation");
        Served served = new Served();
        Supplier<Peer> factory = () -> {
            t.log("factory", variable.get());
            return served;
        };
        Server server = loop.createServer(factory, "127.0.0.1", 0);
        variable.set("later");
        Peer client = Peers.to(server, Peer::new).protocol();
        served.made.await();
        client.transport().write("hello".getBytes());
        served.read(5);
        client.transport().writeEof();
        served.lost.await();
        client.lost.await();
        server.close();
        t.log("here", variable.get());
    }
}
