package dev.braid.conformance.bridge

import dev.braid.Asyncio
import dev.braid.CancelledError
import dev.braid.Task
import dev.braid.kotlin.await
import dev.braid.kotlin.createTask
import dev.braid.kotlin.runJava
import dev.braid.kotlin.yieldNow
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext

/** Kotlin code that is called by Java. */
interface Levels {
    suspend fun secondKotlin(): String
}

private class Crossed : Exception()

/** Kotlin's halves of calls that cross the border several times: Kotlin, Java, Kotlin, and Java again if that is to throw. */
private class FourLevels(val error: Exception, val suspends: Boolean, val last: suspend FourLevels.() -> String) : Levels {
    suspend fun firstKotlin(): String = callJava() + "!"

    private suspend fun callJava(): String {
        if (suspends) yieldNow()
        return runJava(JavaBorders.firstJava(this, suspends)) + "?"
    }

    suspend fun elsewhere(): String = coroutineScope { withContext(Dispatchers.Default) { callJava() } + "!" }

    override suspend fun secondKotlin(): String {
        if (suspends) yieldNow()
        return last() + "."
    }

    suspend fun callJavaAgain(): String = runJava(JavaBorders.secondJava(error, suspends)) + ";"

    suspend fun throwInKotlin(): String {
        if (suspends) yieldNow()
        throw error.fillInStackTrace()
    }
}

private val LEVELS = setOf(
    "firstKotlin", "callJava", "elsewhere", "callKotlinAgain", "secondKotlin", "callJavaAgain", "throwInJava", "throwInKotlin",
)

/** The functions of the levels, the newest first; a function that calls and its lambda are one. */
private fun levels(error: Throwable): List<String> =
    error.stackTrace.map { it.methodName }.filter { it in LEVELS }.fold(emptyList()) { all, name ->
        if (all.lastOrNull() == name) all else all + name
    }

/** What the stack trace of an error tells that has crossed the border between the languages. */
class BorderFramesTest :
    FunSpec({
        fun <T> task(body: suspend () -> T): Task<T> = Asyncio.runningLoop().createTask(body = body)

        fun borders(error: Throwable) = error.stackTrace.filter { it.methodName == "calledFrom" }.map { it.fileName }

        for (suspends in listOf(true, false)) {
            val how = if (suspends) "levels that suspend" else "levels that do not suspend"

            everywhere("BRIDGE-173 an error of Java's that crossed three borders has the frames of all four sides: $how") {
                val calls = FourLevels(Crossed(), suspends) { callJavaAgain() }
                val failed = task { calls.firstKotlin() }
                val error = shouldThrow<Crossed> { failed.await() }
                error shouldBeSameInstanceAs calls.error
                levels(error) shouldBe
                    listOf("throwInJava", "callJavaAgain", "secondKotlin", "callKotlinAgain", "callJava", "firstKotlin")
                borders(error) shouldBe listOf("Kotlin", "Java", "Kotlin")
                failed.stack().map { it.methodName }.filter { it in LEVELS }.distinct() shouldBe levels(error).reversed()
            }

            everywhere("BRIDGE-174 an error of Kotlin's that crossed two borders has the frames of all three sides: $how") {
                val calls = FourLevels(Crossed(), suspends) { throwInKotlin() }
                val error = shouldThrow<Crossed> { task { calls.firstKotlin() }.await() }
                levels(error) shouldBe listOf("throwInKotlin", "secondKotlin", "callKotlinAgain", "callJava", "firstKotlin")
            }

            everywhere("BRIDGE-175 the frames are there when Kotlin called from a coroutine of its own, on another thread: $how") {
                val calls = FourLevels(Crossed(), suspends) { callJavaAgain() }
                val error = shouldThrow<Crossed> { task { calls.elsewhere() }.await() }
                levels(error).take(5) shouldBe
                    listOf("throwInJava", "callJavaAgain", "secondKotlin", "callKotlinAgain", "callJava")
            }
        }

        everywhere("BRIDGE-176 a cancellation that crosses keeps the trace it was made with") {
            val calls = FourLevels(Crossed(), true) { Asyncio.runningLoop().createFuture<String>().await() }
            val waiting = task { calls.firstKotlin() }
            repeat(8) { yieldNow() }
            waiting.cancel()
            borders(shouldThrow<CancelledError> { waiting.await() }) shouldBe emptyList()
        }

        everywhere("BRIDGE-177 an error that crosses again and again does not grow without end") {
            val same = Crossed()
            repeat(40) {
                val calls = FourLevels(same, false) { throw error }
                shouldThrow<Crossed> { task { calls.firstKotlin() }.await() }
            }
            borders(same).size shouldBe 16
        }
    })
