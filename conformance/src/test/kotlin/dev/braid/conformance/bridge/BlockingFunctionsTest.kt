package dev.braid.conformance.bridge

import dev.braid.AsyncIterable
import dev.braid.Asyncio
import dev.braid.kotlin.*
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.lang.reflect.Modifier
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext

private fun slowly(): AsyncIterable<Int> = asyncGenerator {
    for (n in 1..3) {
        sleep(1.milliseconds)
        yield(n)
    }
}

/** Functions of Kotlin's library for any Iterable, which cannot wait, and an AsyncIterable. */
class BlockingFunctionsTest :
    FunSpec({
        test("BRIDGE-179 the compiler takes the bridge's declarations, which it refuses, and not the library's functions") {
            for ((name, call) in silenced()) {
                withClue(name) {
                    shouldThrow<UnsupportedOperationException> { call(slowly()) }.message shouldContain "asFlow()"
                }
            }
        }

        test("BRIDGE-179 each of these declarations is an error of the compiler, and one that tells what to write") {
            val declared = Class.forName("dev.braid.kotlin.BlockingFunctionsKt").declaredMethods
                .filter { Modifier.isPublic(it.modifiers) && it.name != "refuseToBlock" && !it.name.endsWith("\$default") }
            declared.isEmpty() shouldBe false
            for (function in declared) {
                withClue(function.name) {
                    val marked = function.getAnnotation(Deprecated::class.java)
                    marked.level shouldBe DeprecationLevel.ERROR
                    marked.message shouldContain "asFlow()"
                    Regex("^(asFlow|toList|collect)\\(").containsMatchIn(marked.replaceWith.expression) shouldBe true
                }
            }
        }

        everywhere("BRIDGE-180 a function of the library that nobody declared anew fails when it runs, and tells what to write") {
            val advice = "use a for loop, collect { }, asFlow(), or toList() first"
            shouldThrow<IllegalStateException> { slowly().windowed(2) }.message shouldContain advice
            coroutineScope {
                launch { shouldThrow<IllegalStateException> { slowly().windowed(2) }.message shouldContain advice }
            }
            withContext(Dispatchers.IO) {
                shouldThrow<IllegalStateException> { slowly().windowed(2) }.message shouldContain advice
            }
            Asyncio.currentTask()!!.cancelling() shouldBe 0
            slowly().toList().windowed(2) shouldContainExactly listOf(listOf(1, 2), listOf(2, 3))
        }
    })

private inline fun withClue(clue: String, block: () -> Unit) = io.kotest.assertions.withClue(clue, block)

@Suppress("DEPRECATION_ERROR")
private fun silenced(): List<Pair<String, (AsyncIterable<Int>) -> Any?>> = listOf(
    "forEach" to { it.forEach { n -> check(n > 0) } },
    "forEachIndexed" to { it.forEachIndexed { at, n -> check(n > at) } },
    "onEach" to { it.onEach { n -> check(n > 0) } },
    "asSequence" to { it.asSequence() },
    "map" to { it.map { n -> n + 1 } },
    "mapIndexed" to { it.mapIndexed { at, n -> at + n } },
    "mapNotNull" to { it.mapNotNull { n -> n } },
    "flatMap" to { it.flatMap { n -> listOf(n) } },
    "filter" to { it.filter { n -> n > 1 } },
    "filterNot" to { it.filterNot { n -> n > 1 } },
    "filterNotNull" to { it.filterNotNull() },
    "filterIsInstance" to { it.filterIsInstance<String>() },
    "take" to { it.take(1) },
    "drop" to { it.drop(1) },
    "takeWhile" to { it.takeWhile { n -> n > 1 } },
    "dropWhile" to { it.dropWhile { n -> n > 1 } },
    "distinct" to { it.distinct() },
    "chunked" to { it.chunked(2) },
    "zip" to { it.zip(listOf(1)) },
    "withIndex" to { it.withIndex() },
    "sorted" to { it.sorted() },
    "sortedBy" to { it.sortedBy { n -> -n } },
    "first" to { it.first() },
    "first with a predicate" to { it.first { n -> n > 1 } },
    "firstOrNull" to { it.firstOrNull() },
    "last" to { it.last() },
    "single" to { it.single() },
    "find" to { it.find { n -> n > 1 } },
    "maxByOrNull" to { it.maxByOrNull { n -> n } },
    "any" to { it.any { n -> n > 1 } },
    "all" to { it.all { n -> n > 1 } },
    "none" to { it.none { n -> n > 1 } },
    "count" to { it.count() },
    "in" to { 3 in it },
    "fold" to { it.fold(0) { sum, n -> sum + n } },
    "reduce" to { it.reduce { sum, n -> sum + n } },
    "sumOf" to { it.sumOf { n -> n } },
    "associate" to { it.associate { n -> n to n } },
    "associateBy" to { it.associateBy { n -> n } },
    "associateWith" to { it.associateWith { n -> n } },
    "groupBy" to { it.groupBy { n -> n % 2 } },
    "partition" to { it.partition { n -> n > 1 } },
    "toSet" to { it.toSet() },
    "toMutableList" to { it.toMutableList() },
    "toCollection" to { it.toCollection(ArrayList()) },
    "joinToString" to { it.joinToString() },
    "joinToString with a transform" to { it.joinToString { n -> "$n" } },
)
