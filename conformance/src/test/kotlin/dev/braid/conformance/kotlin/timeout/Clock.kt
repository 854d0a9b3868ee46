package dev.braid.conformance.kotlin.timeout

import dev.braid.Asyncio
import dev.braid.Timeout
import dev.braid.conformance.kotlin.harness.currentTask
import kotlin.time.Duration
import kotlin.time.Duration.Companion.nanoseconds

// The running loop's clock, as the cases show it.

internal fun now(): Long = Asyncio.runningLoop().timeNanos()

internal fun nowPlus(delay: Duration): Long = now() + delay.inWholeNanoseconds

/** The deadline as a time of the clock; null for none. */
internal fun deadline(timeout: Timeout): Duration? =
    timeout.`when`().let { if (it.isPresent) it.asLong.nanoseconds else null }

/** How many cancellations the current task has been asked for. */
internal fun requests(): Int = currentTask().cancelling()
