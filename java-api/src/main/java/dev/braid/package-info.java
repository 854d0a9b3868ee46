/**
 * Asynchronous programs with asyncio's semantics: tasks, task groups, timeouts, futures and the loop that runs them.
 *
 * @serial exclude
 */
@NullMarked
package dev.braid;

import org.jspecify.annotations.NullMarked;
