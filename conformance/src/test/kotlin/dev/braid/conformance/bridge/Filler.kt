package dev.braid.conformance.bridge

import kotlinx.coroutines.channels.SendChannel

/** Kotlin code that fills a channel. */
fun interface Filler {
    suspend fun fill(channel: SendChannel<Int>)
}
