/** Asynchronous programs with asyncio's semantics: tasks, task groups, timeouts, futures and the loop that runs them. */
@NullMarked
package dev.braid;

import org.jspecify.annotations.NullMarked;
