/**
 * Asynchronous programs with asyncio's semantics: tasks, task groups, timeouts, futures and the loop that runs them.
 *
 * <h2>Beyond asyncio</h2>
 *
 * <p>A few members are not asyncio's, and say so: {@link dev.braid.Limit}, {@link dev.braid.TaskGroup#asCompleted()},
 * {@link dev.braid.TaskGroup#results()}, {@link dev.braid.GroupedErrors#on(Class, dev.braid.ExceptHandling.Clause)} for
 * Python's {@code except*}, and {@link dev.braid.Asyncio#toThreadInterruptibly(java.util.concurrent.Callable)}. Nothing
 * of asyncio depends on them.
 *
 * @serial exclude
 */
@NullMarked
package dev.braid;

import org.jspecify.annotations.NullMarked;
