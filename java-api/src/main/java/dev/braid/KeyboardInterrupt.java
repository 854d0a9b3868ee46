package dev.braid;

/**
 * The user interrupted the program (SIGINT, Ctrl-C).
 *
 * <p>It is an {@link Error}, so that {@code catch (Exception e)} does not keep a program alive that its user wants to
 * end. A runner throws it once the main task has ended by the cancellation that the interrupt asked for. Raised in a
 * task, it is stored there and in addition stops the loop at once.
 *
 * <p>Source: Python 3.15, {@code KeyboardInterrupt}. Cases RUNNER-20, RUNNER-36, TASK-49, LOOP-47. Python has
 * {@code SystemExit} beside it; Java ends a program with {@link System#exit}, which throws nothing.
 */
public class KeyboardInterrupt extends Error {
    private static final long serialVersionUID = 1L;

    /** An interrupt with a standard message. */
    public KeyboardInterrupt() {
        this("interrupted by the user (SIGINT)");
    }

    /**
     * An interrupt with a message that says more.
     *
     * @param message what was interrupted, and how
     */
    public KeyboardInterrupt(String message) {
        super(message);
    }
}
