package dev.braid.conformance.kotlin.contextvars

import dev.braid.Asyncio
import dev.braid.ContextVar
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.await
import dev.braid.kotlin.toThread
import java.util.concurrent.Callable

/** Contexts and threads. */
class ContextThreadTest : KotlinCases() {
    @KotlinCase("CTXVAR-33")
    suspend fun theThreadHelperCopiesTheContextAndTheExecutorCallDoesNot(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        variable.set("caller's")

        val readsAndSets = {
            val found = variable.get()
            variable.set("thread's")
            found
        }

        t.log("thread helper", toThread(readsAndSets), "caller", variable.get())
        val executor = Asyncio.runningLoop().runInExecutor(null, Callable { variable.get() }).await()
        t.log("executor", executor, "caller", variable.get())
        t.log("thread helper again", toThread(readsAndSets), "caller", variable.get())
    }
}
