package dev.braid.conformance.kotlin.contextvars

import dev.braid.Context
import dev.braid.ContextVar
import dev.braid.Token
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.kotlin.harness.createTask
import dev.braid.kotlin.await

/** Variables, and the tokens of their values. */
class ContextVarTest : KotlinCases() {
    @KotlinCase("CTXVAR-08")
    suspend fun aTokenBelongsToItsContext(t: Trace) {
        val variable = ContextVar.withDefault("var", "default")
        val token = variable.set("a")

        createTask("child") {
            refused(t, "in another task", variable, token)
            t.log("as it was", variable.get())
        }.await()
        Context.copyCurrent().run(Context.VoidBlock<RuntimeException> { refused(t, "in a copy", variable, token) })
        variable.reset(token)
        t.log("at home", variable.get())
    }

    private fun refused(t: Trace, text: String, variable: ContextVar<String>, token: Token<String>) {
        try {
            variable.reset(token)
            t.log(text, "accepted")
        } catch (e: Exception) {
            t.log(text, e)
        }
    }
}
