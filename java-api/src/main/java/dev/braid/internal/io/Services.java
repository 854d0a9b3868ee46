package dev.braid.internal.io;

import java.io.IOException;
import java.net.UnknownServiceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of TCP ports, from the file in which Unix systems keep them. Immutable. */
final class Services {

    private static final Path SYSTEM = Path.of("/etc/services");

    // Any thread: two at once read the same twice.
    private static volatile @Nullable Services ofThisSystem;

    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    // Why a name may be missing, for messages.
    private final String source;

    private Services(String source) {
        this.source = source;
    }

    /** This system's, read when first asked for. */
    static Services system() {
        Services services = ofThisSystem;
        if (services == null) {
            services = read(SYSTEM);
            ofThisSystem = services;
        }
        return services;
    }

    /** Those in a file; none if it cannot be read, and then messages say so. */
    static Services read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return new Services("the services of this system are not known: " + unreadable);
        }
        Services services = new Services("it is not one of " + file);
        lines.forEach(services::add);
        return services;
    }

    // name port/protocol alias... # comment; the first line for a name or a port counts.
    private void add(String line) {
        int comment = line.indexOf('#');
        String[] words = (comment < 0 ? line : line.substring(0, comment)).trim().split("\\s+");
        if (words.length < 2 || !words[1].matches("\\d{1,5}/tcp")) {
            return;
        }
        int port = Integer.parseInt(words[1].substring(0, words[1].indexOf('/')));
        names.putIfAbsent(port, words[0]);
        ports.putIfAbsent(words[0], port);
        for (int alias = 2; alias < words.length; alias++) {
            ports.putIfAbsent(words[alias], port);
        }
    }

    /** The port of a service. */
    int port(String name) throws UnknownServiceException {
        Integer port = ports.get(name);
        if (port == null) {
            throw new UnknownServiceException(
                    "cannot look up the port of service \"" + name + "\": " + source + "; give its number");
        }
        return port;
    }

    /** The service that has a port; null if none is known. */
    @Nullable String name(int port) {
        return names.get(port);
    }
}
