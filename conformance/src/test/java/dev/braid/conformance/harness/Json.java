package dev.braid.conformance.harness;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, iterables, texts, numbers, booleans and null as JSON. */
final class Json {

    private static final String INDENT = "  ";
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.out.append('\n').toString();
    }

    // `line` begins a new line with the indentation of the value.
    private void write(@Nullable Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            writeAll('{', map.entrySet().iterator(), '}', line);
        } else if (value instanceof Iterable<?> list) {
            writeAll('[', list.iterator(), ']', line);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            writeText(String.valueOf(entry.getKey()));
            out.append(": ");
            write(entry.getValue(), line);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            writeText(value.toString());
        }
    }

    private void writeAll(char open, Iterator<?> values, char close, String line) {
        out.append(open);
        if (values.hasNext()) {
            String inner = line + INDENT;
            String separator = inner;
            while (values.hasNext()) {
                out.append(separator);
                write(values.next(), inner);
                separator = "," + inner;
            }
            out.append(line);
        }
        out.append(close);
    }

    private void writeText(String text) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
