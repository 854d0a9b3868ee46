package dev.braid.examples;

import dev.braid.spi.Engine;
import dev.braid.spi.StrandKind;
import java.util.List;
import java.util.Locale;

/** What the examples run on. */
final class ThisJvm {

    private ThisJvm() {}

    /** The kind of strand that loops use: the one forced with -Dbraid.strands, else the fastest that works here. */
    static StrandKind strands() {
        String forced = System.getProperty("braid.strands", "").trim();
        List<StrandKind> kinds = Engine.availableKinds();
        return forced.isEmpty()
                ? kinds.get(kinds.size() - 1)
                : StrandKind.valueOf(forced.toUpperCase(Locale.ROOT));
    }

    static String text() {
        return "JDK " + Runtime.version() + ", " + strands().word() + " strands, heap up to "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB";
    }
}
