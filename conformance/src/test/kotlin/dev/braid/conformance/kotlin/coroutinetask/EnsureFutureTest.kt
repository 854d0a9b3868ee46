package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Asyncio
import dev.braid.Awaitable
import dev.braid.Task
import dev.braid.conformance.harness.Boom
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.Suspend
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import kotlin.time.Duration.Companion.seconds

/** What becomes of the things that may be awaited when a future is wanted. */
class EnsureFutureTest : KotlinCases() {
    @KotlinCase("CORO-32")
    suspend fun anotherAwaitableIsAwaitedByANewTask(t: Trace) {
        val error = Boom("failed")
        val good = Asyncio.ensureFuture(Later(t, "value"))
        val bad = Asyncio.ensureFuture(Later(t, error))
        t.log("created", good is Task<*>, bad is Task<*>)
        t.log("value", good.await())
        try {
            bad.await()
        } catch (e: Boom) {
            t.log("caught", e, "the same object", e === error)
        }
    }

    /** Gives its outcome after a second. What awaits it is a Java body, which calls Kotlin here. */
    private class Later(private val t: Trace, private val outcome: Any) : Awaitable<Any> {
        @Deprecated("Suspends the calling strand", level = DeprecationLevel.HIDDEN)
        override fun <X : Exception> await(): Any =
            Suspend.await { caller -> ::awaitIt.startCoroutineUninterceptedOrReturn(caller) }

        private suspend fun awaitIt(): Any {
            t.log("await begins")
            sleep(1.seconds)
            if (outcome is Boom) throw outcome
            return outcome
        }
    }
}
