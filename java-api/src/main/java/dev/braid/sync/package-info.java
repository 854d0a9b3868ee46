/**
 * Locks, events, conditions, semaphores, barriers and queues for the tasks of one loop: asyncio's, by the same names.
 *
 * <p>What holds for all:
 *
 * <ul>
 *   <li>An object belongs to no loop until somebody has to wait for it, and from then on to that one; a wait on another
 *       loop throws {@link IllegalStateException} (LOCK-17, EVENT-10, CONDITION-26, QUEUE-27). What does not have to
 *       wait works anywhere.
 *   <li>Waiting tasks go on in the order in which they came, in a later iteration of the loop than the call that lets
 *       them.
 *   <li>A task that is cancelled while it waits takes nothing with it: what was meant for it goes to the next one.
 *   <li>Methods that suspend do so only if they have to, and then only a task may call them. All others may be called
 *       by callbacks too. No method is for other threads (THREADSAFE-16).
 * </ul>
 */
@NullMarked
package dev.braid.sync;

import org.jspecify.annotations.NullMarked;
