/**
 * Asynchronous programs with asyncio's semantics: tasks, task groups, timeouts, futures and the loop that runs them.
 *
 * <h2>What holds everywhere</h2>
 *
 * <ul>
 *   <li>A member suspends only where its text says so; all others return without letting anything else run. What
 *       suspends is for a task's body: it throws {@link IllegalStateException} elsewhere, if it has to wait, and
 *       {@link dev.braid.CancelledError} if the task is cancelled while it waits.
 *   <li>An object belongs to one loop, and only the tasks and callbacks of that loop may use it, unless its text names
 *       other threads. Between two suspensions of a task nothing else of its loop runs (CORO-29).
 *   <li>A body in Java has a thread for itself: thread-locals, name and interrupts are there after an await as they were
 *       before. They are its own, and it inherits none, not even inheritable thread-locals: a value for other bodies goes
 *       into a {@link dev.braid.ContextVar}. The context class loader is at first that of the thread which runs the loop.
 *       Code that blocks the thread blocks the loop.
 *   <li>A class initializer must not await or start a task eagerly: the JDK may let no other thread go on meanwhile.
 *   <li>Null is refused with {@link NullPointerException} where a type is not marked as nullable.
 *   <li>Lengths of time are {@link java.time.Duration}s, exact to the nanosecond; 146 years or more are 146 years.
 *       Times are nanoseconds on the clock of a loop ({@link dev.braid.EventLoop#timeNanos()}), in names that end in
 *       {@code Nanos}.
 *   <li>An awaited error is thrown as it is, checked or not. A type parameter {@code X} that stands in {@code throws}
 *       lets callers name a checked exception that they want to catch; else it is inferred as an unchecked one.
 *   <li>"Source" or "See also" tell what of asyncio a member is, and in which version of Python it was looked at. Ids
 *       such as TASK-16 are rows of {@code conformance/catalogue.tsv}: for each a program was recorded in CPython, and
 *       Braid gives the same trace.
 * </ul>
 *
 * <h2>Beyond asyncio</h2>
 *
 * <p>A few members are not asyncio's, and say so: {@link dev.braid.Limit}, {@link dev.braid.TaskGroup#asCompleted()},
 * {@link dev.braid.TaskGroup#results()}, {@link dev.braid.GroupedErrors#on(Class, dev.braid.ExceptHandling.Clause)} for
 * Python's {@code except*}, {@link dev.braid.Asyncio#toThreadInterruptibly(java.util.concurrent.Callable)}, and
 * {@link dev.braid.CancelledError#request()}. Nothing of asyncio depends on them.
 *
 * <h2>Logging</h2>
 *
 * <p>Everything that Braid logs goes to one {@link System.Logger}, {@code "dev.braid"} (DEBUG-12): at level ERROR what
 * nobody handles, such as an exception that nobody retrieved, unless the loop has an
 * {@linkplain dev.braid.EventLoop#setExceptionHandler exception handler}; at level WARNING what is probably a mistake,
 * such as a slow callback in debug mode or a coroutine that was never awaited. In debug mode, levels INFO and DEBUG tell of
 * connections and of the look-up of their hosts.
 *
 * <h2>Debug mode</h2>
 *
 * <p>New loops are in debug mode with the system property {@code -Dbraid.debug=true} or, if the property is not given,
 * with any text in the environment variable {@code BRAID_DEBUG} (DEBUG-01).
 * {@link dev.braid.Runner.Builder#debug(Boolean)} and {@link dev.braid.EventLoop#setDebug} decide for one loop. It
 * costs a stack trace for each future, task, callback and request to cancel; in exchange
 *
 * <ul>
 *   <li>{@code callSoon}, {@code callLater}, {@code callAt}, {@code createTask}, and finishing a future that somebody
 *       waits for, throw {@link IllegalStateException} on a thread that is not the running loop's (DEBUG-03, DEBUG-04);
 *   <li>callbacks and steps of tasks that last {@link dev.braid.EventLoop#slowCallbackDuration()} or longer are logged,
 *       with the stack that was seen while they lasted (DEBUG-06);
 *   <li>printed forms and reports tell where a future, task or callback was created, and the log where a lost coroutine
 *       was made (DEBUG-07 to DEBUG-11);
 *   <li>the duration of each look-up of a host is logged, at level INFO if it was {@code slowCallbackDuration()} or longer
 *       (DEBUG-13);
 *   <li>a {@link dev.braid.CancelledError} shows where the cancellation was asked for.
 * </ul>
 *
 * @serial exclude
 */
@NullMarked
package dev.braid;

import org.jspecify.annotations.NullMarked;
