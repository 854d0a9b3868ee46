package dev.braid.conformance.kotlin.runner

import dev.braid.conformance.harness.CaseBug
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Sigint
import dev.braid.conformance.kotlin.harness.KotlinCases
import dev.braid.conformance.kotlin.harness.Trace
import dev.braid.kotlin.runAsyncio
import dev.braid.kotlin.yieldNow
import java.nio.file.Path

/** A runner in a JVM that keeps its signals to itself, as `java -Xrs` does. */
class RunnerWithoutSignalsTest : KotlinCases() {
    @KotlinCase("RUNNER-42", plain = true)
    fun aPlatformThatRefusesTheHandlerIsNoObstacle(t: Trace) {
        t.log("returned", said[0])
        t.log("was refused", said[1].toBoolean())
    }

    /** Runs in the other JVM: on its main thread, where a runner wants to install its handler. */
    object Program {
        @JvmStatic
        fun main(arguments: Array<String>) {
            val value = runAsyncio {
                yieldNow()
                "value"
            }
            println(value)
            println(isRefused())
        }

        private fun isRefused(): Boolean =
            try {
                Sigint.current()
                false
            } catch (refused: CaseBug) {
                true
            }
    }

    private companion object {
        // What the other JVM said. It is the same for all hosts, and takes its time.
        val said: List<String> by lazy {
            val process = ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xrs",
                "-Dbraid.strands=platform",
                "-cp",
                System.getProperty("java.class.path"),
                Program::class.java.name,
            ).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            process.inputStream.use { it.reader().readLines() }.also { process.waitFor() }
        }
    }
}
