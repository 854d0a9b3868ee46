package dev.braid;

/**
 * Receives the errors that have nobody else to go to.
 *
 * @see "Python 3.15, loop.set_exception_handler; cases LOOP-48, LOOP-50, LOOP-52, LOOP-53"
 */
@FunctionalInterface
public interface ExceptionHandler {

    /**
     * Called on the loop. What it throws is reported by the loop's default handler.
     *
     * @param loop the loop
     * @param context what happened
     */
    void handle(EventLoop loop, ExceptionContext context);
}
