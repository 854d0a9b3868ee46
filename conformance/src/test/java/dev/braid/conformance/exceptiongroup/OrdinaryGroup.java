package dev.braid.conformance.exceptiongroup;

import dev.braid.ExceptionGroup;
import java.util.List;

/** A program's own group, which does not override derive. */
class OrdinaryGroup extends ExceptionGroup {
    private static final long serialVersionUID = 1L;

    OrdinaryGroup(String message, List<? extends Throwable> exceptions) {
        super(message, exceptions);
    }
}
