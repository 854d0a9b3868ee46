package dev.braid.conformance.exceptiongroup;

import dev.braid.BaseExceptionGroup;
import java.util.List;

/** A program's own group of the base flavour, which does not override derive either. */
class AnyGroup extends BaseExceptionGroup {
    private static final long serialVersionUID = 1L;

    AnyGroup(String message, List<? extends Throwable> exceptions) {
        super(message, exceptions);
    }
}
