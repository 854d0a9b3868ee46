/** Locks, events, conditions, semaphores, barriers and queues for the tasks of one loop. */
@NullMarked
package dev.braid.sync;

import org.jspecify.annotations.NullMarked;
