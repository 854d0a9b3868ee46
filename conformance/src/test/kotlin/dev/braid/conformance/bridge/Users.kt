package dev.braid.conformance.bridge

/** A Kotlin interface that Java implements, and whose functions Java names by method references. */
interface Users {
    suspend fun find(id: String): String

    suspend fun save(id: String)

    suspend fun count(): Int
}

/** Suspend functions of one to four arguments, and generic ones. */
class Calls {
    suspend fun one(a: Int): String = joined(a)

    suspend fun two(a: Int, b: String): String = joined(a, b)

    suspend fun three(a: Int, b: String, c: Long): String = joined(a, b, c)

    suspend fun four(a: Int, b: String, c: Long, d: List<String>): String = joined(a, b, c, d)

    suspend fun nothing(text: StringBuilder) {
        text.append(joined("nothing"))
    }

    suspend fun <T> generic(value: T): List<T> {
        dev.braid.kotlin.yieldNow()
        return listOf(value)
    }

    suspend fun overloaded(a: Int): String = joined("int", a)

    suspend fun overloaded(a: String): String = joined("string", a)

    suspend fun failing(error: Throwable): String {
        dev.braid.kotlin.yieldNow()
        throw error
    }

    private suspend fun joined(vararg parts: Any): String {
        dev.braid.kotlin.yieldNow()
        return parts.joinToString(" ")
    }
}
