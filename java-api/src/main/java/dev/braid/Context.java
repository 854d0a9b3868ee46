package dev.braid;

import dev.braid.internal.ContextAccess;
import dev.braid.internal.ContextCarrier;
import dev.braid.internal.ContextSupport;
import dev.braid.internal.ContextVariables;
import dev.braid.internal.PersistentMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@linkplain ContextVar context variables} for a part of the program: a task, a callback, a thread, or
 * the body of {@link #run run}.
 *
 * <p>A task runs in a copy of its creator's context, made when the task is created, and a callback in a copy made when
 * it was scheduled; so what either sets stays its own. To share a context on purpose, give it to the task or callback.
 * A thread that runs neither has its own context, empty at first.
 *
 * <p>At most one run, task step or callback is inside a context at a time. Copying takes constant time and space.
 *
 * <pre>{@code
 * Context request = Context.copyCurrent();
 * request.run(() -> USER.set("ada"));
 * String user = request.get(USER);        // "ada"; here, outside, USER is as it was
 * }</pre>
 *
 * <p>Variables change only inside the context, so a context needs no lock. Looking into one from a thread that is not
 * inside it, while another is, may show values that are out of date.
 *
 * <p>Equality is that of the variables and their values; it changes as they are set, so a context is no key for a map.
 *
 * <p>Python's {@code context[var]} is {@link #getOrThrow}; {@code keys()}, {@code values()} and {@code items()} are
 * those of {@link #asMap()}. That a context takes no constructor arguments (CTXVAR-14), needs a body to run (CTXVAR-19)
 * and has variables only as keys (CTXVAR-23), the compiler checks.
 *
 * @see "Python 3.15, contextvars.Context; cases CTXVAR-13 to CTXVAR-24, CTXVAR-36"
 */
public final class Context {

    private static final VarHandle ENTERED = entered();

    static {
        ContextAccess.register(new Access());
    }

    // Written only by code that runs inside this context.
    PersistentMap variables;

    // Whether a run, a task step or a callback is inside. Accessed through ENTERED only.
    private boolean entered;

    /** Makes an empty context. */
    public Context() {
        this(PersistentMap.empty());
    }

    private Context(PersistentMap variables) {
        this.variables = variables;
    }

    /**
     * Returns a copy of the current context: it has the same values, and later changes on either side are not shared.
     *
     * @return a new context that nobody has entered
     * @see "Python 3.15, contextvars.copy_context; cases CTXVAR-13"
     */
    public static Context copyCurrent() {
        return ContextSupport.current().copy();
    }

    /**
     * Returns a copy: it has the same values, and later changes on either side are not shared.
     *
     * @return a new context that nobody has entered
     * @see "Python 3.15, contextvars.Context.copy; cases CTXVAR-20"
     */
    public Context copy() {
        return new Context(variables);
    }

    /**
     * Runs a body inside this context and returns its value. Variables that the body sets are set in this context; the
     * caller's own context is back when the body ends, in whatever way.
     *
     * <p>Runs of different contexts may be nested. In a task the body may suspend, which Python's
     * cannot; the context stays entered meanwhile.
     *
     * @param body what to run
     * @param <T> the type of the body's value
     * @param <X> the checked exception that the body throws; without one, the compiler infers an unchecked type
     * @return the value of the body
     * @throws X what the body threw, the same object
     * @throws IllegalStateException if the context is already entered, here, in another task or on another thread: run
     *     the body in a {@link #copy()}. Also if the body has moved to another task and ends there, as the body of an
     *     async generator may that yields inside the run: yield outside of it.
     * @see "Python 3.15, contextvars.Context.run; cases CTXVAR-15 to CTXVAR-19"
     */
    public <T extends @Nullable Object, X extends Exception> T run(Block<T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        if (!ENTERED.compareAndSet(this, false, true)) {
            throw alreadyEntered();
        }
        ContextCarrier carrier = ContextSupport.carrier();
        Context outer = carrier.context();
        carrier.context(this);
        Throwable failure = null;
        try {
            return body.run();
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            leave(carrier, outer, failure);
        }
    }

    /**
     * Runs a body without a value inside this context; otherwise as {@link #run(Block)}.
     *
     * @param body what to run
     * @param <X> the checked exception that the body throws; without one, the compiler infers an unchecked type
     * @throws X what the body threw, the same object
     * @throws IllegalStateException as {@link #run(Block)}
     */
    public <X extends Exception> void run(VoidBlock<X> body) throws X {
        Objects.requireNonNull(body, "body");
        this.<@Nullable Object, X>run(() -> {
            body.run();
            return null;
        });
    }

    /**
     * Returns the value of a variable in this context, or null if it has none. Defaults do not count.
     *
     * @param variable the variable
     * @param <T> the type of its values
     * @return its value, which may be null too
     * @see "Python 3.15, contextvars.Context.get; cases CTXVAR-21, CTXVAR-22"
     */
    public <T extends @Nullable Object> @Nullable T get(ContextVar<T> variable) {
        return get(variable, null);
    }

    /**
     * Returns the value of a variable in this context, or the given value if it has none. Its own default does not
     * count.
     *
     * @param variable the variable
     * @param otherwise what to return if the variable has no value here
     * @param <T> the type of its values
     * @return its value, or {@code otherwise}
     * @see "Python 3.15, contextvars.Context.get; cases CTXVAR-21, CTXVAR-22"
     */
    public <T extends @Nullable Object> @Nullable T get(ContextVar<T> variable, @Nullable T otherwise) {
        Object value = variables.get(Objects.requireNonNull(variable, "variable"));
        return value == PersistentMap.ABSENT ? otherwise : variable.cast(value);
    }

    /**
     * Returns the value of a variable in this context. Its default does not count.
     *
     * @param variable the variable
     * @param <T> the type of its values
     * @return its value
     * @throws NoSuchElementException if it has none: ask {@link #contains} before, or use {@link #get(ContextVar)}
     * @see "Python 3.15, contextvars.Context.__getitem__; cases CTXVAR-21, CTXVAR-22"
     */
    public <T extends @Nullable Object> T getOrThrow(ContextVar<T> variable) {
        Object value = variables.get(Objects.requireNonNull(variable, "variable"));
        if (value == PersistentMap.ABSENT) {
            throw new NoSuchElementException("cannot look up variable \"" + variable.name() + "\": " + variable
                    + " has no value in " + this + "; ask contains(variable) first, or use get(variable)");
        }
        return variable.cast(value);
    }

    /**
     * Returns whether a variable has a value in this context. A default is none.
     *
     * @param variable the variable
     * @return whether it was set here
     * @see "Python 3.15, contextvars.Context.__contains__; cases CTXVAR-21, CTXVAR-22"
     */
    public boolean contains(ContextVar<?> variable) {
        return variables.get(Objects.requireNonNull(variable, "variable")) != PersistentMap.ABSENT;
    }

    /**
     * Returns the number of variables that have a value in this context.
     *
     * @return their number
     * @see "Python 3.15, contextvars.Context.__len__; cases CTXVAR-21"
     */
    public int size() {
        return variables.size();
    }

    /**
     * Returns the variables and their values as they are now; later changes do not show. Takes constant time.
     *
     * @return an unmodifiable map, in no particular order
     * @see "Python 3.15, contextvars.Context.items; cases CTXVAR-21, CTXVAR-22"
     */
    public Map<ContextVar<?>, @Nullable Object> asMap() {
        return new ContextVariables(variables);
    }

    /** Returns whether the other is a context with the same variables and equal values (CTXVAR-24). */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Context context
                && (variables == context.variables || asMap().equals(context.asMap()));
    }

    /** Returns a hash of the variables and their values; it changes with them. */
    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    /** Returns how many variables are set, and whether somebody is inside: {@code Context[2 variables, entered]}. */
    @Override
    public String toString() {
        int size = size();
        return "Context[" + size + (size == 1 ? " variable" : " variables")
                + ((boolean) ENTERED.getAcquire(this) ? ", entered]" : "]");
    }

    private void leave(ContextCarrier carrier, Context outer, @Nullable Throwable failure) {
        boolean misplaced = ContextSupport.carrier() != carrier || carrier.context() != this;
        if (carrier.context() == this) {
            carrier.context(outer);
        }
        ENTERED.setRelease(this, false);
        if (misplaced) {
            IllegalStateException error = new IllegalStateException("cannot leave context: " + this + " is not the"
                    + " current context where its run ends; do not yield from an async generator inside Context.run");
            if (failure != null) {
                error.addSuppressed(failure);
            }
            throw error;
        }
    }

    private IllegalStateException alreadyEntered() {
        return new IllegalStateException("cannot enter context: " + this + " is already entered;"
                + " enter a copy() of it, or wait until the run, step or callback inside has ended");
    }

    private static VarHandle entered() {
        try {
            return MethodHandles.lookup().findVarHandle(Context.class, "entered", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * What runs inside a context.
     *
     * @param <T> the type of its value
     * @param <X> the exception it may throw
     */
    @FunctionalInterface
    public interface Block<T extends @Nullable Object, X extends Exception> {

        /**
         * Runs it.
         *
         * @return its value
         * @throws X if it fails
         */
        T run() throws X;
    }

    /**
     * What runs inside a context and has no value.
     *
     * @param <X> the exception it may throw
     */
    @FunctionalInterface
    public interface VoidBlock<X extends Exception> {

        /**
         * Runs it.
         *
         * @throws X if it fails
         */
        void run() throws X;
    }

    private static final class Access extends ContextAccess {

        @Override
        protected boolean isEntered(Context context) {
            return (boolean) ENTERED.getAcquire(context);
        }

        @Override
        protected void enter(Context context) {
            if (isEntered(context)) {
                throw context.alreadyEntered();
            }
            ENTERED.setRelease(context, true);
        }

        @Override
        protected void exit(Context context) {
            ENTERED.setRelease(context, false);
        }
    }
}
