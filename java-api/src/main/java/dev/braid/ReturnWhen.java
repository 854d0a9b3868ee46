package dev.braid;

/**
 * When {@link Asyncio#wait(java.util.Collection, ReturnWhen)} returns.
 *
 * @see "Python 3.15, asyncio.FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED; cases WAIT-01 to WAIT-07"
 */
public enum ReturnWhen {
    /** As soon as any one is done or cancelled. */
    FIRST_COMPLETED,
    /** As soon as any one fails; a cancelled one is no failure. If none fails, when all are done. */
    FIRST_EXCEPTION,
    /** When all are done. */
    ALL_COMPLETED
}
