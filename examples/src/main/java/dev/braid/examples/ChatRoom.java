package dev.braid.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.braid.Asyncio;
import dev.braid.TaskGroup;
import dev.braid.io.Server;
import dev.braid.io.StreamPair;
import dev.braid.io.StreamReader;
import dev.braid.io.StreamWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chat room over TCP: whoever connects says a name, and from then on hears what the others say. To run it with guests
 * of its own, or for everybody who comes by ({@code nc localhost 8888}), until Ctrl-C:
 *
 * <pre>
 * mvn -q -Pprober compile -Dexample=dev.braid.examples.ChatRoom
 * mvn -q -Pprober compile -Dexample=dev.braid.examples.ChatRoom -Dexample.args=8888
 * </pre>
 */
public final class ChatRoom {

    // Who does not read so much of what is said is shown the door.
    private static final long MOST_UNREAD_BYTES = 1 << 20;

    // All tasks of a loop take turns, so nobody locks this.
    private final Map<String, StreamWriter> members = new LinkedHashMap<>();

    private ChatRoom() {}

    public static void main(String[] args) throws Exception {
        ChatRoom room = new ChatRoom();
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        Asyncio.run(() -> {
            Server server = Asyncio.startServer(room::serve, "localhost", port);
            Asyncio.with(server, listening -> {
                if (args.length == 0) {
                    guests(listening);
                } else {
                    System.out.println("open at " + listening.sockets().get(0).localAddress());
                    listening.serveForever();
                }
            });
        });
    }

    // --- The room

    /** Runs as a task of its own for each client. */
    private void serve(StreamReader reader, StreamWriter writer) throws IOException {
        String name = line(reader.readline());
        members.put(name, writer);
        tellAll(name + " has come in");
        try {
            for (byte[] said : reader) {
                tellAll(name + ": " + line(said));
            }
        } finally {
            members.remove(name);
            tellAll(name + " has left");
            writer.close();
        }
    }

    private void tellAll(String text) {
        byte[] bytes = (text + "\n").getBytes(UTF_8);
        for (StreamWriter member : List.copyOf(members.values())) {
            member.write(bytes);
            if (member.transport().writeBufferSize() > MOST_UNREAD_BYTES) {
                member.transport().abort();
            }
        }
    }

    // --- Its guests

    private static void guests(Server server) throws Exception {
        InetSocketAddress address = server.sockets().get(0).localAddress();
        StreamPair ada = enter(address, "Ada");
        StreamPair bob = enter(address, "Bob");
        TaskGroup.run(group -> {
            group.createTask(() -> {
                for (byte[] heard : bob.reader()) {
                    System.out.println("Bob hears    " + line(heard));
                }
            });
            say(ada, "Is anybody here?");
            say(bob, "I am.");
            say(ada, "See you!");
            ada.writer().writeEof();
            for (byte[] heard : ada.reader()) {
                System.out.println("Ada hears    " + line(heard));
            }
            bob.writer().writeEof();
        });
        ada.writer().close();
        bob.writer().close();
    }

    private static StreamPair enter(InetSocketAddress address, String name) throws IOException {
        StreamPair guest = Asyncio.openConnection(address.getHostString(), address.getPort());
        say(guest, name);
        System.out.println(name + " hears    " + line(guest.reader().readline()));
        return guest;
    }

    private static void say(StreamPair guest, String text) throws IOException {
        guest.writer().write((text + "\n").getBytes(UTF_8));
        guest.writer().drain();
    }

    private static String line(byte[] bytes) {
        return new String(bytes, UTF_8).strip();
    }
}
