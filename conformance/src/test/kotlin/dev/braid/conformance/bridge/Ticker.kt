package dev.braid.conformance.bridge

import dev.braid.AsyncIterable
import kotlinx.coroutines.flow.Flow

/** A Kotlin interface with flows, for Java to implement. */
interface Ticker {
    fun ticks(): Flow<Int>

    fun shared(elements: AsyncIterable<Int>): Flow<Int>
}
