package dev.braid.conformance.exceptiongroup;

import dev.braid.ExceptionGroup;
import dev.braid.GroupedErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program's own group, with state that its parts get too. */
class Coded extends ExceptionGroup {
    private static final long serialVersionUID = 1L;

    final int code;

    Coded(String message, List<? extends Throwable> exceptions, int code) {
        super(message, exceptions);
        this.code = code;
    }

    @Override
    public GroupedErrors derive(List<? extends Throwable> exceptions) {
        return new Coded(message(), exceptions, code);
    }

    static int codeOf(@Nullable Object group) {
        return group instanceof Coded coded ? coded.code : -1;
    }
}
