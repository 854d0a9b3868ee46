@file:Suppress("INVISIBLE_MEMBER", "INVISIBLE_REFERENCE")

package dev.braid.kotlin

import dev.braid.AsyncIterable
import kotlin.DeprecationLevel.ERROR

/*
 * What Kotlin's library has for any Iterable, and must not do with an AsyncIterable: it calls the iterator from code that
 * cannot suspend. Declared here, where an import of this package goes before the library's own, these are errors when a
 * program is compiled, and say what to write. Those that are missing here fail when they run, with the same advice.
 *
 * `forEach` needs an annotation of the library's own: without it Kotlin takes the library's, whatever is imported.
 */

private const val BLOCKS =
    "It cannot wait for the elements of an AsyncIterable. Write a for loop, collect { }, asFlow(), or toList() first"

private const val AS_FLOW = "dev.braid.kotlin.asFlow"

private const val TO_LIST = "dev.braid.kotlin.toList"

private const val FLOW = "kotlinx.coroutines.flow."

/** What runs where a program has silenced the compiler. */
@PublishedApi
internal fun refuseToBlock(): Nothing = throw UnsupportedOperationException(
    "cannot wait for the elements of an AsyncIterable in a function of Kotlin's library: it blocks; " +
        "write a for loop, collect { }, asFlow(), or toList() first",
)

// --- One after the other

/** Kotlin's `forEach` cannot wait: use [collect]. */
@kotlin.internal.HidesMembers
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("collect(action)", "dev.braid.kotlin.collect"), ERROR)
public inline fun <T> AsyncIterable<T>.forEach(action: (T) -> Unit): Unit = refuseToBlock()

