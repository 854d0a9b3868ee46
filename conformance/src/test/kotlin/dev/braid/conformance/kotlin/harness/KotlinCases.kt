package dev.braid.conformance.kotlin.harness

import dev.braid.conformance.harness.CaseRun
import dev.braid.conformance.harness.CaseSpec
import dev.braid.conformance.harness.Combination
import dev.braid.conformance.harness.Face
import dev.braid.conformance.harness.KotlinCase
import dev.braid.conformance.harness.Results
import io.kotest.core.spec.style.FunSpec
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/**
 * Kotlin cases: every function of a subclass that is marked with [KotlinCase] is one, and becomes one test on each host.
 */
abstract class KotlinCases : FunSpec() {
    init {
        val cases = javaClass.declaredMethods.filter { it.isAnnotationPresent(KotlinCase::class.java) }
        for (method in cases.sortedBy { CaseSpec.of(it).id() }) {
            val spec = CaseSpec.of(method)
            if (ONLY.isEmpty() || spec.id() in ONLY) {
                for (on in Combination.chosenForKotlin()) {
                    test("${spec.id()} ${method.name} on $on") { runAndNote(spec, on, method) }
                }
            }
        }
    }

    private fun runAndNote(spec: CaseSpec, on: Combination, method: Method) {
        val failure = runCatching { onThreadFor(spec) { run(spec, on, method) } }.exceptionOrNull()
        Results.add(Face.KOTLIN, spec.id(), on, failure)
        if (failure != null) throw failure
    }

    private fun run(spec: CaseSpec, on: Combination, method: Method) {
        val run = CaseRun(spec, on)
        val t = Trace(run.trace())
        run.runWhole { if (spec.plain()) call(method, t) else t.run { callSuspending(method, t) } }
    }

    private fun call(method: Method, vararg arguments: Any?): Any? =
        try {
            method.invoke(this, *arguments)
        } catch (thrown: InvocationTargetException) {
            throw thrown.targetException
        }

    private suspend fun callSuspending(method: Method, t: Trace): Any? =
        if (method.parameterTypes.last() == Continuation::class.java) {
            suspendCoroutineUninterceptedOrReturn { call(method, t, it) }
        } else {
            call(method, t)
        }

    // Ctrl-C is for the thread that the JVM began with, which is known by its name; Kotest's is another one.
    private fun onThreadFor(spec: CaseSpec, code: () -> Unit) {
        if (!spec.signals()) return code()
        var outcome: Result<Unit>? = null
        val main = Thread(rootOfProgram(), { outcome = runCatching(code) }, "main")
        main.start()
        main.join()
        outcome!!.getOrThrow()
    }

    private fun rootOfProgram(): ThreadGroup =
        generateSequence(Thread.currentThread().threadGroup) { it.parent }.first { it.name == "main" }

    private companion object {
        // As conformance/try says.
        val ONLY: Set<String> = System.getProperty("braid.conformance.ids").orEmpty().split(',').filterNot { it.isEmpty() }.toSet()
    }
}
