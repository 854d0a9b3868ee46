package dev.braid.conformance.debug;

import dev.braid.EventLoop;
import dev.braid.ExceptionContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who created what a report is about, by the trace in it: the method of a case. */
final class Creators {

    private Creators() {}

    /** From now on, of what reaches the exception handler: the error, and the method. */
    static List<List<@Nullable Object>> ofReports(EventLoop loop) {
        List<List<@Nullable Object>> reports = new ArrayList<>();
        loop.setExceptionHandler((which, context) -> reports.add(Arrays.asList(context.exception(), creator(context))));
        return reports;
    }

    private static @Nullable String creator(ExceptionContext context) {
        Throwable trace = context.created();
        return trace == null ? null : Stream.of(trace.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(Creators.class.getPackageName()))
                .map(StackTraceElement::getMethodName)
                .findFirst()
                .orElse("nobody here");
    }
}
