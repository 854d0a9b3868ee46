package dev.braid.conformance.kotlin.programs

import dev.braid.conformance.programs.ProgramRun
import dev.braid.conformance.programs.Statement
import dev.braid.kotlin.abort
import dev.braid.kotlin.acquire
import dev.braid.kotlin.await
import dev.braid.kotlin.get
import dev.braid.kotlin.join
import dev.braid.kotlin.put
import dev.braid.kotlin.reset
import dev.braid.kotlin.waitFor
import dev.braid.sync.Barrier
import dev.braid.sync.Condition
import dev.braid.sync.Event
import dev.braid.sync.Lock
import dev.braid.sync.Queue
import dev.braid.sync.Semaphore

/** What suspends of locks, semaphores, events, conditions, barriers and queues. */
internal class KotlinLocks(private val java: ProgramRun) {
    suspend fun suspending(s: Statement): Any? = when (s.word()) {
        "acquire" -> acquire(s.name(0))
        "wait-event" -> java.the(s.name(0), Event::class.java).await()
        "wait-condition" -> condition(s).await()
        "wait-count" -> condition(s).waitFor { java.counted(s.name(0)) >= s.count(1) }
        "pass" -> barrier(s).await()
        "reset-barrier" -> barrier(s).reset()
        "abort-barrier" -> barrier(s).abort()
        "put" -> queue(s).put(s.number())
        "get" -> queue(s).get()
        else -> queue(s).join()
    }

    suspend fun holding(s: Statement, body: suspend () -> Unit) {
        acquire(s.name(0))
        try {
            body()
        } finally {
            when (val lock = java.the(s.name(0), Any::class.java)) {
                is Lock -> lock.release()
                is Condition -> lock.release()
                is Semaphore -> lock.release()
            }
        }
    }

    private suspend fun acquire(name: String): Boolean = when (val lock = java.the(name, Any::class.java)) {
        is Lock -> lock.acquire()
        is Condition -> lock.acquire()
        else -> (lock as Semaphore).acquire()
    }

    private fun condition(s: Statement) = java.the(s.name(0), Condition::class.java)

    private fun barrier(s: Statement) = java.the(s.name(0), Barrier::class.java)

    @Suppress("UNCHECKED_CAST")
    private fun queue(s: Statement) = java.the(s.name(0), Queue::class.java) as Queue<Int>

    companion object {
        val WORDS = setOf(
            "acquire", "wait-event", "wait-condition", "wait-count", "pass", "reset-barrier", "abort-barrier", "put", "get", "join",
        )
    }
}
