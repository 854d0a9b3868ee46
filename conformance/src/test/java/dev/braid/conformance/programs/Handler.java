package dev.braid.conformance.programs;

import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.TimeoutException;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clause of a {@code try}.
 *
 * @param catches the errors
 * @param again whether the error goes on afterwards
 * @param body what is done
 */
public record Handler(Class<? extends Throwable> catches, boolean again, List<Statement> body) {

    private static final Map<String, Class<? extends Throwable>> KINDS = Map.of(
            "boom", Boom.class, "bang", Bang.class, "cancelled", CancelledError.class, "timeout", TimeoutException.class,
            "group", ExceptionGroup.class, "exception", Exception.class, "any", Throwable.class);

    /** The first clause that catches an error, or null. */
    public static @Nullable Handler of(Throwable error, List<?> handlers) {
        return handlers.stream().map(handler -> of((List<?>) handler)).filter(handler -> handler.catches.isInstance(error))
                .findFirst().orElse(null);
    }

    private static Handler of(List<?> parts) {
        return new Handler(KINDS.get((String) parts.get(0)), parts.get(1).equals("again"), Statement.all(parts.get(2)));
    }
}
