package dev.braid.conformance.kotlin.harness

import dev.braid.conformance.harness.Leaks
import dev.braid.kotlin.Suspend
import io.kotest.core.extensions.SpecExtension
import io.kotest.core.extensions.TestCaseExtension
import io.kotest.core.spec.Spec
import io.kotest.core.test.TestCase
import io.kotest.engine.test.TestResult
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/**
 * Fails what leaves a thread, a loop, a task, a Job or a callback behind: each test, and each class of cases as a whole,
 * since a case by itself is looked at when it runs.
 */
object LeakCheck : TestCaseExtension, SpecExtension {
    override suspend fun intercept(testCase: TestCase, execute: suspend (TestCase) -> TestResult): TestResult {
        if (testCase.spec is KotlinCases) return execute(testCase)
        startWhatStays()
        val leaks = Leaks.before()
        val result = execute(testCase)
        if (!result.isSuccess) return result
        return try {
            leaks.checkNothingIsLeft()
            result
        } catch (left: AssertionError) {
            TestResult.Failure(result.duration, left)
        }
    }

    override suspend fun intercept(spec: Spec, execute: suspend (Spec) -> Unit) {
        if (spec !is KotlinCases) return execute(spec)
        val leaks = Leaks.before()
        execute(spec)
        leaks.checkNothingIsLeft()
    }

    // The loop of the process for callers that have none, and a thread for its bodies.
    private suspend fun startWhatStays() = withContext(Dispatchers.Default) {
        suspendCoroutineUninterceptedOrReturn { caller -> Suspend.body<Int>(caller) { 1 } }
    }
}
