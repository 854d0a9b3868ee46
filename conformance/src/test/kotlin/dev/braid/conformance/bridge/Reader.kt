package dev.braid.conformance.bridge

/** What Java asks to read. */
fun interface Reader {
    suspend fun read(): String
}
