package dev.braid;

/**
 * Thrown out of the paused {@code yield} of an async generator that is being closed.
 *
 * <p>It gives the body its chance to clean up: let it pass, or return. A body that yields again instead makes the close
 * fail with {@link IllegalStateException}. It is an {@link Error}, so that {@code catch (Exception e)} around a
 * {@code yield} does not swallow it.
 *
 * <p>Source: Python 3.15, {@code GeneratorExit}. Cases ASYNCGEN-19, ASYNCGEN-29, TASKGROUP-46 to TASKGROUP-48.
 */
public class GeneratorExit extends Error {
    private static final long serialVersionUID = 1L;

    /** A close with a standard message. */
    public GeneratorExit() {
        this("the async generator is being closed");
    }

    /**
     * A close with a message that says more.
     *
     * @param message which generator is being closed, and by whom
     */
    public GeneratorExit(String message) {
        super(message);
    }
}
