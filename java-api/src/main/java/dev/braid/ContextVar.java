package dev.braid;

import dev.braid.internal.ContextSupport;
import dev.braid.internal.PersistentMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A variable whose value belongs to the current {@link Context}: each task and each callback has its own.
 *
 * <p>Make one per purpose and keep it in a static final field; the variables of a context are never collected before
 * the context is.
 *
 * <pre>{@code
 * static final ContextVar<String> USER = ContextVar.withDefault("user", "nobody");
 *
 * try (var restored = USER.set("ada")) {
 *     handle(request);                    // USER.get() is "ada" here and in tasks created here
 * }
 * }</pre>
 *
 * <p>Values may be null. Thread-safe: {@code get} and {@code set} touch nothing but the current context.
 *
 * <p>That a variable cannot be renamed (CTXVAR-01) or extended (CTXVAR-36), the compiler checks.
 *
 * @param <T> the type of its values
 * @see "Python 3.15, contextvars.ContextVar; cases CTXVAR-01 to CTXVAR-08, CTXVAR-27 to CTXVAR-39"
 */
public final class ContextVar<T extends @Nullable Object> {

    // 2^32 over the golden ratio, odd: consecutive variables differ in the hash bits that a map looks at first.
    private static final int SPREAD = 0x9E3779B9;

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final String name;

    // A T, or ABSENT if the variable has no default.
    private final @Nullable Object initial;

    private final int hash = CREATED.getAndIncrement() * SPREAD;

    private ContextVar(String name, @Nullable Object initial) {
        this.name = Objects.requireNonNull(name, "name");
        this.initial = initial;
    }

    /**
     * Makes a variable without a default.
     *
     * @param name what {@link #toString()} and error messages call it; it need not be unique
     */
    public ContextVar(String name) {
        this(name, PersistentMap.ABSENT);
    }

    /**
     * Makes a variable without a default.
     *
     * @param name what {@link #toString()} and error messages call it; it need not be unique
     * @param <T> the type of its values
     * @return a new variable, different from every other
     * @see "Python 3.15, contextvars.ContextVar; cases CTXVAR-01"
     */
    public static <T extends @Nullable Object> ContextVar<T> of(String name) {
        return new ContextVar<>(name);
    }

    /**
     * Makes a variable with a value for contexts in which it was not set.
     *
     * @param name what {@link #toString()} and error messages call it; it need not be unique
     * @param defaultValue the default; null is a default too
     * @param <T> the type of its values
     * @return a new variable, different from every other
     * @see "Python 3.15, contextvars.ContextVar(name, default=); cases CTXVAR-01, CTXVAR-03"
     */
    public static <T extends @Nullable Object> ContextVar<T> withDefault(String name, T defaultValue) {
        return new ContextVar<>(name, defaultValue);
    }

    /**
     * Returns the name.
     *
     * @return the name given at creation
     * @see "Python 3.15, contextvars.ContextVar.name; cases CTXVAR-01"
     */
    public String name() {
        return name;
    }

    /**
     * Returns the value in the current context, else the default of the variable.
     *
     * @return the value
     * @throws NoSuchElementException if there is neither: set one, or give a default here or at creation
     * @see "Python 3.15, contextvars.ContextVar.get; cases CTXVAR-02, CTXVAR-03"
     */
    public T get() {
        Object value = current();
        if (value == PersistentMap.ABSENT) {
            value = initial;
            if (value == PersistentMap.ABSENT) {
                throw new NoSuchElementException("cannot read variable \"" + name + "\": " + this + " has no value in"
                        + " this context; set it here or before the task or callback was created, use"
                        + " get(default), or make it with a default");
            }
        }
        return cast(value);
    }

    /**
     * Returns the value in the current context, else the given one. The variable's own default does not count.
     *
     * @param otherwise what to return if the variable has no value in the current context; may be null
     * @return the value
     * @see "Python 3.15, contextvars.ContextVar.get; cases CTXVAR-03"
     */
    public T get(T otherwise) {
        Object value = current();
        return value == PersistentMap.ABSENT ? otherwise : cast(value);
    }

    /**
     * Sets the value in the current context.
     *
     * @param value the new value; may be null, which is not the same as unset
     * @return a token that brings back what was before, by {@link #reset} or at the end of a try block
     * @see "Python 3.15, contextvars.ContextVar.set; cases CTXVAR-04"
     */
    public Token<T> set(T value) {
        Context context = ContextSupport.current();
        Object before = context.variables.get(this);
        context.variables = context.variables.with(this, value);
        return new Token<>(this, context, before);
    }

    /**
     * Brings back what was before the {@code set} that made the token, be it a value or none. What was set since does
     * not matter.
     *
     * @param token what {@link #set} returned; it is used up
     * @throws IllegalStateException if the token was used before: set the variable again to get a new one
     * @throws IllegalArgumentException if another variable made it, or this one in another context, for instance in
     *     another task: reset it where it was set
     * @see "Python 3.15, contextvars.ContextVar.reset; cases CTXVAR-05 to CTXVAR-08"
     */
    public void reset(Token<T> token) {
        Context context = token.use(this);
        context.variables = token.isMissing()
                ? context.variables.without(this)
                : context.variables.with(this, token.oldValue());
    }

    /** Returns a hash that is as good as unique; variables are equal only to themselves. */
    @Override
    public int hashCode() {
        return hash;
    }

    /** Returns whether the other is this very variable. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    /** Returns name and default: {@code ContextVar[name=user, default=nobody]} (CTXVAR-37). */
    @Override
    public String toString() {
        return "ContextVar[name=" + name + (initial == PersistentMap.ABSENT ? "]" : ", default=" + initial + "]");
    }

    private @Nullable Object current() {
        return ContextSupport.current().variables.get(this);
    }

    /** Only {@link #set} and the default bring in values, so every value of this variable is a T. */
    @SuppressWarnings("unchecked")
    T cast(@Nullable Object value) {
        return (T) value;
    }
}