/** Kotlin's `forEachIndexed` cannot wait: use [collect]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().collectIndexed(action)", AS_FLOW, FLOW + "collectIndexed"), ERROR)
public inline fun <T> AsyncIterable<T>.forEachIndexed(action: (Int, T) -> Unit): Unit = refuseToBlock()

/** Kotlin's `onEach` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().onEach(action)", AS_FLOW, FLOW + "onEach"), ERROR)
public inline fun <T> AsyncIterable<T>.onEach(action: (T) -> Unit): AsyncIterable<T> = refuseToBlock()

/** Kotlin's `asSequence` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow()", AS_FLOW), ERROR)
public fun <T> AsyncIterable<T>.asSequence(): Sequence<T> = refuseToBlock()

// --- Other elements

/** Kotlin's `map` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().map(transform).toList()", AS_FLOW, FLOW + "map", FLOW + "toList"), ERROR)
public inline fun <T, R> AsyncIterable<T>.map(transform: (T) -> R): List<R> = refuseToBlock()

/** Kotlin's `mapIndexed` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().mapIndexed(transform)", TO_LIST), ERROR)
public inline fun <T, R> AsyncIterable<T>.mapIndexed(transform: (Int, T) -> R): List<R> = refuseToBlock()

/** Kotlin's `mapNotNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().mapNotNull(transform).toList()", AS_FLOW, FLOW + "mapNotNull", FLOW + "toList"), ERROR)
public inline fun <T, R : Any> AsyncIterable<T>.mapNotNull(transform: (T) -> R?): List<R> = refuseToBlock()

/** Kotlin's `flatMap` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().flatMap(transform)", TO_LIST), ERROR)
public inline fun <T, R> AsyncIterable<T>.flatMap(transform: (T) -> Iterable<R>): List<R> = refuseToBlock()

/** Kotlin's `filter` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filter(predicate).toList()", AS_FLOW, FLOW + "filter", FLOW + "toList"), ERROR)
public inline fun <T> AsyncIterable<T>.filter(predicate: (T) -> Boolean): List<T> = refuseToBlock()

/** Kotlin's `filterNot` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filterNot(predicate).toList()", AS_FLOW, FLOW + "filterNot", FLOW + "toList"), ERROR)
public inline fun <T> AsyncIterable<T>.filterNot(predicate: (T) -> Boolean): List<T> = refuseToBlock()

/** Kotlin's `filterNotNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filterNotNull().toList()", AS_FLOW, FLOW + "filterNotNull", FLOW + "toList"), ERROR)
public fun <T : Any> AsyncIterable<out T?>.filterNotNull(): List<T> = refuseToBlock()

/** Kotlin's `filterIsInstance` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filterIsInstance<R>().toList()", AS_FLOW, FLOW + "filterIsInstance", FLOW + "toList"), ERROR)
public inline fun <reified R> AsyncIterable<*>.filterIsInstance(): List<R> = refuseToBlock()

/** Kotlin's `take` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().take(n).toList()", AS_FLOW, FLOW + "take", FLOW + "toList"), ERROR)
public fun <T> AsyncIterable<T>.take(n: Int): List<T> = refuseToBlock()

/** Kotlin's `takeWhile` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().takeWhile(predicate).toList()", AS_FLOW, FLOW + "takeWhile", FLOW + "toList"), ERROR)
public inline fun <T> AsyncIterable<T>.takeWhile(predicate: (T) -> Boolean): List<T> = refuseToBlock()

/** Kotlin's `drop` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().drop(n).toList()", AS_FLOW, FLOW + "drop", FLOW + "toList"), ERROR)
public fun <T> AsyncIterable<T>.drop(n: Int): List<T> = refuseToBlock()

/** Kotlin's `dropWhile` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().dropWhile(predicate).toList()", AS_FLOW, FLOW + "dropWhile", FLOW + "toList"), ERROR)
public inline fun <T> AsyncIterable<T>.dropWhile(predicate: (T) -> Boolean): List<T> = refuseToBlock()

/** Kotlin's `distinct` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().distinct()", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.distinct(): List<T> = refuseToBlock()

/** Kotlin's `distinctBy` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().distinctBy(selector)", TO_LIST), ERROR)
public inline fun <T, K> AsyncIterable<T>.distinctBy(selector: (T) -> K): List<T> = refuseToBlock()

/** Kotlin's `chunked` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().chunked(size)", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.chunked(size: Int): List<List<T>> = refuseToBlock()

/** Kotlin's `zip` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().zip(other)", TO_LIST), ERROR)
public fun <T, R> AsyncIterable<T>.zip(other: Iterable<R>): List<Pair<T, R>> = refuseToBlock()

/** Kotlin's `withIndex` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().withIndex()", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.withIndex(): Iterable<IndexedValue<T>> = refuseToBlock()

/** Kotlin's `reversed` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().reversed()", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.reversed(): List<T> = refuseToBlock()

/** Kotlin's `sorted` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().sorted()", TO_LIST), ERROR)
public fun <T : Comparable<T>> AsyncIterable<T>.sorted(): List<T> = refuseToBlock()

/** Kotlin's `sortedBy` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().sortedBy(selector)", TO_LIST), ERROR)
public inline fun <T, R : Comparable<R>> AsyncIterable<T>.sortedBy(selector: (T) -> R?): List<T> = refuseToBlock()

/** Kotlin's `sortedWith` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().sortedWith(comparator)", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.sortedWith(comparator: Comparator<in T>): List<T> = refuseToBlock()

// --- One element

/** Kotlin's `first` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().first()", AS_FLOW, FLOW + "first"), ERROR)
public fun <T> AsyncIterable<T>.first(): T = refuseToBlock()

/** Kotlin's `first` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().first(predicate)", AS_FLOW, FLOW + "first"), ERROR)
public inline fun <T> AsyncIterable<T>.first(predicate: (T) -> Boolean): T = refuseToBlock()

/** Kotlin's `firstOrNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().firstOrNull()", AS_FLOW, FLOW + "firstOrNull"), ERROR)
public fun <T> AsyncIterable<T>.firstOrNull(): T? = refuseToBlock()

/** Kotlin's `firstOrNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().firstOrNull(predicate)", AS_FLOW, FLOW + "firstOrNull"), ERROR)
public inline fun <T> AsyncIterable<T>.firstOrNull(predicate: (T) -> Boolean): T? = refuseToBlock()

/** Kotlin's `last` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().last()", AS_FLOW, FLOW + "last"), ERROR)
public fun <T> AsyncIterable<T>.last(): T = refuseToBlock()

/** Kotlin's `last` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filter(predicate).last()", AS_FLOW, FLOW + "filter", FLOW + "last"), ERROR)
public inline fun <T> AsyncIterable<T>.last(predicate: (T) -> Boolean): T = refuseToBlock()

/** Kotlin's `lastOrNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().lastOrNull()", AS_FLOW, FLOW + "lastOrNull"), ERROR)
public fun <T> AsyncIterable<T>.lastOrNull(): T? = refuseToBlock()

/** Kotlin's `lastOrNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filter(predicate).lastOrNull()", AS_FLOW, FLOW + "filter", FLOW + "lastOrNull"), ERROR)
public inline fun <T> AsyncIterable<T>.lastOrNull(predicate: (T) -> Boolean): T? = refuseToBlock()

/** Kotlin's `single` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().single()", AS_FLOW, FLOW + "single"), ERROR)
public fun <T> AsyncIterable<T>.single(): T = refuseToBlock()

/** Kotlin's `single` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filter(predicate).single()", AS_FLOW, FLOW + "filter", FLOW + "single"), ERROR)
public inline fun <T> AsyncIterable<T>.single(predicate: (T) -> Boolean): T = refuseToBlock()

/** Kotlin's `singleOrNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().singleOrNull()", AS_FLOW, FLOW + "singleOrNull"), ERROR)
public fun <T> AsyncIterable<T>.singleOrNull(): T? = refuseToBlock()

/** Kotlin's `singleOrNull` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().filter(predicate).singleOrNull()", AS_FLOW, FLOW + "filter", FLOW + "singleOrNull"), ERROR)
public inline fun <T> AsyncIterable<T>.singleOrNull(predicate: (T) -> Boolean): T? = refuseToBlock()

/** Kotlin's `find` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().firstOrNull(predicate)", AS_FLOW, FLOW + "firstOrNull"), ERROR)
public inline fun <T> AsyncIterable<T>.find(predicate: (T) -> Boolean): T? = refuseToBlock()

/** Kotlin's `elementAt` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().elementAt(index)", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.elementAt(index: Int): T = refuseToBlock()

/** Kotlin's `maxByOrNull` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().maxByOrNull(selector)", TO_LIST), ERROR)
public inline fun <T, R : Comparable<R>> AsyncIterable<T>.maxByOrNull(selector: (T) -> R): T? = refuseToBlock()

/** Kotlin's `minByOrNull` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().minByOrNull(selector)", TO_LIST), ERROR)
public inline fun <T, R : Comparable<R>> AsyncIterable<T>.minByOrNull(selector: (T) -> R): T? = refuseToBlock()

// --- One value

/** Kotlin's `any` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().any(predicate)", AS_FLOW, FLOW + "any"), ERROR)
public inline fun <T> AsyncIterable<T>.any(predicate: (T) -> Boolean): Boolean = refuseToBlock()

/** Kotlin's `none` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().none(predicate)", AS_FLOW, FLOW + "none"), ERROR)
public inline fun <T> AsyncIterable<T>.none(predicate: (T) -> Boolean): Boolean = refuseToBlock()

/** Kotlin's `all` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().all(predicate)", AS_FLOW, FLOW + "all"), ERROR)
public inline fun <T> AsyncIterable<T>.all(predicate: (T) -> Boolean): Boolean = refuseToBlock()

/** Kotlin's `count` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().count()", AS_FLOW, FLOW + "count"), ERROR)
public fun <T> AsyncIterable<T>.count(): Int = refuseToBlock()

/** Kotlin's `count` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().count(predicate)", AS_FLOW, FLOW + "count"), ERROR)
public inline fun <T> AsyncIterable<T>.count(predicate: (T) -> Boolean): Int = refuseToBlock()

/** Kotlin's `contains` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().contains(element)", TO_LIST), ERROR)
public operator fun <T> AsyncIterable<T>.contains(element: T): Boolean = refuseToBlock()

/** Kotlin's `fold` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().fold(initial, operation)", AS_FLOW, FLOW + "fold"), ERROR)
public inline fun <T, R> AsyncIterable<T>.fold(initial: R, operation: (R, T) -> R): R = refuseToBlock()

/** Kotlin's `reduce` cannot wait: use [asFlow]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("asFlow().reduce(operation)", AS_FLOW, FLOW + "reduce"), ERROR)
public inline fun <S, T : S> AsyncIterable<T>.reduce(operation: (S, T) -> S): S = refuseToBlock()

/** Kotlin's `sumOf` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().sumOf(selector)", TO_LIST), ERROR)
public inline fun <T, N> AsyncIterable<T>.sumOf(selector: (T) -> N): N = refuseToBlock()

/** Kotlin's `maxOf` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().maxOf(selector)", TO_LIST), ERROR)
public inline fun <T, R : Comparable<R>> AsyncIterable<T>.maxOf(selector: (T) -> R): R = refuseToBlock()

/** Kotlin's `minOf` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().minOf(selector)", TO_LIST), ERROR)
public inline fun <T, R : Comparable<R>> AsyncIterable<T>.minOf(selector: (T) -> R): R = refuseToBlock()

// --- Collections and texts

/** Kotlin's `associate` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().associate(transform)", TO_LIST), ERROR)
public inline fun <T, K, V> AsyncIterable<T>.associate(transform: (T) -> Pair<K, V>): Map<K, V> = refuseToBlock()

/** Kotlin's `associateBy` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().associateBy(keySelector)", TO_LIST), ERROR)
public inline fun <T, K> AsyncIterable<T>.associateBy(keySelector: (T) -> K): Map<K, T> = refuseToBlock()

/** Kotlin's `associateWith` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().associateWith(valueSelector)", TO_LIST), ERROR)
public inline fun <K, V> AsyncIterable<K>.associateWith(valueSelector: (K) -> V): Map<K, V> = refuseToBlock()

/** Kotlin's `groupBy` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().groupBy(keySelector)", TO_LIST), ERROR)
public inline fun <T, K> AsyncIterable<T>.groupBy(keySelector: (T) -> K): Map<K, List<T>> = refuseToBlock()

/** Kotlin's `partition` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().partition(predicate)", TO_LIST), ERROR)
public inline fun <T> AsyncIterable<T>.partition(predicate: (T) -> Boolean): Pair<List<T>, List<T>> = refuseToBlock()

/** Kotlin's `toSet` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().toSet()", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.toSet(): Set<T> = refuseToBlock()

/** Kotlin's `toMutableList` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().toMutableList()", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.toMutableList(): MutableList<T> = refuseToBlock()

/** Kotlin's `toMutableSet` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().toMutableSet()", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.toMutableSet(): MutableSet<T> = refuseToBlock()

/** Kotlin's `toCollection` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().toCollection(destination)", TO_LIST), ERROR)
public fun <T, C : MutableCollection<in T>> AsyncIterable<T>.toCollection(destination: C): C = refuseToBlock()

/** Kotlin's `joinToString` cannot wait: use [toList]. */
@JvmSynthetic
@Deprecated(BLOCKS, ReplaceWith("toList().joinToString(separator, transform = transform)", TO_LIST), ERROR)
public fun <T> AsyncIterable<T>.joinToString(
    separator: CharSequence = ", ",
    transform: ((T) -> CharSequence)? = null,
): String = refuseToBlock()
