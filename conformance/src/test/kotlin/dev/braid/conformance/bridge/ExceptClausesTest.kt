package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.BaseExceptionGroup
import dev.braid.CancelledError
import dev.braid.ExceptionGroup
import dev.braid.Task
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.except
import dev.braid.kotlin.on
import dev.braid.kotlin.sleep
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.io.IOException
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.delay

/** Clauses that suspend. */
class ExceptClausesTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)
        val failure = ExceptionGroup("both", listOf(IOException("disk"), ArithmeticException("sum")))

        everywhere("BRIDGE-304 a clause suspends in its task, and those behind it wait") {
            val me = Asyncio.currentTask()
            val seen = mutableListOf<Any?>()
            failure.except {
                on<IOException> {
                    sleep(1.seconds)
                    delay(1.seconds)
                    seen += Asyncio.currentTask() === me
                }
                on<ArithmeticException> { seen += Asyncio.runningLoop().timeNanos() }
            }
            seen shouldBe listOf(true, 2.seconds.inWholeNanoseconds)
        }

        everywhere("BRIDGE-305 a cancellation in a suspended clause is thrown behind the later clauses") {
            val seen = mutableListOf<String>()
            val handlesAll = task {
                failure.except {
                    on<IOException> { sleep(9.seconds) }
                    on<ArithmeticException> { seen += "later" }
                }
            }
            val handlesOne = task { failure.except { on<IOException> { sleep(9.seconds) } } }
            sleep(1.seconds)
            handlesAll.cancel("enough")
            handlesOne.cancel("enough")
            shouldThrow<CancelledError> { handlesAll.await() }.message() shouldBe "enough"
            seen shouldBe listOf("later")
            handlesAll.cancelled() shouldBe true
            val left = shouldThrow<BaseExceptionGroup> { handlesOne.await() }.exceptions()
            (left[0] as CancelledError).message() shouldBe "enough"
            (left[1] as ExceptionGroup).exceptions().single()::class shouldBe ArithmeticException::class
        }

        everywhere("BRIDGE-305 so is one in a clause that is suspended by Kotlin's means") {
            val task = task { failure.except { on<IOException> { delay(9_000) } } }
            sleep(1.seconds)
            task.cancel("enough")
            val left = shouldThrow<BaseExceptionGroup> { task.await() }.exceptions()
            (left[0] as CancelledError).message() shouldBe "enough"
            (left[1] as ExceptionGroup).exceptions().single()::class shouldBe ArithmeticException::class
        }
    })
