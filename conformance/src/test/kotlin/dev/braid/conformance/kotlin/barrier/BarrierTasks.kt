package dev.braid.conformance.kotlin.barrier

import dev.braid.BrokenBarrierException
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.brackets
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.sync.Barrier

/** A task that takes part in so many rounds. */
internal fun waiter(t: Trace, name: String, barrier: Barrier, rounds: Int = 1): Task<Unit> = createTask(name) {
    repeat(rounds) {
        t.log("arrives")
        try {
            t.log("passes", barrier.await(), brackets(barrier))
        } catch (e: BrokenBarrierException) {
            t.log("broken", e, brackets(barrier))
        } catch (e: CancelledError) {
            t.log("cancelled", e, brackets(barrier))
            throw e
        }
    }
}

/** A task for each letter. */
internal fun waiters(t: Trace, names: String, barrier: Barrier): List<Task<Unit>> =
    names.map { waiter(t, it.toString(), barrier) }
