package dev.braid.conformance.harness;

import dev.braid.Future;
import dev.braid.Outcome;
import dev.braid.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The canonical text of values, the same as the oracle's {@code render}. */
final class Rendering {

    private static final int DECIMALS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private Rendering() {}

    static String of(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof String || isWhole(value)) {
            return String.valueOf(value);
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        if (value instanceof Duration duration) {
            return nanos(duration.toNanos());
        }
        if (value instanceof Throwable error) {
            return ErrorRendering.of(error);
        }
        if (value instanceof Outcome.Value<?> outcome) {
            return of(outcome.value());
        }
        if (value instanceof Outcome.Failure<?> outcome) {
            return of(outcome.error());
        }
        if (value instanceof Task<?> task) {
            return task.name();
        }
        if (value instanceof Future<?>) {
            return "Future";
        }
        if (value instanceof List<?> list) {
            return "[" + list(list) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        throw new CaseBug("a trace cannot show a " + value.getClass().getName() + "; log what matters of it: " + value);
    }

    /** Values with commas between them. */
    static String list(Collection<? extends @Nullable Object> values) {
        return values.stream().map(Rendering::of).collect(Collectors.joining(", "));
    }

    /** Nanoseconds as seconds. By way of a double, since the oracle's time is one: it rounds 0.0005 as a double. */
    static String nanos(long nanos) {
        return number(nanos / NANOS_PER_SECOND);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }
}
