package dev.braid.conformance.kotlin.coroutinetask

import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.TaskOptions
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.sleep
import dev.braid.kotlin.yieldNow
import kotlin.time.Duration.Companion.seconds

/** Which context a task runs in. */
class TaskContextTest : KotlinCases() {
    @KotlinCase("CORO-13")
    suspend fun aTaskRunsInACopyOfItsCreatorsContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val grandchild: suspend () -> Unit = {
            t.log("grandchild sees", variable.get())
            variable.set("grandchild's")
        }
        val child = suspend {
            t.log("child sees", variable.get())
            variable.set("child's")
            sleep(1.seconds)
            t.log("child sees", variable.get())
            createTask("grandchild", grandchild).await()
            t.log("child sees", variable.get())
        }

        val before = createTask("before", child)
        variable.set("creator's")
        val task = createTask("after", child)
        variable.set("creator's next")
        before.await()
        task.await()
        t.log("creator sees", variable.get())
    }

    @KotlinCase("CORO-14")
    suspend fun aTaskRunsInTheContextItIsGiven(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")

        val context = Context.copyCurrent()
        val inContext = TaskOptions.inContext(context)
        val first = createTask(inContext.withName("first"), changes(t, variable, "first"))
        first.await()
        t.log("context has", context.get(variable), "creator sees", variable.get())
        createTask(inContext.withName("second"), changes(t, variable, "second")).await()
        t.log("context has", context.get(variable), "creator sees", variable.get())
        t.log("same context", first.context() === context)
    }

    private fun changes(t: Trace, variable: ContextVar<String>, value: String): suspend () -> Unit = {
        t.log("sees", variable.get())
        variable.set(value)
        yieldNow()
        variable.set("$value!")
    }
}
