package dev.braid.internal.io;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ports as numbers and as text. */
public final class Ports {

    private static final int HIGHEST = 65535;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");

    private Ports() {}

    /** A number, as the text that look-ups take. */
    public static String text(int port) {
        return Integer.toString(require(port, Integer.toString(port)));
    }

    /** The port that a text is: 0 if it is empty; null if it is the name of a service. */
    static @Nullable Integer parse(String service) {
        if (service.isEmpty()) {
            return 0;
        }
        return NUMBER.matcher(service).matches() ? (Integer) require(Integer.parseInt(service), service) : null;
    }

    private static int require(int port, String text) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("cannot use port " + text
                    + ": ports are numbers from 0 to " + HIGHEST + "; give one of them, or a service's name");
        }
        return port;
    }
}
