package dev.braid.conformance.kotlin.programs

import dev.braid.conformance.programs.Statement
import dev.braid.kotlin.GeneratorScope
import dev.braid.kotlin.asyncGenerator

/** Generators of programs, whose bodies are Kotlin's. */
internal class KotlinGenerators(private val run: KotlinProgramRun) {
    private val java get() = run.java

    fun generator(s: Statement): Any? {
        val generator = asyncGenerator<Int, Any?> { whole(s) }
        java.put(s.name(0), generator)
        java.keep(generator)
        return null
    }

    private suspend fun GeneratorScope<Int, Any?>.whole(s: Statement) {
        try {
            for (step in s.body(1)) {
                if (step.word() == "try-yield") tryYield(step) else step(step)
            }
        } catch (error: Throwable) {
            java.log("${s.number()} ends", error)
            throw error
        }
        java.log("${s.number()} ends")
    }

    private suspend fun GeneratorScope<Int, Any?>.tryYield(s: Statement) {
        try {
            for (step in s.body(0)) step(step)
        } catch (error: Throwable) {
            run.handle(s.number(), error, s.list(1))
        } finally {
            run.body(s.body(2))
        }
    }

    private suspend fun GeneratorScope<Int, Any?>.step(step: Statement) {
        if (step.word() == "yield") {
            java.log("${step.number()} sent", yield(step.count(0)))
        } else {
            run.run(step)
        }
    }
}
