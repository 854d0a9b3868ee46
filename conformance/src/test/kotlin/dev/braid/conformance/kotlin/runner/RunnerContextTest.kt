package dev.braid.conformance.kotlin.runner

import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await
import dev.braid.kotlin.runSuspending
import dev.braid.kotlin.sleep
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.Duration.Companion.seconds

/** Which context variables the main tasks of a runner see, and who sees theirs. */
class RunnerContextTest : KotlinCases() {
    @KotlinCase("RUNNER-26", plain = true)
    fun runsShareOneContext(t: Trace) {
        val variable = ContextVar.withDefault<Any>("var", -1)
        val other = ContextVar.withDefault<Any>("other", -1)
        val changesInAChild = suspend {
            createTask(body = changes(variable, "the child's")).await()
            listOf(variable.get(), other.get())
        }

        other.set("set before")
        t.runner().use { runner ->
            t.log("first", runner.runSuspending(changes(variable, 1)))
            t.log("second", runner.runSuspending(changes(variable, 2)))
            t.log("a task of its own has a copy", runner.runSuspending(changesInAChild))
            t.log("third", runner.runSuspending(changes(variable, 3)))
        }
        t.runner().use { runner -> t.log("another runner", runner.runSuspending(changes(variable, 4))) }
    }

    /** Sets the variable across a suspension, and gives what it was. */
    private fun changes(variable: ContextVar<Any>, value: Any): suspend () -> Any = {
        val old = variable.get()
        sleep(1.seconds)
        variable.set(value)
        old
    }

    @KotlinCase("RUNNER-27", plain = true)
    fun theCallersContextAndTheRunnersAreApart(t: Trace) {
        val variable = ContextVar.withDefault<Any>("var", "default")

        variable.set("before")
        t.runner().use { runner ->
            runner.loop()
            variable.set("after initialisation")
            t.log("inside", runner.runSuspending(changesAtOnce(variable, "one")))
            t.log("caller", variable.get())
            variable.set("between")
            t.log("inside", runner.runSuspending(changesAtOnce(variable, "two")))
            t.log("caller", variable.get())
        }
        t.log("caller", variable.get())
        t.log("inside run", t.run(changesAtOnce(variable, "three")))
        t.log("caller", variable.get())
    }

    private fun changesAtOnce(variable: ContextVar<Any>, value: Any): suspend () -> Any = {
        val old = variable.get()
        variable.set(value)
        sleep(ZERO)
        listOf(old, variable.get())
    }

    @KotlinCase("RUNNER-28", plain = true)
    fun anExplicitContextServesOneRun(t: Trace) {
        val variable = ContextVar.withDefault<Any>("var", "default")

        val given = Context.copyCurrent()
        given.run<Exception> { variable.set("given") }
        t.runner().use { runner ->
            t.log("shared", runner.runSuspending(changes(variable, "shared one")))
            t.log("given", runner.runSuspending(given, changes(variable, "given two")))
            t.log("in the given context", given.get(variable))
            t.log("shared", runner.runSuspending(changes(variable, "shared three")))
            t.log("given again", runner.runSuspending(given, changes(variable, "given four")))
            t.log("in the given context", given.get(variable))
            t.log("shared", runner.runSuspending(changes(variable, "shared five")))
        }
        t.log("caller", variable.get())
    }
}
