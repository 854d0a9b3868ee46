package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.kotlin.await
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Collections
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext

/** Suspend functions that Java starts without waiting, names by method references, or hands a continuation twice. */
class SuspendFutureTest :
    FunSpec({
        everywhere("BRIDGE-10 Java names suspend functions of none to four arguments by method references") {
            createJava(JavaSuspendCalls.byMethodReference(Calls(), JavaUsers(mutableListOf(), null))).await() shouldBe listOf(
                "1", "1 b", "1 b 3", "1 b 3 [d]", "string a", "[5]", "count 42", "nothing true", "9",
            )
        }

        everywhere("BRIDGE-11 Java starts suspend functions as tasks, which run beside it") {
            createJava(JavaSuspendCalls.started(Calls())).await() shouldBe
                listOf("false mine", "1", "1 b", "1 b 3", "1 b 3 [d]", "9")
        }

        everywhere("BRIDGE-12 cancelling what Java has started cancels the Kotlin code, and is over when that has cleaned up") {
            val events = mutableListOf<String>()
            val users = object : Users {
                override suspend fun find(id: String): String {
                    try {
                        delay(1000)
                    } catch (e: CancellationException) {
                        events += "kotlin ${e.message}"
                        withContext(NonCancellable) { delay(5) }
                        events += "kotlin cleaned up"
                        throw e
                    }
                    return id
                }

                override suspend fun save(id: String) = Unit

                override suspend fun count(): Int = 0
            }
            createJava(JavaSuspendCalls.cancelled(users)).await() shouldBe "true at 6"
            events shouldBe listOf("kotlin by Java", "kotlin cleaned up")
        }

        everywhere("BRIDGE-13 the error of what was started is the task's, the same object; a callback may start one too") {
            val error = OneOfAKind("started")
            shouldThrow<OneOfAKind> { JavaSuspendCalls.failing(Calls(), error).await() } shouldBeSameInstanceAs error
            val fromCallback = Asyncio.runningLoop().createFuture<dev.braid.Task<String>>()
            Asyncio.runningLoop().callSoon { fromCallback.setResult(JavaSuspendCalls.failing(Calls(), error)) }
            shouldThrow<OneOfAKind> { fromCallback.await().await() } shouldBeSameInstanceAs error
        }

        everywhere("BRIDGE-14 a continuation that two calls resume: the first to end is the call's end, the other is reported") {
            val problems = Collections.synchronizedList(mutableListOf<String>())
            Asyncio.runningLoop().setExceptionHandler { _, problem -> problems += problem.exception()!!.message!! }
            createJava(JavaSuspendCalls.leftAlone(Slow)).await() shouldBe "at once"
            problems.size shouldBe 1
            problems.single() shouldContain "that call has ended already"
            problems.single() shouldContain "hand c to one suspend function, once"
            createJava(JavaSuspendCalls.twice(Slow)).await() shouldBe "b"
            problems.size shouldBe 2
        }

        test("BRIDGE-15 Suspend.future without a loop says where to call it") {
            shouldThrow<IllegalStateException> { JavaSuspendCalls.outside(Calls()) }.message shouldContain "Asyncio.run"
        }
    })

/** Suspends by Kotlin's own means, so that two calls can be under way in one main line. */
private object Slow : Users {
    override suspend fun find(id: String): String {
        delay(if (id == "a") 5 else 2)
        return id
    }

    override suspend fun save(id: String) = Unit

    override suspend fun count(): Int = 0
}
