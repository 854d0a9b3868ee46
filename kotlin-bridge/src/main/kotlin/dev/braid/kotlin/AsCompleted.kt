package dev.braid.kotlin

import dev.braid.AsyncIterable
import dev.braid.Future
import dev.braid.Task
import dev.braid.TimeoutException
import dev.braid.internal.AsCompleted
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Gives futures or tasks as they are done. The call does not suspend, the steps of the loop do.
 *
 * ```
 * for (task in asCompleted(tasks)) println(task.await())
 * ```
 *
 * A loop that ends early cancels none, and a second loop goes on where it stopped.
 *
 * Source: Python 3.15, `asyncio.as_completed`; cases ASCOMPLETED-01 to ASCOMPLETED-20.
 *
 * @param futures futures or tasks; one that is given twice comes once
 * @param timeout how long all of it may take: after that each step for a future that is not done throws [TimeoutException],
 *     and the futures run on; zero and negative let one iteration pass; null and [Duration.INFINITE]: no limit
 * @throws IllegalStateException if no loop is running or registered
 */
public fun <F : Future<*>> asCompleted(futures: Collection<F>, timeout: Duration? = null): AsyncIterable<F> =
    AsCompleted.of(futures, timeout.orNoLimit())

/**
 * [asCompleted] of Kotlin bodies: starts a task of each, and gives those tasks.
 *
 * Source: Python 3.15, `asyncio.as_completed`; cases ASCOMPLETED-01, ASCOMPLETED-03, ASCOMPLETED-16, ASCOMPLETED-17.
 */
@JvmName("asCompletedBodies")
public fun <T> asCompleted(bodies: Collection<suspend () -> T>, timeout: Duration? = null): AsyncIterable<Task<T>> {
    val loop = currentLoop("give tasks as they complete")
    return AsCompleted.of(bodies.map { KotlinBody(loop, it) }, timeout.orNoLimit())
}

private fun Duration?.orNoLimit(): java.time.Duration? = this?.takeIf { it != Duration.INFINITE }?.toJavaDuration()
