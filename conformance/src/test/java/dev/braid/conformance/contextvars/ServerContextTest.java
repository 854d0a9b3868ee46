package dev.braid.conformance.contextvars;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Peer;
import dev.braid.conformance.harness.Peers;
import dev.braid.conformance.harness.Trace;
import dev.braid.io.ClientHandler;
import dev.braid.io.Server;
import dev.braid.io.Transport;
import dev.braid.sync.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The contexts of a server's connections. */
class ServerContextTest {

    @Case("CTXVAR-34")
    void handlersOfAServerShareWhatWasSetWhenItWasCreated(Trace t) throws Exception {
        var loop = Asyncio.runningLoop();
        ContextVar<String> variable = ContextVar.withDefault("var", "unset");
        List<Peer> protocols = new ArrayList<>();
        class Served extends Peer {
            @Override
            public void connectionMade(Transport transport) {
                t.log("made", variable.get());
                variable.set("of connection " + protocols.size());
                super.connectionMade(transport);
            }

            @Override
            public void dataReceived(byte[] data) {
                t.log("data", variable.get());
                super.dataReceived(data);
            }
        }

        Supplier<Peer> factory = () -> {
            Peer served = new Served();
            protocols.add(served);
            return served;
        };

        variable.set("at creation");
        Server server = loop.createServer(factory, "127.0.0.1", 0);
        variable.set("later");
        for (int number = 0; number < 2; number++) {
            Peer client = Peers.to(server, Peer::new).protocol();
            client.transport().write("x".getBytes());
            while (protocols.size() <= number) {
                Asyncio.yieldNow();
            }
            protocols.get(number).read(1);
            client.close();
            protocols.get(number).lost.await();
        }
        server.close();
        t.log("here", variable.get());

        List<Event> ended = List.of(new Event(), new Event());
        int[] handled = {0};
        ClientHandler handler = (reader, writer) -> {
            t.log("handler", variable.get());
            variable.set("of this handler");
            t.log("read", new String(reader.read(), US_ASCII), variable.get());
            writer.close();
            writer.waitClosed();
            ended.get(handled[0]++).set();
        };

        variable.set("at creation of streams");
        server = Asyncio.startServer(handler, "127.0.0.1", 0);
        variable.set("later");
        for (int n = 0; n < 2; n++) {
            var streams = Asyncio.openConnection("127.0.0.1", Peers.address(server).getPort());
            streams.writer().write(List.of("one", "two").get(n).getBytes());
            streams.writer().writeEof();
            streams.reader().read();
            streams.writer().close();
            streams.writer().waitClosed();
            ended.get(n).await();
        }
        server.close();
        t.log("here", variable.get());
    }
}
