package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.ExceptHandling
import dev.braid.ExceptionGroup
import dev.braid.Future
import dev.braid.InvalidStateException
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.gatherSettled
import dev.braid.kotlin.orThrow
import dev.braid.kotlin.result
import dev.braid.kotlin.runUntilComplete
import dev.braid.testing.VirtualTime
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException

/** Kotlin needs no name for the error that Java's callers may expect. */
class ResultsTest :
    FunSpec({
        everywhere("BRIDGE-181 Kotlin asks for a result without naming an error, and gets the value or the error as it is") {
            val loop = Asyncio.runningLoop()
            val future: Future<String?> = loop.createFuture()
            shouldThrow<InvalidStateException> { future.result() }
            future.setResult("value")
            val length: Int = future.result()!!.length
            length shouldBe 5
            future.result<Exception>() shouldBe "value"

            val boom = IOException("boom")
            val failed = loop.createTask<String> { throw boom }
            runCatching { failed.await() }
            errorOf<IOException> { failed.result() } shouldBeSameInstanceAs boom
            errorOf<IOException> { failed.result<IOException>() } shouldBeSameInstanceAs boom
            val cancelled = loop.createFuture<Int>().also { it.cancel("enough") }
            errorOf<CancelledError> { cancelled.result() }.message() shouldBe "enough"

            val (value, error) = gatherSettled<Int>({ 1 }, { throw boom }).await()
            val one: Int = value.orThrow()
            one shouldBe 1
            errorOf<IOException> { error.orThrow() } shouldBeSameInstanceAs boom
            ExceptHandling.of(ExceptionGroup("", listOf(boom))).on(IOException::class.java) { }.orThrow()
        }

        test("BRIDGE-181 Kotlin runs a loop until a future is done without naming an error") {
            val loop = VirtualTime.loops().newLoop()
            try {
                val value: Int = loop.runUntilComplete(loop.createTask { 5 })
                value shouldBe 5
            } finally {
                loop.close()
            }
        }
    })
