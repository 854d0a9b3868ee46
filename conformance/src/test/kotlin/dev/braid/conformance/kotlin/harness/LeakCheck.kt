package dev.braid.conformance.kotlin.harness

import dev.braid.Asyncio
import dev.braid.conformance.harness.Leaks
import dev.braid.kotlin.Suspend
import io.kotest.core.extensions.SpecExtension
import io.kotest.core.extensions.TestCaseExtension
import io.kotest.core.spec.Spec
import io.kotest.core.test.TestCase
import io.kotest.engine.test.TestResult
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/**
 * Fails what leaves a thread, a loop, a task, a Job or a callback behind: each test, and each class of cases as a whole,
 * since a case by itself is looked at when it runs.
 */
object LeakCheck : TestCaseExtension, SpecExtension {
    override suspend fun intercept(testCase: TestCase, execute: suspend (TestCase) -> TestResult): TestResult {
        if (testCase.spec is KotlinCases) return execute(testCase)
        startWhatStays()
        val leaks = clean?.beforeNext() ?: Leaks.before()
        clean = null
        val result = execute(testCase)
        if (!result.isSuccess) return result
        return try {
            leaks.checkNothingIsLeft(::stir)
            clean = leaks
            result
        } catch (left: AssertionError) {
            TestResult.Failure(result.duration, left)
        }
    }

    override suspend fun intercept(spec: Spec, execute: suspend (Spec) -> Unit) {
        // Between classes Kotest has Jobs of its own come and go.
        clean = null
        if (spec !is KotlinCases) return execute(spec)
        val leaks = Leaks.before()
        execute(spec)
        leaks.checkNothingIsLeft(::stir)
    }

    // Cancelled coroutines on all threads of the dispatchers.
    private fun stir() = runBlocking {
        for (dispatcher in listOf(Dispatchers.Default, Dispatchers.IO)) {
            repeat(100) {
                val cancelled = launch(dispatcher) { runCatching { awaitCancellation() }.exceptionOrNull()?.let { throw it } }
                launch(dispatcher) { cancelled.cancel() }
                launch(dispatcher) { runCatching { cancelled.join() } }
            }
        }
    }

    // The loop of the process for callers that have none, and its threads.
    private suspend fun startWhatStays() {
        if (started) return
        val name = withContext(Dispatchers.Default) {
            suspendCoroutineUninterceptedOrReturn { caller ->
                Suspend.body<String>(caller) { Asyncio.runningLoop().toString().substringAfter('[').substringBefore(']') }
            }
        }
        Leaks.areShared(name.substringBefore(','))
        Leaks.areShared("braid-background")
        started = true
    }

    // Tests run one after the other, so these are one thread's at a time.
    private var started = false

    // After a test of the same class that has left nothing behind, if no other one has run since. Counting takes its time.
    private var clean: Leaks? = null
}
