package dev.braid.internal;

import dev.braid.spi.StrandKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which kinds of strand this JDK offers, and which one to use. */
public final class StrandKinds {

    private static final String PROPERTY = "braid.strands";

    private StrandKinds() {}

    /** The kinds that work here, the slowest first. */
    public static List<StrandKind> available() {
        List<StrandKind> kinds = new ArrayList<>();
        for (StrandKind kind : StrandKind.values()) {
            if (whyNot(kind).isEmpty()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Why a kind does not work here; empty if it does. */
    public static String whyNot(StrandKind kind) {
        return switch (kind) {
            case PLATFORM -> "";
            case VIRTUAL -> VirtualThreads.available()
                    ? ""
                    : "it needs JDK 21 or newer, this is JDK " + Runtime.version().feature();
            case MOUNTED -> Mounting.whyNot();
        };
    }

    /** The kind wanted by the caller, else by the system property, else the best there is. */
    static StrandKind choose(@Nullable StrandKind wanted) {
        if (wanted != null) {
            return require(wanted, "the loop asks for it");
        }
        String forced = System.getProperty(PROPERTY);
        if (forced != null && !forced.isBlank()) {
            return require(parse(forced.trim()), "-D" + PROPERTY + "=" + forced);
        }
        return Best.KIND;
    }

    private static StrandKind parse(String word) {
        for (StrandKind kind : StrandKind.values()) {
            if (kind.word().equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalStateException("cannot choose strands: -D" + PROPERTY + "=" + word + " is none of "
                + Arrays.stream(StrandKind.values()).map(StrandKind::word).collect(Collectors.joining(", "))
                + "; use one of these, or leave the property out");
    }

    private static StrandKind require(StrandKind kind, String by) {
        String whyNot = whyNot(kind);
        if (!whyNot.isEmpty()) {
            throw new IllegalStateException("cannot use " + kind.word() + " strands (" + by + "): " + whyNot
                    + "; leave -D" + PROPERTY + " out to get the best kind that works here");
        }
        return kind;
    }

    private static final class Best {

        static final StrandKind KIND = find();

        private static StrandKind find() {
            String noMounting = whyNot(StrandKind.MOUNTED);
            if (noMounting.isEmpty()) {
                // It loses its events, and threads with them, where a strand is mounted on top of another.
                if (!Debuggers.canAttach()) {
                    return StrandKind.MOUNTED;
                }
                noMounting = "a debugger cannot follow that, and its agent is loaded (-agentlib:jdwp); -D" + PROPERTY
                        + "=mounted does it nevertheless";
            }
            boolean virtual = whyNot(StrandKind.VIRTUAL).isEmpty();
            if (virtual && Runtime.version().feature() >= 24) {
                Log.LOG.log(System.Logger.Level.INFO,
                        "Strands are virtual ones; mounting them is several times faster, but " + noMounting);
            }
            return virtual ? StrandKind.VIRTUAL : StrandKind.PLATFORM;
        }
    }
}
