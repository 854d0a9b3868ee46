package dev.braid.conformance.kotlin.programs

import dev.braid.conformance.harness.CaseRun
import dev.braid.conformance.harness.Combination
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.conformance.programs.Program
import io.kotest.core.spec.style.FunSpec
import org.opentest4j.AssertionFailedError

/** Random programs do in Kotlin what they do in CPython. */
class KotlinProgramsTest :
    FunSpec({
        val programs = Program.all()
        for ((on, mixture) in Combination.chosenForKotlin().flatMap { on -> Mixture.entries.map { on to it } }) {
            test("random programs do in ${mixture.words} what they do in Python, on $on") {
                val failures = programs.mapNotNull { program ->
                    runCatching { run(program, on, mixture) }.exceptionOrNull()?.let { "${it.message}\n${program.text()}" to it }
                }
                if (failures.isNotEmpty()) {
                    throw AssertionFailedError(failures.joinToString("\n") { it.first }, failures.first().second.cause)
                }
            }
        }
    })

private fun run(program: Program, on: Combination, mixture: Mixture) {
    val run = CaseRun.comparedWith(program.section(), on)
    val trace = Trace(run.trace())
    val running = KotlinProgramRun(trace, program, mixture)
    try {
        run.runWhole { trace.run { running.main() } }
    } finally {
        running.java.forget()
    }
}
