package dev.braid.conformance.harness;

import dev.braid.spi.StrandKind;
import org.jspecify.annotations.Nullable;

/** The kind of strand of loops that a case makes without naming one. */
final class DefaultStrands {

    private static final String PROPERTY = "braid.strands";

    private final @Nullable String before;

    private DefaultStrands(@Nullable String before) {
        this.before = before;
    }

    static DefaultStrands become(StrandKind kind) {
        return new DefaultStrands(System.setProperty(PROPERTY, kind.word()));
    }

    void restore() {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }
}
