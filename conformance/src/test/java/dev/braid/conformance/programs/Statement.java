package dev.braid.conformance.programs;

import java.util.List;

/**
 * A statement of a program.
 *
 * @param number names it in traces
 * @param word what to do
 * @param arguments numbers, words, and lists of those
 */
public record Statement(int number, String word, List<?> arguments) {

    /** The statements of a body. */
    public static List<Statement> all(Object body) {
        return ((List<?>) body).stream().map(part -> of((List<?>) part)).toList();
    }

    private static Statement of(List<?> parts) {
        return new Statement((Integer) parts.get(0), (String) parts.get(1), parts.subList(2, parts.size()));
    }

    /** An argument that is a word. */
    public String name(int index) {
        return (String) arguments.get(index);
    }

    /** An argument that is a number. */
    public int count(int index) {
        return (Integer) arguments.get(index);
    }

    /** An argument that is a list. */
    public List<?> list(int index) {
        return (List<?>) arguments.get(index);
    }

    /** An argument that is a list of names. */
    public List<String> names(int index) {
        return list(index).stream().map(String.class::cast).toList();
    }

    /** An argument that is a body. */
    public List<Statement> body(int index) {
        return all(arguments.get(index));
    }
}
