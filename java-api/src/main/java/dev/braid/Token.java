package dev.braid;

import dev.braid.internal.ContextSupport;
import dev.braid.internal.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ContextVar#set} returns: it remembers what was before, and restores it once, either by
 * {@link ContextVar#reset} or at the end of a try block.
 *
 * <p>It works only in the context it was made in, so in the same task; for that reason it needs no lock.
 *
 * <p>Instead of the marker {@code Token.MISSING} there is {@link #isMissing()}.
 *
 * @param <T> the type of the variable's values
 * @see "Python 3.15, contextvars.Token; cases CTXVAR-04 to CTXVAR-12, CTXVAR-36, CTXVAR-37"
 */
public final class Token<T extends @Nullable Object> implements AutoCloseable {

    private final ContextVar<T> variable;

    // The context in which the variable was set.
    private final Context context;

    // A T, or ABSENT if the variable had no value.
    private final @Nullable Object before;

    private boolean used;

    Token(ContextVar<T> variable, Context context, @Nullable Object before) {
        this.variable = variable;
        this.context = context;
        this.before = before;
    }

    /**
     * Returns the variable that made this token.
     *
     * @return the variable
     * @see "Python 3.15, contextvars.Token.var; cases CTXVAR-10"
     */
    public ContextVar<T> var() {
        return variable;
    }

    /**
     * Returns whether the variable had no value before; a default is none.
     *
     * @return whether to reset means to unset
     * @see "Python 3.15, contextvars.Token.MISSING; cases CTXVAR-09"
     */
    public boolean isMissing() {
        return before == PersistentMap.ABSENT;
    }

    /**
     * Returns the value that the variable had before.
     *
     * @return the value, which may be null; null also if there was none, which {@link #isMissing()} tells apart
     * @see "Python 3.15, contextvars.Token.old_value; cases CTXVAR-09"
     */
    public @Nullable T oldValue() {
        return isMissing() ? null : variable.cast(before);
    }

    /**
     * Resets the variable, as {@code var().reset(this)} does. Unlike most resources a token cannot be closed twice, nor
     * reset inside its own try block; other tokens may be used there.
     *
     * @throws IllegalStateException if the token was used before: leave the reset to the block
     * @throws IllegalArgumentException if the current context is not the one it was made in: close it where the
     *     variable was set
     * @see "Python 3.14, contextvars.Token.__exit__; cases CTXVAR-11, CTXVAR-12"
     */
    @Override
    public void close() {
        variable.reset(this);
    }

    /** Returns the variable and whether the token was used: {@code Token[used, var=ContextVar[name=user]]}. */
    @Override
    public String toString() {
        return "Token[" + (used ? "used, var=" : "var=") + variable + "]";
    }

    /** Uses the token up for the given variable, and returns the context, which is the current one. */
    Context use(ContextVar<T> requested) {
        if (used) {
            throw new IllegalStateException("cannot reset " + requested + ": " + this
                    + " has already been used once; call set again to get a new token");
        }
        if (requested != variable) {
            throw new IllegalArgumentException("cannot reset " + requested + ": " + this
                    + " was created by a different variable; pass it to reset of that one");
        }
        if (ContextSupport.current() != context) {
            throw new IllegalArgumentException("cannot reset " + requested + ": " + this
                    + " was created in a different context; reset it in the task, callback or run that set it");
        }
        used = true;
        return context;
    }
}
