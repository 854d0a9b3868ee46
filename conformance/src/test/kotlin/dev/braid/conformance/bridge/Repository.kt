package dev.braid.conformance.bridge

/** A Kotlin interface that Java calls. */
interface Repository {
    suspend fun find(id: Int): String

    suspend fun deep()
}
